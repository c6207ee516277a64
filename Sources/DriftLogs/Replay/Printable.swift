/// Text from a log that goes into messages: control characters and what could steer a terminal are left out.
enum Printable {
    static func text(_ raw: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars.prefix(4000) {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
