/// Why no bundle was made.
package enum RestoreError: ExplainedError, Hashable {
    /// Nothing that was seen says what the original has. `canInfer`: there are inferred versions, which were not asked for.
    case noEvidence(original: String, canInfer: Bool)
    /// `--require-complete`, and it is not.
    case incomplete(original: String, missing: String)
    /// The duplicate was named by something that has no repository files.
    case noFiles(duplicate: String)
    /// `--hashes`, and a file with hashes would be refused, or there are none to be had.
    case noHashes(duplicate: String, reason: String)

    package var message: String {
        switch self {
        case .noEvidence(let original, false): "nothing observed says which packages \(original) has"
        case .noEvidence(let original, true): "the packages of \(original) were inferred, not observed"
        case .incomplete(let original, let missing): "the evidence of \(original) is \(missing)"
        case .noFiles(let duplicate): "\(duplicate) has no repository files to patch"
        case .noHashes(let duplicate, let reason): "the pins of \(duplicate) cannot carry hashes: \(reason)"
        }
    }

    package var hint: String {
        switch self {
        case .noEvidence(_, false):
            "ask its owner for the build log or a `pip freeze`, put it into the capture, and take a new snapshot"
        case .noEvidence(_, true): "add --inferred to pin them, each marked as such, or ask the original's owner for a `pip freeze`"
        // A rebuild would destroy the very state that is to be restored.
        case .incomplete(let original, _):
            "do not rebuild \(original): ask its owner for the build log or a `pip freeze`, and put it into the capture; "
                + "without --require-complete what is known is pinned"
        case .noHashes: "leave --hashes out, or give the lines named a hash"
        case .noFiles: "name a snapshot, a capture directory with repo/, or a checkout of the duplicate"
        }
    }

    package var isTransient: Bool { false }

    package var kind: FailureKind {
        switch self {
        case .noEvidence, .incomplete: .noVerdict
        case .noFiles, .noHashes: .failed
        }
    }
}
