import Foundation

/// What an answer with an error status says in words.
///
///     {"error":"…"}   {"error":["…"]}   {"error":"…","error_description":"…"}   {"errors":[{"message":"…"}]}   {"detail":"…"}   {"detail":{"error":"…"}}
///     plain text   HTML
enum ServerWords {
    static func text(_ answer: HubAnswer, token: HubToken?) -> String? {
        let found = answer.headers["x-error-message"] ?? fromJSON(answer.body) ?? fromText(answer)
        guard let found else { return nil }
        let line = found.split(whereSeparator: \.isNewline).joined(separator: " ")
            .unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        let text = String(String(String.UnicodeScalarView(line)).prefix(300))
        if text.allSatisfy(\.isWhitespace) { return nil }
        return token?.redacted(from: text) ?? text
    }

    private struct ErrorBody: Decodable {
        struct Item: Decodable { var message: String? }
        struct Detail: Decodable { var error: String? }
        var texts: [String]

        private enum Key: String, CodingKey { case error, errors, message, detail, errorDescription = "error_description" }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            texts = [container.lenient(String.self, .error)].compactMap(\.self)
            texts += container.lenient([String].self, .error) ?? []
            texts += container.lenient([Item].self, .errors)?.compactMap(\.message) ?? []
            texts += container.lenient([String].self, .errors) ?? []
            texts += [Key.errorDescription, .message, .detail].compactMap { container.lenient(String.self, $0) }
            texts += [container.lenient(Detail.self, .detail)?.error].compactMap(\.self)
        }
    }

    private static func fromJSON(_ body: [UInt8]) -> String? {
        guard body.first == UInt8(ascii: "{"), let parsed = try? JSONDecoder().decode(ErrorBody.self, from: Data(body)) else { return nil }
        return parsed.texts.isEmpty ? nil : parsed.texts.joined(separator: "; ")
    }

    /// A page of HTML says nothing that the status does not.
    private static func fromText(_ answer: HubAnswer) -> String? {
        guard answer.headers["content-type"]?.contains("html") != true, let first = answer.body.first, first != UInt8(ascii: "<"),
            first != UInt8(ascii: "{"), answer.body.count < 2000
        else { return nil }
        return String(decoding: answer.body, as: UTF8.self)
    }
}
