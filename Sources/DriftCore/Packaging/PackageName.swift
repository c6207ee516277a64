/// A distribution's name: as it was written, and in the form that names are compared in.
///
/// Two spellings of one name are equal: `PyYAML` == `pyyaml`, `ruamel.yaml` == `ruamel-yaml`
/// (PEP 503: runs of `-`, `_` and `.` become one `-`, ASCII letters lower case).
package struct PackageName: Sendable {
    /// As the source wrote it, for output.
    package let spelling: String
    /// The PEP 503 form, for keys.
    package let normalized: String

    /// `nil` unless `spelling` is a valid name by the core metadata rules:
    /// ASCII letters, digits, `-`, `_`, `.`, beginning and ending with a letter or digit, at most 200 bytes.
    package init?(_ spelling: some StringProtocol) {
        var text = String(spelling)
        guard let name = text.withUTF8({ PackageName(utf8: $0) }) else { return nil }
        self = name
    }

    /// The same from a log's bytes.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard let form = Self.form(of: bytes) else { return nil }
        spelling = String(decoding: bytes, as: UTF8.self)
        // Most names are written as they are compared, and then both are one text.
        normalized = form == .normalized ? spelling : Self.normalized(bytes)
    }

    private enum Form { case normalized, other }

    /// `nil`: the bytes are no name.
    private static func form(of bytes: UnsafeBufferPointer<UInt8>) -> Form? {
        var form = Form.normalized
        var length = 0
        var previousWasSeparator = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                length += 1
                previousWasSeparator = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                length += 1
                previousWasSeparator = false
                form = .other
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                if length == 0 { return nil }
                if previousWasSeparator || byte != UInt8(ascii: "-") { form = .other }
                if !previousWasSeparator { length += 1 }
                previousWasSeparator = true
            default:
                return nil
            }
            if length > 200 { return nil }
        }
        return previousWasSeparator ? nil : form
    }

    private static func normalized(_ name: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: name.count) { text in
            var length = 0
            var previousWasSeparator = false
            for byte in name {
                let isSeparator = byte.isSeparator
                if !(isSeparator && previousWasSeparator) {
                    text[length] = isSeparator ? UInt8(ascii: "-") : byte.asciiLowercased
                    length += 1
                }
                previousWasSeparator = isSeparator
            }
            return length
        }
    }
}

extension PackageName: Hashable, Comparable, CustomStringConvertible {
    package static func == (a: PackageName, b: PackageName) -> Bool { a.normalized == b.normalized }
    package static func < (a: PackageName, b: PackageName) -> Bool { a.normalized < b.normalized }
    package func hash(into hasher: inout Hasher) { hasher.combine(normalized) }
    package var description: String { spelling }
}

extension PackageName: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let name = PackageName(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a package name")
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(spelling)
    }
}
