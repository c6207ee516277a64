/// A step that bears on the result and that the evidence does not show.
package struct Gap: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Hashable, Codable {
        /// The step was `CACHED`: its output is in an earlier log that is not at hand.
        case cached
        /// The log begins after the build did.
        case headMissing = "head-missing"
        /// The log ends, or lines are lost, inside the step.
        case cut
        /// The step ran quietly (`pip install -q`), or its output went elsewhere.
        case quiet
        /// An installer that prints no versions.
        case unreadable
        /// The base image brings packages of its own.
        case baseImage = "base-image"
        /// The build has several stages, and the log does not tell whose a step is.
        case stages
    }

    package var log: Int
    package var line: Int
    package var reason: Reason
    /// The step's command, as printed; control characters removed.
    package var command: String

    package init(log: Int, line: Int, reason: Reason, command: String) {
        self.log = log
        self.line = line
        self.reason = reason
        self.command = command
    }
}
