/// The guide's classes of failure.
package enum TriageBucket: String, Sendable, Hashable, Codable, CaseIterable {
    /// Never gets to run: repository, build, scheduling, provisioning, start of the app.
    case stuck = "A"
    /// Runs, but not in the environment that the original runs in.
    case drift = "B"
    /// ZeroGPU quota, or a caller whose login is lost on the way.
    case quota = "C"
    /// The page works, the API does not.
    case interface = "D"
    /// CUDA was touched outside `@spaces.GPU`, or before `import spaces`.
    case earlyCUDA = "E"
    /// No GPU where one is expected.
    case noGPU = "F"
    /// The GPU worker failed, or none was free.
    case worker = "G"
    /// More seconds asked for than the platform grants.
    case duration = "H"
    /// A fault of the platform outside A-H.
    case platform = "Z"
    case none
    case unknown

    package var title: String {
        switch self {
        case .stuck: "does not get to run"
        case .drift: "another environment than the original's"
        case .quota: "quota or login"
        case .interface: "the API call fails"
        case .earlyCUDA: "CUDA used before or outside ZeroGPU"
        case .noGPU: "no GPU"
        case .worker: "ZeroGPU worker"
        case .duration: "illegal GPU duration"
        case .platform: "platform fault"
        case .none: "nothing failed"
        case .unknown: "not recognised"
        }
    }
}
