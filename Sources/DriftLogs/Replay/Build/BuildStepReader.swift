import DriftCore

extension LogReader {
    /// The `pip install` calls of the newest build that succeeded, else of the newest one, in the order in which the platform runs them.
    ///
    /// A step's command stands in the log whether it ran or was `CACHED`, so that this is known where its result is not.
    /// - Parameter paths: what each log is called: `logs/build-001.log`.
    package static func buildSteps(in logs: [[UInt8]], paths: [String] = []) -> [BuildStep] {
        var newest: (build: ScannedBuild, log: Int)?
        var succeeded: (build: ScannedBuild, log: Int)?
        for (index, log) in logs.enumerated() {
            for build in LogScanner.builds(in: log) where build.steps.contains(where: { !$0.isHeadless }) {
                newest = (build, index)
                if build.record(log: index).outcome == .succeeded { succeeded = (build, index) }
            }
        }
        guard let (build, log) = succeeded ?? newest else { return [] }
        return BuildStepReader.steps(of: build, log: paths.indices.contains(log) ? paths[log] : nil)
    }
}

/// `--> RUN --mount=… pip install --no-cache-dir -r /tmp/requirements.txt gradio[oauth,mcp]==6.9.0 "uvicorn>=0.14.0"`
private enum BuildStepReader {
    static func steps(of build: ScannedBuild, log: String?) -> [BuildStep] {
        let isPlatformBuild = PlatformLayout.isPlatformBuild(build)
        var steps: [BuildStep] = []
        for step in build.steps where step.instruction == .run {
            for command in ShellParser.parse(ReplayStep.command(of: step.text)) {
                guard let arguments = pipInstallArguments(command.words) else { continue }
                let place = log.map { "\($0):\(step.line)" }
                let found = BuildStep(kind: kind(of: arguments, isPlatformBuild), arguments: arguments, place: place)
                if !found.arguments.isEmpty { steps.append(found) }
            }
        }
        // The log lists cached steps where BuildKit looked them up, not where they stand; the kinds have one order.
        return isPlatformBuild
            ? steps.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }.map(\.element) : steps
    }

    /// What stands behind `pip install`, `pip3 install`, `python -m pip install`; `nil`: another command.
    private static func pipInstallArguments(_ words: [String]) -> [String]? {
        guard let install = words.firstIndex(of: "install"), install > 0 else { return nil }
        let program = words[..<install].last { !$0.hasPrefix("-") }.map(InstallerCommandLine.baseName)
        guard let program, program.hasPrefix("pip"), program.dropFirst(3).allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
        return Array(words[(install + 1)...])
    }

    private static func kind(of arguments: [String], _ isPlatformBuild: Bool) -> BuildStep.Kind {
        let files = arguments.filter { $0.hasSuffix(".txt") }
        if files.contains(where: { $0.hasSuffix("pre-requirements.txt") }) { return .preRequirements }
        if !files.isEmpty || !isPlatformBuild { return .requirements }
        let names = Set(arguments.compactMap { (try? Requirement(parsing: $0))?.name.normalized })
        return names.isDisjoint(with: ["gradio", "streamlit", "uvicorn", "spaces"]) ? .base : .platform
    }
}
