import DriftCore

/// Finds a package's name in text, in any of its spellings: `flask-cors` also in `Flask_CORS-4.0.0`.
struct NameSearch {
    /// PEP 503 form.
    private let name: [UInt8]

    init(_ package: PackageName) { name = Array(package.normalized.utf8) }

    /// Where the name begins and ends, the first time that it is no part of a longer word on its left; what follows is not judged.
    func first(in line: ByteView) -> Range<Int>? { first(in: line, from: 0) }

    /// The same with nothing behind it that a name could go on with: not `flask` in `flask-cors`, but in `flask==3.0` and `flask-3.0`.
    func firstWhole(in line: ByteView) -> Range<Int>? {
        var from = 0
        while let found = first(in: line, from: from) {
            if endsName(at: found.upperBound, in: line) { return found }
            from = found.lowerBound + 1
        }
        return nil
    }

    private func first(in line: ByteView, from: Int) -> Range<Int>? {
        guard let initial = name.first else { return nil }
        var index = from
        while index < line.count {
            let byte = line[index]
            if byte == initial || byte | 0x20 == initial && byte.isLetter, index == 0 || !Self.isWordByte(line[index - 1]),
                let end = end(of: line, from: index)
            {
                return index..<end
            }
            index += 1
        }
        return nil
    }

    /// Where the name ends if it begins at `begin`.
    private func end(of line: ByteView, from begin: Int) -> Int? {
        var index = begin
        for wanted in name {
            guard index < line.count else { return nil }
            if wanted == UInt8(ascii: "-") {
                guard Self.isSeparator(line[index]) else { return nil }
                while index < line.count, Self.isSeparator(line[index]) { index += 1 }
            } else {
                guard line[index] == wanted || line[index].isLetter && line[index] | 0x20 == wanted else { return nil }
                index += 1
            }
        }
        return index
    }

    private func endsName(at end: Int, in line: ByteView) -> Bool {
        guard end < line.count else { return true }
        if Self.isWordByte(line[end]) { return false }
        guard Self.isSeparator(line[end]), end + 1 < line.count else { return true }
        // `flask-3.0`, `flask.` at the end of a sentence.
        return !line[end + 1].isLetter
    }

    private static func isWordByte(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
}
