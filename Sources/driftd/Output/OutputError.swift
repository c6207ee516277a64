import DriftEngine

/// Standard output did not take what was written.
enum OutputError: ExplainedError, Hashable {
    case unwritable(reason: String)

    var message: String {
        switch self {
        case .unwritable(let reason): "standard output cannot be written: \(reason)"
        }
    }

    var hint: String { "check where the output goes: the disk may be full (`df -h`)" }

    var isTransient: Bool { false }
}
