/// How a checkout's file differs from the one that a bundle was made for.
package enum FileMismatch: Sendable, Hashable {
    case missing, exists, edited
    /// Only in CR and LF, as git's `core.autocrlf` leaves it.
    case lineEnds
}
