/// Secrets that stand in addresses, whatever they look like.
///
///     https://user:SECRET@host   https://SECRET@host   https://host/file?token=SECRET&x=1
enum URLSecrets {
    /// An authority is short; whatever is longer is none.
    private static let maximumAuthority = 300
    private static let maximumURL = 4_000
    /// Users that everybody may know.
    private static let plainUsers: Set<String> = ["git", "hg", "anonymous", "REDACTED", "***", "oauth2", "x-access-token", "__token__"]
    private static let secretWords = ["token", "key", "secret", "passw", "signature", "sig", "credential", "auth"]

    /// - Parameter exceptUser: whether a maker's own pattern takes the secret out of a user, and keeps its mark: `https://hf_…@host`.
    static func ranges(in bytes: UnsafeRawBufferPointer, exceptUser: (UnsafeRawBufferPointer) -> Bool) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for colon in Occurrences(of: UInt8(ascii: ":"), in: bytes) {
            guard colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/") else { continue }
            let end = end(of: bytes, from: colon + 3)
            if let secret = user(in: bytes, colon, end, exceptUser) { ranges.append(secret) }
            ranges += queries(in: bytes, colon + 3, end)
        }
        return ranges
    }

    /// Where the address ends.
    private static func end(of bytes: UnsafeRawBufferPointer, from begin: Int) -> Int {
        var index = begin
        while index < min(bytes.count, begin + maximumURL), bytes[index] > 0x20, !"\"'<>`".utf8.contains(bytes[index]) { index += 1 }
        return index
    }

    /// `SECRET` of `user:SECRET@`; of `SECRET@` where the scheme is one of the web's and the user is no well-known one.
    private static func user(
        in bytes: UnsafeRawBufferPointer,
        _ colon: Int,
        _ end: Int,
        _ exceptUser: (UnsafeRawBufferPointer) -> Bool
    ) -> Range<Int>? {
        var separator: Int?
        for index in (colon + 3)..<max(colon + 3, min(colon + maximumAuthority, end)) {
            switch bytes[index] {
            case UInt8(ascii: ":"): if separator == nil { separator = index }
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
            case UInt8(ascii: "@"):
                if let separator { return index > separator + 1 ? (separator + 1)..<index : nil }
                let name = String(decoding: bytes[(colon + 3)..<index], as: UTF8.self)
                if exceptUser(UnsafeRawBufferPointer(rebasing: bytes[(colon + 3)..<index])) { return nil }
                let isWeb = colon >= 4 && (hasSuffix("http", bytes, colon) || hasSuffix("https", bytes, colon))
                return isWeb && !name.isEmpty && !plainUsers.contains(name) && !name.contains("REDACTED") && !name.hasPrefix("${")
                    ? (colon + 3)..<index : nil
            default: break
            }
        }
        return nil
    }

    private static func hasSuffix(_ scheme: String, _ bytes: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        let scheme = Array(scheme.utf8)
        return end >= scheme.count && scheme.indices.allSatisfy { bytes[end - scheme.count + $0] | 0x20 == scheme[$0] }
    }

    /// The values of `?token=…`, `&X-Amz-Signature=…`.
    private static func queries(in bytes: UnsafeRawBufferPointer, _ begin: Int, _ end: Int) -> [Range<Int>] {
        guard let question = (begin..<end).first(where: { bytes[$0] == UInt8(ascii: "?") }) else { return [] }
        var ranges: [Range<Int>] = []
        var nameBegin = question + 1
        var equals: Int?
        for index in (question + 1)...end {
            let byte = index < end ? bytes[index] : UInt8(ascii: "&")
            if byte == UInt8(ascii: "="), equals == nil { equals = index }
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ",") else {
                continue
            }
            if let equals, index > equals + 1 {
                let name = String(decoding: bytes[nameBegin..<equals], as: UTF8.self).lowercased()
                let value = String(decoding: bytes[(equals + 1)..<index], as: UTF8.self)
                if value != "REDACTED", secretWords.contains(where: name.contains) { ranges.append((equals + 1)..<index) }
            }
            if byte != UInt8(ascii: "&") { break }
            (nameBegin, equals) = (index + 1, nil)
        }
        return ranges
    }
}
