/// How much a capture may hold. Far above any Space seen, far below what would hurt the machine.
package enum CaptureLimits {
    /// One log. Real ones stay below 10 MB; an app that prints in a loop reaches more.
    package static let logBytes = 2 << 30
    /// Any other file: the API's answers, the README, the requirements.
    package static let fileBytes = 16 << 20
    /// Everything together.
    package static let totalBytes = 4 << 30
    package static let files = 10_000
    /// Directories below `repo`.
    package static let depth = 16
}
