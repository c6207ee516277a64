/// A position in UTF-8 bytes, for the hand-written grammars of this folder. Reading past the end gives `nil`, never a trap.
struct ByteScanner {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, from: 0, to: bytes.count)
    }

    init(_ bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        position = start
        self.end = end
    }

    var isAtEnd: Bool { position >= end }
    var current: UInt8? { position < end ? bytes[position] : nil }

    func peek(_ offset: Int) -> UInt8? {
        let index = position + offset
        return index >= 0 && index < end ? bytes[index] : nil
    }

    mutating func advance() {
        if position < end { position += 1 }
    }

    /// Moves over `byte` if it comes next.
    mutating func consume(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// Moves over `text` if it comes next, letter for letter.
    mutating func consume(_ text: StaticString) -> Bool {
        guard matches(text, ignoringCase: false) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    /// Moves over `text`, given in lower case, if it comes next in any case.
    mutating func consume(ignoringCase text: StaticString) -> Bool {
        guard matches(text, ignoringCase: true) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    /// Moves over the longest run of bytes that `belongs`; what was moved over.
    @discardableResult
    mutating func skip(while belongs: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < end, belongs(bytes[position]) { position += 1 }
        return start..<position
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func matches(_ text: StaticString, ignoringCase: Bool) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end - position >= count else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<count {
                let byte = bytes[position + index]
                if (ignoringCase ? byte.asciiLowercased : byte) != expected[index] { return false }
            }
            return true
        }
    }
}
