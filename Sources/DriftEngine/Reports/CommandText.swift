/// A step's command as one short line: Dockerfiles spread theirs over many, with blanks.
package enum CommandText {
    /// Characters that are shown; the JSON has the whole command.
    private static let limit = 100

    package static func line(_ command: String) -> String {
        let line = command.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }
}
