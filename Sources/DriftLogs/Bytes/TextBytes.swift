/// Texts that are compared byte by byte, as shells and installers do it: the standard library's searches compare characters, which costs
/// many times as much.
extension StringProtocol {
    /// Whether `literal` stands anywhere in the text.
    func holds(_ literal: StaticString) -> Bool { offset(of: literal) != nil }

    /// What follows the first `literal`; `nil`: it is not there.
    func after(_ literal: StaticString) -> SubSequence? {
        offset(of: literal).map { self[utf8.index(startIndex, offsetBy: $0 + literal.utf8CodeUnitCount)...] }
    }

    /// The text from the first `literal` on.
    func from(_ literal: StaticString) -> SubSequence? { offset(of: literal).map { self[utf8.index(startIndex, offsetBy: $0)...] } }

    func holds(_ byte: UInt8) -> Bool { utf8.contains(byte) }

    /// The parts between the `separator`s, empty ones left out.
    func parts(by separator: UInt8) -> [SubSequence] {
        var parts: [SubSequence] = []
        var begin = startIndex
        while begin < endIndex {
            let end = utf8[begin...].firstIndex(of: separator) ?? endIndex
            if end > begin { parts.append(self[begin..<end]) }
            begin = end < endIndex ? utf8.index(after: end) : end
        }
        return parts
    }

    private func offset(of literal: StaticString) -> Int? {
        // Texts of Swift's own are contiguous; the other kind is copied.
        let found = utf8.withContiguousStorageIfAvailable { buffer in
            buffer.baseAddress.flatMap { ByteView(start: $0, count: buffer.count).firstIndex(of: literal) }
        }
        return found
            ?? Array(utf8).withUnsafeBufferPointer { buffer in
                buffer.baseAddress.flatMap { ByteView(start: $0, count: buffer.count).firstIndex(of: literal) }
            }
    }
}
