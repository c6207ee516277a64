package import DriftCore
internal import Foundation

/// Takes out of a capture what looks like a token: logs print environments and URLs, variables hold what people put there.
///
/// Its kind stays legible (`hf_REDACTED`), and no line is added or lost, so that evidence keeps its place.
package enum SecretRedaction {
    /// The capture without tokens, and how many each file held; of `variables.json`, each variable (`variables.json: API_KEY`). The repository's
    /// own files are left as they are: a patch must find them byte for byte, and what stands in them is in git already. Theirs are counted only.
    package static func redacting(_ capture: Capture) -> (capture: Capture, found: [String: Int]) {
        var result = capture
        var found: [String: Int] = [:]
        for (path, content) in capture.files {
            let (redacted, count) = redacting(content)
            if count == 0 { continue }
            found.merge(places(of: count, in: path, content)) { $1 }
            if !path.hasPrefix("repo/") { result.files[path] = redacted }
        }
        return (result, found)
    }

    /// Whoever has to revoke a token looks for it by its variable. What none of them accounts for is the file's.
    private static func places(of count: Int, in path: String, _ content: [UInt8]) -> [String: Int] {
        guard path == variablesFile, let variables = JSONValue.parse(content)?.object else { return [path: count] }
        var places: [String: Int] = [:]
        for (name, entry) in variables {
            let texts = [name, entry["value"]?.text, entry["description"]?.text].compactMap(\.self)
            let held = texts.reduce(0) { $0 + redacting(Array($1.utf8)).count }
            // The name is shown, and may hold one itself.
            if held > 0 { places["\(path): \(redacting(name))"] = held }
        }
        let rest = count - places.values.reduce(0, +)
        if rest > 0 { places[path] = rest }
        return places
    }

    private static let variablesFile = "variables.json"

    /// A reading without tokens: its texts come from logs that may never have been redacted. One that cannot be cleared is not shown.
    ///
    /// - Parameter clear: takes the tokens out of JSON.
    package static func redacting(
        _ reading: EnvironmentReading,
        by clear: ([UInt8]) -> (content: [UInt8], count: Int) = redacting
    ) -> EnvironmentReading {
        let encoder = JSONEncoder()
        // An escaped `:\/\/` would hide its credentials.
        encoder.outputFormatting = .withoutEscapingSlashes
        do {
            let (redacted, count) = clear(Array(try encoder.encode(reading)))
            var result = count == 0 ? reading : try JSONDecoder().decode(EnvironmentReading.self, from: Data(redacted))
            for index in result.packages.indices {
                result.packages[index].release.source = result.packages[index].release.source.map(DirectSource.redacted)
            }
            return result
        } catch {
            var withheld = EnvironmentReading()
            withheld.diagnostics = [
                Diagnostic(code: "redaction.failed", message: "what was read could not be cleared of tokens, so nothing of it is shown")
            ]
            return withheld
        }
    }

    /// The text with `REDACTED` in place of each secret.
    package static func redacting(_ text: String) -> String {
        String(decoding: redacting(Array(text.utf8)).content, as: UTF8.self)
    }

    /// The same of bytes, and how many secrets were taken out.
    package static func redacting(_ content: [UInt8]) -> (content: [UInt8], count: Int) {
        let ranges = content.withUnsafeBytes { bytes in
            TokenPattern.all.flatMap { $0.secrets(in: bytes) } + URLSecrets.ranges(in: bytes, exceptUser: TokenPattern.isHeld)
        }.sorted { $0.lowerBound < $1.lowerBound }
        if ranges.isEmpty { return (content, 0) }
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var position = 0
        var count = 0
        for range in ranges where range.lowerBound >= position {
            result += content[position..<range.lowerBound]
            result += Array("REDACTED".utf8)
            position = range.upperBound
            count += 1
        }
        return (result + content[position...], count)
    }
}

/// One maker's tokens: a prefix that nothing else has, then so many characters of an alphabet.
private struct TokenPattern {
    let prefix: [UInt8]
    let minimumCount: Int
    /// The prefix also ends ordinary words (`task-…`).
    let needsBoundary: Bool
    /// Allowed beside ASCII letters and digits.
    let punctuation: Set<UInt8>

    private init(_ prefix: String, atLeast minimumCount: Int, and punctuation: String = "", needsBoundary: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.minimumCount = minimumCount
        self.needsBoundary = needsBoundary
        self.punctuation = Set(punctuation.utf8)
    }

    /// Hugging Face, OpenAI and Anthropic, GitHub, GitLab, Slack, JSON Web Tokens.
    static let all = [
        TokenPattern("hf_", atLeast: 20), TokenPattern("api_org_", atLeast: 20),
        TokenPattern("sk-", atLeast: 20, and: "-_", needsBoundary: true),
        TokenPattern("ghp_", atLeast: 30), TokenPattern("gho_", atLeast: 30), TokenPattern("ghu_", atLeast: 30),
        TokenPattern("ghs_", atLeast: 30), TokenPattern("github_pat_", atLeast: 30, and: "_"),
        TokenPattern("glpat-", atLeast: 20, and: "-_"), TokenPattern("xoxb-", atLeast: 20, and: "-"),
        TokenPattern("xoxp-", atLeast: 20, and: "-"), TokenPattern("eyJ", atLeast: 60, and: "-_.", needsBoundary: true),
    ]

    /// Whether any maker's token stands in the bytes.
    static func isHeld(in bytes: UnsafeRawBufferPointer) -> Bool { all.contains { !$0.secrets(in: bytes).isEmpty } }

    /// Where the secret parts stand. Looks for the prefix's last byte first: it is rare in text, and `memchr` is fast.
    func secrets(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let last = prefix.last else { return [] }
        var ranges: [Range<Int>] = []
        for end in ByteOccurrences(of: last, in: bytes) {
            let start = end + 1 - prefix.count
            guard start >= 0, prefix.indices.allSatisfy({ bytes[start + $0] == prefix[$0] }) else { continue }
            if needsBoundary, !Self.isBoundary(start, in: bytes) { continue }
            var after = end + 1
            while after < bytes.count, bytes[after].isAlphanumeric || punctuation.contains(bytes[after]) { after += 1 }
            if after - end - 1 >= minimumCount { ranges.append((end + 1)..<after) }
        }
        return ranges
    }

    /// Whether a word may begin at `start`: after anything but a letter or digit, or after an escape (`\\nsk-…`).
    private static func isBoundary(_ start: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard start > 0, bytes[start - 1].isAlphanumeric else { return true }
        return start > 1 && bytes[start - 2] == UInt8(ascii: "\\")
    }
}
