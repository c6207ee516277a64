/// Why a text is no requirement or marker by PEP 508.
package struct RequirementSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One line: `expected a version after ">="`.
    package var message: String
    /// Offset into the text's UTF-8, from 0.
    package var offset: Int

    package init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    package var description: String { "\(message) (at column \(offset + 1))" }
}
