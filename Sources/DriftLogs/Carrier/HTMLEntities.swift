/// The characters that a web page wrote in HTML's way: `--&gt; RUN`, `&quot;uvicorn&gt;=0.14.0&quot;`, `&#39;`, `&#x27;`.
enum HTMLEntities {
    /// - Parameter twice: what was escaped had been escaped before: `--&amp;gt; RUN`.
    static func decoded(_ text: ByteView, twice: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "&"), let (character, length) = entity(at: text.dropFirst(index)) else {
                result.append(text[index])
                index += 1
                continue
            }
            result.append(character)
            index += length
        }
        guard twice else { return result }
        return result.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { decoded(ByteView(start: $0, count: buffer.count), twice: false) } ?? []
        }
    }

    /// The character that `text` begins with, and how long its name is.
    static func entity(at text: ByteView) -> (UInt8, Int)? {
        for (name, character) in named where text.hasPrefix(name) { return (character, name.utf8CodeUnitCount) }
        guard let digits = text.afterPrefix("&#") else { return nil }
        let isHexadecimal = digits.count > 0 && digits[0] | 0x20 == UInt8(ascii: "x")
        let number = isHexadecimal ? digits.dropFirst(1) : digits
        guard let end = number[0..<6].firstIndex(of: UInt8(ascii: ";")),
            let value = UInt8(number[0..<end].string, radix: isHexadecimal ? 16 : 10), value == .tab || (0x20...0x7E).contains(value)
        else { return nil }
        return (value, 2 + (isHexadecimal ? 1 : 0) + end + 1)
    }

    private static let named: [(StaticString, UInt8)] = [
        ("&gt;", UInt8(ascii: ">")), ("&lt;", UInt8(ascii: "<")), ("&amp;", UInt8(ascii: "&")), ("&quot;", UInt8(ascii: "\"")),
        ("&apos;", UInt8(ascii: "'")), ("&nbsp;", .space),
    ]
}
