/// Makes text from outside safe to show: logs carry terminal escapes, and a README may carry characters that turn a line around.
enum PrintableText {
    /// One line: everything that a terminal acts on, line ends too, is shown as an escape (`\x1b`, `\u202e`).
    static func line(_ text: String) -> String { escaping(text, keepingLines: false) }

    /// Several lines: line feeds and tabs stay.
    static func block(_ text: String) -> String { escaping(text, keepingLines: true) }

    /// JSON may hold these characters raw inside its strings; its own escape says the same to every reader.
    static func json(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isActive($0) && $0 != "\n" }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isActive(scalar) && scalar != "\n" {
                for unit in String(scalar).utf16 { result += "\\u" + hexadecimal(UInt32(unit), digits: 4) }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escaping(_ text: String, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if !isActive(scalar) || (keepingLines && (scalar == "\n" || scalar == "\t")) {
                result.unicodeScalars.append(scalar)
            } else if scalar.value < 0x100 {
                result += "\\x" + hexadecimal(scalar.value, digits: 2)
            } else {
                result += "\\u" + hexadecimal(scalar.value, digits: 4)
            }
        }
        return result
    }

    /// Control characters (C0, DEL, C1), separators of lines, marks of writing direction, invisible characters, tags.
    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default:
            false
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
