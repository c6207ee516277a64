import DriftCore

/// RFC 3986 §2: everything but the unreserved characters is escaped.
enum PercentEncoding {
    /// One path segment or query value: `refs/pr/1` gives `refs%2Fpr%2F1`.
    static func component(_ text: String) -> String { encoded(text, sparing: "-._~") }

    /// A path: its slashes stay.
    static func path(_ text: String) -> String { encoded(text, sparing: "-._~/") }

    private static func encoded(_ text: String, sparing: String) -> String {
        let spared = Set(sparing.utf8)
        var result = ""
        for byte in text.utf8 {
            if byte.isAlphanumeric || spared.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
