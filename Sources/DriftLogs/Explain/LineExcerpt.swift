/// A line cut to what stands around a name: the lists of installers are longer than anybody reads.
enum LineExcerpt {
    private static let bytesBefore = 70
    private static let bytesAfter = 110

    static func around(_ search: NameSearch, in line: [UInt8]) -> String {
        line.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return "" }
            return around(search, in: ByteView(start: base, count: buffer.count).trimmed)
        }
    }

    private static func around(_ search: NameSearch, in body: ByteView) -> String {
        guard body.count > bytesBefore + bytesAfter else { return Printable.text(body.string) }
        let begin = (search.firstWhole(in: body) ?? search.first(in: body))?.lowerBound ?? 0
        let lower = begin <= bytesBefore ? 0 : boundary(begin - bytesBefore, in: body)
        let upper = boundary(min(body.count, begin + bytesAfter), in: body)
        return (lower > 0 ? "… " : "") + Printable.text(body[lower..<upper].string) + (upper < body.count ? " …" : "")
    }

    /// The last place at or before `index` where no character is cut.
    private static func boundary(_ index: Int, in line: ByteView) -> Int {
        var index = index
        while index > 0, index < line.count, line[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }
}
