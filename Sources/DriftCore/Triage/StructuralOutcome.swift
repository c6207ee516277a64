/// What the structure alone says, where no message does.
enum StructuralOutcome: String {
    case buildFailed = "structure.build-failed"
    case buildCut = "structure.build-cut"
    case installedOnly = "structure.installed"
    case appEnded = "structure.app-ended"
    case requestFailed = "structure.request-failed"

    var bucket: TriageBucket {
        switch self {
        case .buildFailed, .buildCut, .appEnded: .stuck
        case .installedOnly: .drift
        case .requestFailed: .unknown
        }
    }

    var layer: TriageLayer? {
        switch self {
        case .buildFailed, .buildCut: .build
        case .appEnded: .health
        case .installedOnly, .requestFailed: nil
        }
    }

    var summary: String {
        switch self {
        case .buildFailed: "the build failed; what is here does not show why"
        case .buildCut: "the build's log ends before the build does"
        case .installedOnly: "the installation went through; what else differs, the environment shows"
        case .appEnded: "the app ended; what is here does not show why"
        case .requestFailed: "a request failed in the app's own code"
        }
    }

    var advice: Advice {
        switch self {
        case .buildFailed, .buildCut: .readBuildLog
        case .installedOnly: .compare
        case .appEnded, .requestFailed: .readTraceback
        }
    }
}
