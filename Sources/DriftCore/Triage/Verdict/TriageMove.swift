/// Something to do next: a click path or a change in `text`, and the command for it where there is one.
package struct TriageMove: Sendable, Hashable, Encodable {
    package var text: String
    @ExplicitNull package var command: String?

    package init(_ text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}
