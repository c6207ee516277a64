/// Lists of requirements that a Dockerfile copies into the image, and that some step of it installs: where none does, the log lost that step.
///
///     --> COPY requirements.txt .
///     --> RUN pip install -r requirements.txt
enum CopiedRequirements {
    /// The step that copies a list which no step reads; `nil`: there is none.
    static func unreadStep(of steps: [ReplayStep]) -> ReplayStep? {
        let readers = steps.filter { $0.scanned.instruction == .run }
        // A script may read what it likes, and so may a project's own build.
        guard !readers.contains(where: readsAnything) else { return nil }
        let installs = readers.contains(where: \.concernsPackages)
        return steps.first { step in
            sources(of: step).contains { file in
                if isRequirementsFile(file) { return !readers.contains { reads(file, $0) } }
                return !installs && projectFiles.contains(file)
            }
        }
    }

    private static let projectFiles: Set<String> = [
        "pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock", "Pipfile", "Pipfile.lock", "environment.yml", "environment.yaml",
        "setup.py",
    ]

    private static func readsAnything(_ step: ReplayStep) -> Bool {
        step.invocations.contains { invocation in
            let isProject = !invocation.editables.isEmpty || invocation.requirements.contains { $0.hasPrefix(".") || $0.hasPrefix("/") }
            let isIndirect = invocation.requirementFiles.contains { $0.holds("$") }
            return invocation.tool == .script || invocation.tool == .setupScript || isProject || isIndirect
        }
    }

    private static func reads(_ file: String, _ step: ReplayStep) -> Bool {
        // `COPY requirements*.txt ./`; a here-document's script is not in its step's text.
        step.text.contains(file) || file.holds("*") && step.text.holds("requirements")
            || step.commands.contains { command in command.words.contains { $0.hasSuffix(file) } }
    }

    private static func isRequirementsFile(_ name: String) -> Bool { name.hasSuffix(".txt") && name.holds("requirements") }

    /// The names of the files that a `COPY` or `ADD` of the repository's brings.
    private static func sources(of step: ReplayStep) -> [String] {
        guard step.scanned.instruction == .copy || step.scanned.instruction == .add, !step.text.holds("--from=") else { return [] }
        let words = step.text.parts(by: .space).dropFirst().filter { !$0.hasPrefix("--") }
        return words.dropLast().map { InstallerCommandLine.baseName(String($0.filter { !"[]\",".contains($0) })) }
    }
}
