/// What a Dockerfile's `RUN` does to the Python packages, by its text: whether it is no more than `pip install` calls that surely run.
package struct RunInstalls: Sendable, Hashable {
    /// What else it does, in a few words: `conda`, `a script`; `nil`: nothing.
    package private(set) var obstacle: String?
    /// Its `pip install` and `uv pip install` calls.
    package private(set) var pipCount = 0

    package init(_ run: String) {
        for invocation in InstallerCommandLine.invocations(in: run) {
            if invocation.tool == .pip || invocation.tool == .uv, invocation.action == .install, !invocation.isProjectCommand {
                pipCount += 1
            }
            obstacle = obstacle ?? Self.obstacle(invocation)
        }
    }

    private static func obstacle(_ invocation: InstallerInvocation) -> String? {
        switch invocation.action {
        case .freeze, .list, .download, .createEnvironment, .other: return nil
        case .run: return "uv run"
        case .uninstall: return "pip uninstall"
        case .install: break
        }
        if invocation.isDryRun || invocation.touchesOnlyInstaller { return nil }
        switch invocation.tool {
        case .pip: break
        case .uv: if invocation.isProjectCommand { return "uv sync" }
        case .script: return "a script whose text is elsewhere"
        case .setupScript: return "a setup script"
        case .poetry, .pdm, .pipx, .pipenv, .conda, .hatch: return invocation.tool.rawValue
        }
        if let runner = invocation.runner { return "\(runner.rawValue) run" }
        if case .folder = invocation.target { return "a pip install into another folder" }
        if invocation.isConditional || invocation.mayFail { return "a pip install that need not happen" }
        return nil
    }
}
