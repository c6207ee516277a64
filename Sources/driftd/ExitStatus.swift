import DriftEngine

/// The exit codes that scripts rely on; the README has the table.
enum ExitStatus {
    /// Done; of `diff`: no drift.
    static let done: Int32 = 0
    static let driftFound: Int32 = 1
    static let failed: Int32 = 2
    /// The evidence does not suffice for an answer.
    static let noVerdict: Int32 = 3
    /// `EX_USAGE` of sysexits.h.
    static let usage: Int32 = 64

    static func code(for kind: FailureKind) -> Int32 {
        switch kind {
        case .failed: failed
        case .usage: usage
        case .noVerdict: noVerdict
        }
    }
}
