import Foundation

/// A user's access token. It goes into one header and nowhere else: printing, dumping or interpolating it shows only that there is one.
package struct HubToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// `nil` for text that cannot be a token: empty, or with blanks or control characters in it (a header would be split by a line end).
    package init?(_ text: some StringProtocol) {
        let trimmed = text.drop(while: \.isWhitespace)
        let end = trimmed.lastIndex { !$0.isWhitespace }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
        let token = trimmed[..<end]
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        value = String(token)
    }

    package var description: String { "REDACTED" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// `Bearer hf_…`, for the `Authorization` header.
    var authorization: String { "Bearer \(value)" }

    /// `Basic …`, the form that registries want it in (RFC 7617).
    func basicAuthorization(user: String) -> String { "Basic " + Data("\(user):\(value)".utf8).base64EncodedString() }

    /// `text` without this token, should somebody have sent it back.
    func redacted(from text: String) -> String { text.replacing(value, with: "REDACTED") }
}
