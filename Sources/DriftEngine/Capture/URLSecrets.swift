/// Secrets that stand in addresses, whatever they look like.
///
///     https://user:SECRET@host   https://SECRET@host   https://host/file?token=SECRET&x=1
enum URLSecrets {
    /// An authority is short; whatever is longer is none.
    private static let maximumAuthority = 300
    /// Users that everybody may know.
    private static let plainUsers: Set<String> = ["git", "hg", "anonymous", "REDACTED", "***", "oauth2", "x-access-token", "__token__"]
    private static let secretWords = ["token", "key", "secret", "passw", "signature", "sig", "credential", "auth"]

    /// - Parameter exceptUser: whether a maker's own pattern takes the secret out of a user, and keeps its mark: `https://hf_…@host`.
    static func ranges(in bytes: UnsafeRawBufferPointer, exceptUser: (UnsafeRawBufferPointer) -> Bool) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        // Addresses stand in addresses, `https://a/?next=https://b`: they end together, and their queries are read once.
        var end = 0
        for colon in ByteOccurrences(of: UInt8(ascii: ":"), in: bytes) {
            guard colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/") else { continue }
            let isOutermost = colon >= end
            if isOutermost { end = Self.end(of: bytes, from: colon + 3) }
            if let secret = user(in: bytes, colon, end, exceptUser) { ranges.append(secret) }
            if isOutermost { ranges += queries(in: bytes, colon + 3, end) }
        }
        return ranges
    }

    /// Where the address ends.
    private static func end(of bytes: UnsafeRawBufferPointer, from begin: Int) -> Int {
        var index = begin
        while index < bytes.count, bytes[index] > 0x20, !"\"'<>`".utf8.contains(bytes[index]) { index += 1 }
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

    /// The values of `?token=…`, `&X-Amz-Signature=…`, also of an address that is itself a value: `?next=https://b/?token=…`.
    private static func queries(in bytes: UnsafeRawBufferPointer, _ begin: Int, _ end: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var field = Field()
        for index in begin...end {
            let byte = index < end ? bytes[index] : UInt8(ascii: "&")
            switch byte {
            case UInt8(ascii: "="): field.nameEnds(at: index, in: bytes)
            // A secret may hold a question mark; what follows any other is a query.
            case UInt8(ascii: "?"): if !field.isSecret { field = Field(begin: index + 1) }
            case UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: ","):
                if let value = field.secret(endingAt: index, in: bytes) { ranges.append(value) }
                field = byte == UInt8(ascii: "&") && field.begin != nil ? Field(begin: index + 1) : Field()
            default: break
            }
        }
        return ranges
    }

    /// `name=value` of a query, as far as it has been read.
    private struct Field {
        /// `nil`: there is no query here.
        var begin: Int?
        private var equals: Int?
        private(set) var isSecret = false

        init(begin: Int? = nil) { self.begin = begin }

        mutating func nameEnds(at index: Int, in bytes: UnsafeRawBufferPointer) {
            guard let begin, equals == nil else { return }
            equals = index
            let name = String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
            isSecret = secretWords.contains(where: name.contains)
        }

        func secret(endingAt index: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
            guard isSecret, let equals, index > equals + 1 else { return nil }
            let value = (equals + 1)..<index
            return String(decoding: bytes[value], as: UTF8.self) == "REDACTED" ? nil : value
        }
    }
}
