import DriftCore

/// Makes a build's steps ready to be replayed: each with the folder, the variables and the program names that hold for it in its stage.
struct StepPreparation {
    /// More than any real image has.
    private static let mostVariables = 200
    private static let mostLinks = 8

    private let log: Int
    /// Environments that steps make: `RUN python3 -m venv /opt/venv`.
    private let made: Set<String>
    // By stage.
    private var workingDirectories: [Int: String] = [:]
    private var variables: [Int: [String: String]] = [:]
    private var links: [Int: [String: String]] = [:]

    private init(_ steps: [ScannedStep], log: Int) {
        self.log = log
        made = Set(steps.lazy.filter { $0.text.holds("venv ") }.compactMap { $0.text.parts(by: .space).last.map(String.init) })
    }

    /// - Parameter runs: what the repository's Dockerfile asks for, where it is known.
    static func prepared(_ steps: [ScannedStep], log: Int, lanes: StageLanes, asked runs: [Dockerfile.NeededRun]) -> [ReplayStep] {
        let scripts = HereDocumentScript.all(of: steps, asked: runs)
        var preparation = StepPreparation(steps, log: log)
        return steps.enumerated().map { index, step in preparation.prepared(step, in: lanes.lane[index], script: scripts[index]) }
    }

    private mutating func prepared(_ step: ScannedStep, in lane: Int, script: String?) -> ReplayStep {
        let current = workingDirectories[lane] ?? "/"
        if step.instruction == .workingDirectory {
            let path = step.text.dropFirst("WORKDIR".count).drop { $0 == " " }
            workingDirectories[lane] = InstallerCommandLine.absolute(String(path), in: current)
            return ReplayStep(step, log: log, workingDirectory: current)
        }
        if step.instruction == .other, step.text.hasPrefix("ENV ") { noteVariables(of: step, in: lane) }
        let prepared = ReplayStep(
            step,
            log: log,
            workingDirectory: current,
            variables: variables[lane] ?? [:],
            links: links[lane] ?? [:],
            script: script
        )
        for command in prepared.commands where links[lane]?.count ?? 0 < Self.mostLinks {
            if let (name, program) = InstallerCommandLine.linkedProgram(command) { links[lane, default: [:]][name] = program }
        }
        return prepared
    }

    private mutating func noteVariables(of step: ScannedStep, in lane: Int) {
        var known = variables.removeValue(forKey: lane) ?? [:]
        var new = ReplayStep.variables(of: step.text).mapValues { ShellCommand.expanded($0, by: known) }
        new["PATH"] = new["PATH"].flatMap { environmentFolder(of: $0) }
        // Each later step looks at all of them.
        for name in new.keys.sorted() where known.count < Self.mostVariables || known[name] != nil { known[name] = new[name] }
        variables[lane] = known
    }

    /// `/opt/venv/bin` of `/usr/local/cuda/bin:/opt/venv/bin:$PATH`: folders of other programs stand before an environment's.
    private func environmentFolder(of path: String) -> String? {
        let folders = path.parts(by: UInt8(ascii: ":")).filter { $0.hasSuffix("/bin") }.map(String.init)
        return folders.prefix(8).first { folder in
            let root = String(folder.dropLast("/bin".count))
            return EnvironmentChoice.isForApps(root) || made.contains(root)
        }
    }
}
