/// A failure as the command line reports it: one `error:` line, one `hint:` line, an exit code.
package protocol ExplainedError: Error, Sendable {
    /// What happened, to what; one line, no full stop.
    var message: String { get }
    /// What to do next, if possible as the command to run.
    var hint: String { get }
    /// Whether the same call may succeed later without anything else being changed.
    var isTransient: Bool { get }
    var kind: FailureKind { get }
}

extension ExplainedError {
    package var kind: FailureKind { .failed }
}
