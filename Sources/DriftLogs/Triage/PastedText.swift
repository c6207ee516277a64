/// What pasting did to a short text: entities of a page, typographic quotes, blanks that are none, underscores escaped for Markdown.
///
///     &quot;ZeroGPU worker error&quot;     “No module named ‘audioop’”     torch.\_C.\_cuda\_init()
enum PastedText {
    /// Longer texts come from files and services, which change nothing.
    private static let limit = 65_536

    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count <= limit, bytes.contains(where: { $0 == 0x26 || $0 == 0xE2 || $0 == 0xC2 || $0 == 0x5C }) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x26 || byte == 0xE2 || byte == 0xC2 || byte == 0x5C,
                let (from, to) = replacements.first(where: { bytes[index...].starts(with: $0.0) })
            {
                result += to
                index += from.count
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    private static let replacements: [([UInt8], [UInt8])] = [
        ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "),
        ("&amp;", "&"), ("\u{2018}", "'"), ("\u{2019}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\""), ("\u{A0}", " "), ("\u{200B}", ""),
        ("\u{202F}", " "), ("\\_", "_"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
