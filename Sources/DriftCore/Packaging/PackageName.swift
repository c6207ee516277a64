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
        var normalized: [UInt8] = []
        normalized.reserveCapacity(spelling.utf8.count)
        var previousWasSeparator = false
        for byte in spelling.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                normalized.append(byte)
                previousWasSeparator = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                normalized.append(byte | 0x20)
                previousWasSeparator = false
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                if normalized.isEmpty { return nil }
                if !previousWasSeparator { normalized.append(UInt8(ascii: "-")) }
                previousWasSeparator = true
            default:
                return nil
            }
            if normalized.count > 200 { return nil }
        }
        if normalized.isEmpty || previousWasSeparator { return nil }
        self.spelling = String(spelling)
        self.normalized = String(decoding: normalized, as: UTF8.self)
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
