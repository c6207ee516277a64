/// What is asked of a resolver so as to work out a Space's packages as of the day on which it was built.
package struct InferenceQuestion: Sendable, Hashable {
    /// Why nothing can be asked.
    package enum Refusal: Error, Sendable, Hashable {
        /// The Space's SDK is not known, or is none that installs packages.
        case sdk(String?)
        /// Nothing tells the platform's steps of that time.
        case noRecipe(sdk: String)
        case noPython
        /// None of the repository's files were read: what the Space asks for is not known.
        case noFiles
        /// A Docker Space whose Dockerfile does not tell what it installs; why, as a clause.
        case docker(String)

        package var sentence: String {
            switch self {
            case .sdk(let name?): "a \(name) Space installs no packages"
            case .sdk(nil): "nothing tells the Space's SDK"
            case .noRecipe(let sdk): "nothing tells what the platform installed in a \(sdk) Space"
            case .noPython: "nothing tells the Space's Python"
            case .docker(let reason): "the Dockerfile does not tell what it installs: \(reason)"
            case .noFiles: "the repository's files may not be read"
            }
        }
    }

    package var time: BuildTime
    package var python: InferenceFacts.Python
    package var sdk: SDK
    /// `nil`: the steps are the build log's own.
    package var recipe: ChosenRow<PlatformEras.Recipe>?
    package var pythonRow: ChosenRow<PlatformEras.DefaultPython>?
    /// In the order in which the platform runs them.
    package var steps: [InferenceStep]
    /// `name==version`: taken where they fit, as pip takes what is installed already.
    package var preferences: [String]
    /// The README's version, where another one runs.
    package var overruledSDKVersion: String?
    /// The files are of another commit than the one that is served.
    package var filesDiffer: Bool

    /// Throws a `Refusal` where something is missing without which no question can be asked.
    package init(_ facts: InferenceFacts, time: BuildTime, eras: PlatformEras = .current) throws(Refusal) {
        guard let name = facts.sdkName, name != "static" else { throw .sdk(facts.sdkName) }
        if facts.files.isEmpty { throw .noFiles }
        if name == "docker" {
            try self.init(docker: facts, time: time)
        } else {
            try self.init(sdk: name, facts, time: time, eras: eras)
        }
    }

    /// A Space that the platform builds.
    private init(sdk name: String, _ facts: InferenceFacts, time: BuildTime, eras: PlatformEras) throws(Refusal) {
        let day = String(time.time.prefix(10))
        guard let python = facts.python(eras, day: day) else { throw .noPython }
        self.time = time
        self.python = python
        filesDiffer = facts.filesDiffer
        // What runs is a fact; what the README asks for is what it was to be.
        let version = facts.running[name] ?? facts.sdkVersion
        sdk = SDK(name: name, version: version)
        if let asked = facts.sdkVersion, let runs = facts.running[name], PackageVersion(asked).compared(to: PackageVersion(runs)) != .equal
        {
            overruledSDKVersion = asked
        }
        if python.origin == .era { pythonRow = eras.defaultPython(sdk: name, hardware: facts.hardware, day: day) }
        preferences = Self.preferences(facts)
        if Self.showsPlatform(facts.loggedSteps, sdk: name) {
            steps = facts.loggedSteps.map { Self.step($0, facts) }
        } else {
            guard let recipe = eras.recipe(sdk: name, hardware: facts.hardware, day: day) else { throw .noRecipe(sdk: name) }
            self.recipe = recipe
            steps = Self.steps(recipe.row, line: eras.platformLine(recipe.row, version: version, day: day), facts)
        }
        steps = steps.filter { !$0.lines.isEmpty || !$0.leftOut.isEmpty }
    }

    /// A Docker Space: its Dockerfile's own calls are the steps.
    private init(docker facts: InferenceFacts, time: BuildTime) throws(Refusal) {
        guard let dockerfile = facts.files[InstallPlace.dockerPath] else { throw .docker("it is not at hand") }
        if let obstacle = facts.dockerObstacle { throw .docker(obstacle) }
        do throws(DockerBuild.Obstacle) {
            let build = try DockerBuild(dockerfile)
            python =
                facts.observedPython.map { InferenceFacts.Python(version: $0, origin: .observed) }
                ?? InferenceFacts.Python(version: build.python, origin: .dockerfile)
            steps = try build.steps(facts.files)
        } catch {
            throw .docker(error.reason)
        }
        self.time = time
        sdk = SDK(name: "docker", version: nil)
        preferences = Self.preferences(facts)
        filesDiffer = facts.filesDiffer
    }

    private static func preferences(_ facts: InferenceFacts) -> [String] {
        facts.observed.filter { $0.source == nil && !$0.isEditable }.compactMap { release in
            release.version.flatMap { Version($0) == nil ? nil : "\(release.name.normalized)==\($0)" }
        }
    }

    /// Names that no resolver is asked about, although the Space's files ask for them; normalized, sorted.
    package var leftOut: [InferenceStep.LeftOut] { steps.flatMap(\.leftOut) }

    /// Whether the log's steps are the platform's, with its line: those of somebody's Dockerfile, or the half of a log, are not the whole build.
    private static func showsPlatform(_ steps: [BuildStep], sdk: String) -> Bool {
        steps.contains { step in step.requirements.contains { (try? Requirement(parsing: $0))?.name.normalized == sdk } }
    }

    private static func steps(_ recipe: PlatformEras.Recipe, line: [String], _ facts: InferenceFacts) -> [InferenceStep] {
        var steps = [InferenceStep(kind: .base, lines: recipe.base)]
        if let early = facts.files["pre-requirements.txt"] {
            var step = InferenceStep(kind: .preRequirements, lines: [])
            step.add(file: early)
            steps.append(step)
        }
        var own = InferenceStep(kind: .requirements, lines: [])
        if let file = facts.files["requirements.txt"] { own.add(file: file) }
        let platform = line.map { pinned($0, facts) }
        if recipe.isJoined {
            own.lines += platform
            return steps + [own]
        }
        return steps + [own, InferenceStep(kind: .platform, lines: platform)]
    }

    private static func step(_ logged: BuildStep, _ facts: InferenceFacts) -> InferenceStep {
        var step = InferenceStep(kind: logged.kind, lines: [])
        for file in logged.files { step.add(file: facts.files[file] ?? []) }
        step.add(file: Array((logged.requirements.joined(separator: "\n") + "\n").utf8))
        return step
    }

    /// `spaces` in the version that is known to run: the platform fits it to its own service.
    private static func pinned(_ line: String, _ facts: InferenceFacts) -> String {
        guard let requirement = try? Requirement(parsing: line), requirement.name.normalized == "spaces",
            let version = facts.running["spaces"], Version(version) != nil
        else { return line }
        return "spaces==\(version)"
    }
}
