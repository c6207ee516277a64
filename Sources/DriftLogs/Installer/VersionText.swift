import DriftCore

/// What may pass as a version coming out of a log: nothing that could smuggle an option, a separator or an escape into a pin.
enum VersionText {
    /// Digits, letters and `. + - _ !`, beginning with a letter or digit, holding a digit, at most 100 bytes.
    static func isPlausible(_ text: ByteView) -> Bool {
        guard text.count > 0, text.count <= 100, text[0].isDigit || text[0].isLetter else { return false }
        var hasDigit = false
        for index in 0..<text.count {
            let byte = text[index]
            if byte.isDigit { hasDigit = true }
            let isAllowed = byte.isNameByte || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "!")
            if !isAllowed { return false }
        }
        // `15.` was cut: no version ends so.
        return hasDigit && (text[text.count - 1].isDigit || text[text.count - 1].isLetter)
    }

    /// What a wrap may have left of a version: `0.0`, `.1rc2`, `5+cu118`.
    static func mayBeRest(_ text: ByteView) -> Bool {
        guard text.count > 0, text[0].isDigit || text[0] == UInt8(ascii: ".") && text.count > 1 && text[1].isDigit else { return false }
        let bytes = Array("1".utf8) + Array(UnsafeBufferPointer(start: text.start, count: text.count))
        return Version(String(decoding: bytes, as: UTF8.self)) != nil
    }

    /// Begins like a PEP 440 version: a digit, or `v` and a digit.
    static func beginsLikeVersion(_ text: ByteView) -> Bool {
        guard text.count > 0 else { return false }
        if text[0].isDigit { return true }
        return (text[0] | 0x20) == UInt8(ascii: "v") && text.count > 1 && text[1].isDigit
    }

    /// The leading name of a requirement: `gradio` of `gradio[oauth]==4.31.0`; `nil`: it begins with none.
    static func leadingName(of requirement: ByteView) -> PackageName? {
        var end = 0
        while end < requirement.count, requirement[end].isNameByte { end += 1 }
        // A name never ends in a separator: `foo-` of `foo-==1` is no name.
        guard end > 0, end <= 200 else { return nil }
        return requirement[0..<end].packageName
    }

    /// The same of a requirement given as text.
    static func leadingName(of requirement: String) -> PackageName? {
        PackageName(String(decoding: requirement.utf8.prefix { $0.isNameByte }, as: UTF8.self))
    }
}
