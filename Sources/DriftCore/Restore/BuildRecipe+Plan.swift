extension BuildRecipe {
    /// - Parameters:
    ///   - steps: what the duplicate's newest successful build ran; empty: nobody saw one.
    ///   - path: the requirements file that the plan writes to; `nil`: there is none.
    ///   - sdkVersion: the version of the SDK that the README will name.
    init(context: RestoreContext, steps: [BuildStep], requirementsPath path: String?, edited: Set<String>, sdkVersion: String?) {
        let sdk = context.duplicate.reading.sdk ?? context.sdk
        var own = steps.isEmpty ? Self.policySteps(context, sdk: sdk?.name, path: path, version: sdkVersion) : steps
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
        var files: [String: String] = [:]
        for file in adapted.flatMap(\.files) where !edited.contains(file) {
            // A file that the repository lacks, the platform makes as an empty one.
            guard let bytes = context.duplicateFiles[file] else { files[file] = ""; continue }
            if let text = String(validating: bytes, as: UTF8.self) { files[file] = text }
        }
        self.init(origin: steps.isEmpty ? .policy : .log, python: context.python, steps: adapted, files: files)
    }

    /// `gradio[oauth]==5.1.0` in the version that the README will name: the platform takes it from there.
    private static func adapted(_ argument: String, to sdk: SDK?) -> String {
        guard let sdk, let version = sdk.version, Version(version) != nil, let equals = argument.firstRange(of: "=="),
            let requirement = try? Requirement(parsing: argument), requirement.name.normalized == sdk.name, requirement.marker == nil
        else { return argument }
        return argument[..<equals.upperBound] + version
    }

    /// The platform's steps as of 2026-02, from real build logs.
    private static func policySteps(_ context: RestoreContext, sdk: String?, path: String?, version: String?) -> [BuildStep] {
        guard let path else { return [] }
        let file = ["-r", path]
        guard sdk != "docker" else { return [BuildStep(kind: .requirements, arguments: file)] }
        var steps = [
            BuildStep(kind: .base, arguments: ["-U", "pip"]),
            BuildStep(kind: .base, arguments: ["datasets", "huggingface-hub>=0.30", "hf-transfer>=0.1.4", "protobuf<4", "click<8.1"]),
        ]
        if context.duplicateFiles["pre-requirements.txt"] != nil {
            steps.append(BuildStep(kind: .preRequirements, arguments: ["-r", "pre-requirements.txt"]))
        }
        let line =
            context.original.reading.platformLine.isEmpty ? platformLine(sdk: sdk, version: version) : context.original.reading.platformLine
        steps.append(BuildStep(kind: .requirements, arguments: file + line))
        return steps
    }

    private static func platformLine(sdk: String?, version: String?) -> [String] {
        let pin = version.map { "==\($0)" } ?? ""
        let served = ["uvicorn>=0.14.0", "websockets>=10.4", "spaces"]
        switch sdk {
        case "gradio":
            let isFour = version?.hasPrefix("4.") ?? false
            let isOlder = isFour || version?.hasPrefix("3.") ?? false
            return [isOlder ? "gradio[oauth]\(pin)" : "gradio[oauth,mcp]\(pin)"] + served + (isFour ? ["fastapi<0.113.0"] : [])
        case "streamlit": return ["streamlit\(pin)"] + served
        default: return []
        }
    }
}
