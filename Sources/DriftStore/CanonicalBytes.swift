/// Writes values so that different values never give the same bytes: what digests are taken over.
///
/// A text is its length and its UTF-8; a missing one is 0, a present one its length plus 1; a list is its count and its elements.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(count: Int) {
        var rest = UInt64(clamping: count)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(_ text: String) {
        append(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ text: String?) {
        guard let text else { return append(count: 0) }
        append(count: text.utf8.count + 1)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ digest: [UInt8]) { bytes.append(contentsOf: digest) }
}

extension String {
    /// The text as SQLite can hold it: its texts end at a NUL, so that one becomes U+FFFD.
    var storable: String {
        utf8.contains(0) ? String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })) : self
    }
}
