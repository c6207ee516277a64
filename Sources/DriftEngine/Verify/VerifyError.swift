package import DriftResolver

/// Why a bundle could be neither proven nor refuted.
package enum VerifyError: ExplainedError, Hashable {
    case resolver(ResolverError)
    /// A bundle from a driftd that did not write the build's steps down.
    case noRecipe(bundle: String)
    /// The Space installs no packages, or none that a requirements file names.
    case nothingToReplay(bundle: String)
    case missingFile(bundle: String, file: String)
    case badPlan(bundle: String, reason: String)
    case unknownPython(bundle: String)
    /// A resolver's refusal that may be the question's fault.
    case undecided(bundle: String, reason: String)
    /// A refusal that an index may have prevented which nobody but the build can ask.
    case hiddenIndex(bundle: String, index: String)
    /// A requirements file that takes something from the machine that it is installed on.
    case foreignPath(bundle: String, place: String, path: String)

    package var message: String {
        switch self {
        case .resolver(let error): error.message
        case .noRecipe(let bundle): "\(bundle) does not say how the platform builds the duplicate"
        case .nothingToReplay(let bundle): "the platform installs nothing from the files of \(bundle)"
        case .missingFile(let bundle, let file): "\(bundle) lacks the duplicate's \(file)"
        case .badPlan(let bundle, let reason): "the plan of \(bundle) is not usable: \(reason)"
        case .unknownPython(let bundle): "\(bundle) does not say which Python the duplicate has"
        case .undecided(let bundle, let reason): "\(bundle) is neither proven nor refuted: \(reason)"
        case .hiddenIndex(let bundle, let index):
            "\(bundle) is neither proven nor refuted: the build asks the index \(index) too, by a password or variable of its own"
        case .foreignPath(let bundle, let place, let path):
            "\(bundle) is not replayed: \(place) takes \(path) from the machine that it is installed on"
        }
    }

    package var hint: String {
        switch self {
        case .resolver(let error): error.hint
        case .noRecipe, .missingFile, .badPlan: "write the bundle anew with `driftd pin`"
        case .nothingToReplay: "there is nothing to prove; `driftd apply --dry-run` shows what it changes"
        case .undecided: "leave --resolve-only out to have it installed"
        case .hiddenIndex: "name that index in PIP_EXTRA_INDEX_URL (of uv's calls in UV_EXTRA_INDEX_URL) and run the command again"
        case .foreignPath: "--resolve-only asks a resolver about the rest"
        case .unknownPython: "name an interpreter of the right version with --python PATH"
        }
    }

    package var isTransient: Bool { if case .resolver(let error) = self { error.isTransient } else { false } }

    package var kind: FailureKind {
        switch self {
        case .nothingToReplay, .unknownPython, .undecided, .hiddenIndex, .foreignPath: .noVerdict
        case .resolver(.noInterpreter): .noVerdict
        default: .failed
        }
    }
}

extension ResolverError: ExplainedError {}
