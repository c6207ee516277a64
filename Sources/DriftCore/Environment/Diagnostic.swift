/// Something that a reader of the result should know: `log.unrecognised`, `package.two-versions`.
package struct Diagnostic: Sendable, Hashable, Codable {
    package var code: String
    package var message: String
    package var log: Int?
    package var line: Int?

    package init(code: String, message: String, log: Int? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.log = log
        self.line = line
    }
}
