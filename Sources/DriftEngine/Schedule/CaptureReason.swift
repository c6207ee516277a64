/// Why everything of a Space was captured.
package enum CaptureReason: String, Sendable, Hashable {
    case first = "first look"
    /// The list of Spaces shows something new.
    case listChanged = "list changed"
    /// The same commit was built anew.
    case rebuilt
    /// Nothing seems to have changed; it was time.
    case due = "time for it"
}
