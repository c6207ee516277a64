/// Where calls of installers run: what they may see, where they keep things, how long each may take, and who watches.
package struct ToolSession: Sendable {
    let environment: ToolEnvironment
    let directory: TemporaryDirectory
    let timeLimit: Duration
    let onLine: (@Sendable (String) -> Void)?

    /// - Parameters:
    ///   - directory: where everything temporary goes; its owner removes it.
    ///   - timeLimit: for each call.
    ///   - onLine: given what is run, and what it prints.
    package init(
        environment: ToolEnvironment,
        directory: TemporaryDirectory,
        timeLimit: Duration,
        onLine: (@Sendable (String) -> Void)? = nil
    ) {
        self.environment = environment
        self.directory = directory
        self.timeLimit = timeLimit
        self.onLine = onLine
    }

    /// - Parameter asOf: as if it were this day: `2026-03-01`.
    func call(_ program: InstallerCall.Program, _ arguments: [String], step: String, asOf: String? = nil) -> InstallerCall {
        InstallerCall(
            program: program,
            arguments: arguments,
            step: step,
            environment: environment,
            directory: directory,
            timeLimit: timeLimit,
            asOf: asOf
        )
    }
}
