/// One build that the logs show.
package struct BuildRecord: Sendable, Hashable, Codable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        case succeeded, failed
        /// The log ends before the build does.
        case cut
    }

    package var log: Int
    package var line: Int
    /// ISO 8601, UTC: `2026-07-05T07:53:08Z`.
    package var queuedAt: String?
    /// The commit's prefix as the banner prints it: `c515370`.
    package var commit: String?
    package var outcome: Outcome
    /// What was made anew, and so resolved anew; `nil`: no error page says so.
    package var rebuilt: [RebuiltStep]?

    package init(
        log: Int,
        line: Int,
        queuedAt: String? = nil,
        commit: String? = nil,
        outcome: Outcome,
        rebuilt: [RebuiltStep]? = nil
    ) {
        self.log = log
        self.line = line
        self.queuedAt = queuedAt
        self.commit = commit
        self.outcome = outcome
        self.rebuilt = rebuilt
    }
}
