import DriftEngine

/// `driftd apply "$BUNDLE" ./space` with nothing in the variable.
struct EmptyArgument: ExplainedError {
    /// The command's first word.
    private let command: String

    /// `nil`: none is empty. Asked when the command line has been read, so that a command's own word on an empty argument comes first.
    init?(in arguments: [String]) {
        guard let command = arguments.first, arguments.contains("") else { return nil }
        self.command = command
    }

    var message: String { "an argument is empty; is a variable not set?" }
    var hint: String { "run `driftd help \(command)`" }
    var isTransient: Bool { false }
    var kind: FailureKind { .usage }
}
