extension BuildRecipe {
    /// - Parameters:
    ///   - steps: what the duplicate's newest successful build ran; empty: nobody saw one.
    ///   - place: where the plan writes to.
    ///   - sdkVersion: the version of the SDK that the README will name.
    init(context: RestoreContext, steps: [BuildStep], place: InstallPlace, edits: [FileEdit], sdkVersion: String?) {
        let files = edits.reduce(into: context.duplicateFiles) { $0[$1.path] = $1.result }
        if let dockerfile = place.dockerfile {
            self.init(
                context: context,
                dockerfile: Dockerfile(files[InstallPlace.dockerPath] ?? dockerfile.bytes),
                files: files,
                Set(edits.map(\.path)),
                context.choices.arrangement.feasibility
            )
            return
        }
        let edited = Set(edits.map(\.path))
        let sdk = context.duplicate.reading.sdk ?? context.sdk
        var own = steps.isEmpty ? PlatformSteps(context: context, sdk: sdk?.name, version: sdkVersion).all(file: place.path) : steps
        // The platform installs the file where there is one; the last build may have had none.
        if edited.contains(StagedPins.earlyPath), !own.contains(where: { $0.kind == .preRequirements }) {
            let step = BuildStep(kind: .preRequirements, arguments: ["-r", StagedPins.earlyPath])
            own.insert(step, at: own.firstIndex { $0.kind >= .requirements } ?? own.endIndex)
        }
        let target = sdk.map { SDK(name: $0.name, version: sdkVersion ?? $0.version) }
        let adapted = own.map { step in
            var step = step
            step.arguments = step.arguments.map { Self.adapted($0, to: target) }
            return step
        }
        var kept: [String: String] = [:]
        for file in adapted.flatMap(\.files) where !edited.contains(file) {
            // A file that the repository lacks, the platform makes as an empty one.
            guard let bytes = context.duplicateFiles[file] else { kept[file] = ""; continue }
            if let text = String(validating: bytes, as: UTF8.self) { kept[file] = text }
        }
        self.init(
            origin: steps.isEmpty ? .policy : .log,
            sdk: (context.sdk ?? sdk)?.name,
            python: context.python,
            steps: adapted,
            files: kept
        )
    }

    /// A Docker Space's: its own Dockerfile's calls, with the files by their paths in the repository.
    ///
    /// - Parameter files: as the plan leaves them.
    private init(
        context: RestoreContext,
        dockerfile: Dockerfile,
        files: [String: [UInt8]],
        _ edited: Set<String>,
        _ feasibility: Feasibility?
    ) {
        var named: [String] = []
        let (early, companions) = (Set(feasibility?.early ?? []), Set(feasibility?.companions ?? []))
        let first = dockerfile.firstInstall.flatMap { $0.isFirstCall(early: early, companions: companions) ? $0 : nil }
        let steps = dockerfile.installs.compactMap { install -> BuildStep? in
            var arguments = install.indexes.flatMap { $0.split(separator: " ", maxSplits: 1).map(String.init) }
            arguments += PipArguments.choices(in: install.arguments + install.inherited)
            for (option, list) in [("-r", install.requirementFiles), ("-c", install.constraintFiles)] {
                // A project's own dependencies are no requirements file; they are said not to have been tried.
                for path in list.compactMap({ $0.found(in: files) }) where DockerPath.name(of: path) != "pyproject.toml" {
                    arguments += [option, path]
                    named.append(path)
                }
            }
            arguments += install.packages.map { "\($0.requirement)" }
            let kind: BuildStep.Kind = install == first ? .preRequirements : .requirements
            let program: BuildStep.Program = install.isUV ? .uv : .pip
            let step = BuildStep(kind: kind, arguments: arguments, place: "Dockerfile:\(install.line)", program: program)
            return step.files.isEmpty && step.requirements.isEmpty ? nil : step
        }
        let (inner, limits) = RequirementsReferences.closure(of: named, in: files)
        var kept: [String: String] = [:]
        for path in Set(named + inner + limits) where !edited.contains(path) {
            if let text = files[path].flatMap({ String(validating: $0, as: UTF8.self) }) { kept[path] = text }
        }
        self.init(origin: .dockerfile, sdk: "docker", python: context.python, steps: steps, files: kept)
    }

    /// `gradio[oauth]==5.1.0` in the version that the README will name: the platform takes it from there.
    private static func adapted(_ argument: String, to sdk: SDK?) -> String {
        guard let sdk, let version = sdk.version, Version(version) != nil, let equals = argument.firstRange(of: "=="),
            let requirement = try? Requirement(parsing: argument), requirement.name.normalized == sdk.name, requirement.marker == nil
        else { return argument }
        return argument[..<equals.upperBound] + version
    }
}
