internal import DriftCore
package import DriftResolver

/// Why a snapshot could not be exported.
package enum ExportError: ExplainedError, Hashable {
    case unknownPython(label: String)
    /// `reasons`: `datasets: its version is unknown`
    case unlockable(label: String, reasons: [String])
    /// `explanation`: uv's own words.
    case absent(label: String, explanation: [String])
    case withoutHash(label: String, packages: [String])
    case resolver(ResolverError)

    package var message: String {
        switch self {
        case .unknownPython(let label): "the evidence of \(label) shows no Python"
        case .unlockable(let label, let reasons): "\(label) cannot be locked: \(Self.list(reasons))"
        case .absent(let label, let explanation): "the index does not have all of \(label): \(Self.list(explanation))"
        case .withoutHash(let label, let packages): "\(label) cannot be locked: the index gives no hash for \(Self.list(packages))"
        case .resolver(let error): error.message
        }
    }

    package var hint: String {
        switch self {
        case .unknownPython: "name it: --python 3.13"
        case .unlockable, .withoutHash, .absent: "`driftd show --format freeze` prints what is known; a lock has to hold everything"
        case .resolver(let error): error.hint
        }
    }

    package var isTransient: Bool { if case .resolver(let error) = self { error.isTransient } else { false } }

    package var kind: FailureKind {
        switch self {
        case .unknownPython, .unlockable, .withoutHash: .noVerdict
        case .absent, .resolver: .failed
        }
    }

    /// The first of them, on one line.
    private static func list(_ texts: [String]) -> String { texts.listed(upTo: 3, separator: "; ", last: "; and ") }
}
