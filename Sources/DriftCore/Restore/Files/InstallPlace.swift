/// What of the duplicate's repository says which packages its build installs.
struct InstallPlace: Hashable {
    /// Requirements files in the order of their installation, then those that they name in turn. The first gets the marked block.
    private(set) var files: [String] = []
    /// Constraints files of a Docker Space: they install nothing, but what contradicts a pin in them fails the build.
    private(set) var constraints: [String] = []
    /// Its calls name packages, or a file that is in `files`; `nil` unless it is a Docker Space's.
    private(set) var dockerfile: Dockerfile?
    /// Why there is no such file.
    private(set) var reason: String?

    static let dockerPath = "Dockerfile"

    init(sdk: SDK?, files: [String: [UInt8]]) {
        switch sdk?.name {
        case "docker": readDockerfile(files)
        case "static": reason = "a static Space installs no packages"
        // Nothing else is there when the platform installs it.
        default: self.files = ["requirements.txt"]
        }
    }

    /// The file that gets the marked block; `nil`: there is none.
    var path: String? { files.first }

    /// A call that names packages itself, other than the installer, or the repository's own project: where no requirements file is, it takes
    /// the rest. The last of them: what it installs stays.
    var callWithPackages: DockerInstall? {
        guard files.isEmpty else { return nil }
        return dockerfile?.installs.last { $0.end != nil && (Self.installsPackages($0) || $0.ownProject != nil) }
    }

    /// Whether a call names packages other than installers.
    static func installsPackages(_ install: DockerInstall) -> Bool {
        let installers: Set<String> = ["pip", "uv", "setuptools", "wheel", "poetry", "pdm", "pipenv"]
        return install.packages.contains { !installers.contains($0.requirement.name.normalized) }
    }

    private mutating func readDockerfile(_ files: [String: [UInt8]]) {
        guard let bytes = files[Self.dockerPath] else {
            reason = "the duplicate's Dockerfile is not at hand"
            return
        }
        let dockerfile = Dockerfile(bytes)
        self.dockerfile = dockerfile
        let named = dockerfile.installs.flatMap(\.requirementFiles).compactMap { $0.found(in: files) }.filter { !$0.hasSuffix(".toml") }
        let (all, limits) = RequirementsReferences.closure(of: named, in: files)
        self.files = all
        let inCalls = dockerfile.installs.flatMap(\.constraintFiles).compactMap { $0.found(in: files) }
        constraints = inCalls + limits.filter { !inCalls.contains($0) }
        guard all.isEmpty else { return }
        reason =
            dockerfile.lock.map { lock in
                let project = lock == "Pipfile.lock" ? "Pipfile" : "pyproject.toml"
                // uv alone takes versions from a table of the project's.
                let byHand =
                    lock == "uv.lock"
                    ? "write this version into constraint-dependencies of [tool.uv] and run `uv lock`" : "lock this version"
                let isThere = files.keys.contains { DockerPath.name(of: $0) == lock }
                return isThere
                    ? "the Dockerfile installs from the lock \(lock); take the original's, with its \(project)"
                    : "the Dockerfile installs what \(project) asks for, from \(lock) if the repository has one: take the original's, or \(byHand)"
            }
            ?? (dockerfile.installs.isEmpty
                ? "no step of the Dockerfile calls pip or uv to install something"
                : "the Dockerfile installs its packages without a requirements file of the repository; pin them there")
    }
}
