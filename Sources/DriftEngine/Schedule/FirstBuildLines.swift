/// What the beginning of a build log shows.
package enum FirstBuildLines: Sendable, Hashable {
    case text(String)
    case empty
    /// The caller may not read it, now or probably ever.
    case notReadable
}
