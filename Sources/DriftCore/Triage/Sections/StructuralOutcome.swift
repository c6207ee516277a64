/// What the structure alone says, where no message does.
enum StructuralOutcome: String {
    case buildFailed = "structure.build-failed"
    /// The log has the line that says so.
    case stepFailed = "structure.step-failed"
    case buildCut = "structure.build-cut"
    case installedOnly = "structure.installed"
    case appEnded = "structure.app-ended"
    case requestFailed = "structure.request-failed"
    case pageFailed = "structure.page-failed"

    var bucket: TriageBucket {
        switch self {
        case .buildFailed, .stepFailed, .buildCut, .appEnded, .pageFailed: .stuck
        case .installedOnly: .drift
        case .requestFailed: .unknown
        }
    }

    var layer: TriageLayer? {
        switch self {
        case .buildFailed, .stepFailed, .buildCut: .build
        case .appEnded, .pageFailed: .health
        case .installedOnly, .requestFailed: nil
        }
    }

    var summary: String {
        switch self {
        case .buildFailed: "the build failed; what is here does not show why"
        case .stepFailed: "a step of the build failed; no message that is known says why"
        case .buildCut: "the build's log ends before the build does"
        case .installedOnly: "the installation went through; what else differs, the environment shows"
        case .appEnded: "the app ended; what is here does not show why"
        case .requestFailed: "a request failed in the app's own code"
        case .pageFailed: "the app answers its own page with an error"
        }
    }

    var advice: Advice {
        switch self {
        case .buildFailed: .findBuildLog
        case .stepFailed: .readBuildLog
        case .buildCut: .wholeBuildLog
        case .installedOnly: .compare
        case .appEnded: .findRunLog
        case .requestFailed, .pageFailed: .readTraceback
        }
    }
}
