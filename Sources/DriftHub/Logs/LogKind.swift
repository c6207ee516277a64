/// A Space's two logs: `GET /api/spaces/{id}/logs/build`, `…/logs/run`. The Hub keeps those of the newest build only.
package enum LogKind: String, Sendable, Hashable, CaseIterable { case build, run }
