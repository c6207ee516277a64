/// What stands behind every line: `$` of `cat -A`, `^M`, `",` of an array, ` |` of a table. Learned from the lines whose own end is known.
enum LineTail {
    private static let longest = 8

    /// Empty: nothing does.
    /// - Parameter lines: the first ones of a log, none of them blank; what stands before them is gone.
    static func learned(from lines: [ByteView]) -> [UInt8] {
        var tail: [UInt8] = []
        for line in lines {
            guard let own = ownLength(of: line) else { continue }
            var end = line.count
            while end > own, line[end - 1] <= .space { end -= 1 }
            guard end > own, end - own <= longest else { return [] }
            let found = (own..<end).map { line[$0] }
            guard tail.isEmpty || tail == found else { return [] }
            tail = found
        }
        guard !tail.isEmpty else { return [] }
        let having = lines.filter { length(of: tail, in: $0) > 0 }.count
        return having * 10 >= lines.count * 9 ? tail : []
    }

    /// Bytes at the line's end that are the tail's, with the blanks behind it.
    static func length(of tail: [UInt8], in line: ByteView) -> Int {
        var end = line.count
        while end > 0, line[end - 1] <= .space { end -= 1 }
        guard end >= tail.count, tail.indices.allSatisfy({ line[end - tail.count + $0] == tail[$0] }) else { return 0 }
        return line.count - end + tail.count
    }

    /// Where the line's own text ends: `DONE 1.3s`, `CACHED`, `===== … =====`; `nil`: it may go on.
    private static func ownLength(of line: ByteView) -> Int? {
        guard line.count > 5 else { return nil }
        switch line[0] {
        case UInt8(ascii: "#"):
            // `#5 DONE 1.3s`
            guard LineHead.isKnown(line), let space = line.firstIndex(of: .space) else { return nil }
            let rest = line.dropFirst(space + 1)
            return rest.count > 5 && rest[0] != UInt8(ascii: "#") ? ownLength(of: rest).map { $0 + space + 1 } : nil
        case UInt8(ascii: "="):
            guard line.hasPrefix("===== ") else { return nil }
            var end = line.count
            while end > 6, !line[0..<end].hasSuffix("=====") { end -= 1 }
            return end > 12 ? end : nil
        case UInt8(ascii: "C"): return line.hasPrefix("CACHED") ? 6 : nil
        case UInt8(ascii: "D"):
            guard line.hasPrefix("DONE "), line[5].isDigit else { return nil }
            var end = 5
            while end < line.count, line[end].isDigit || line[end] == UInt8(ascii: ".") { end += 1 }
            return end < line.count && line[end] == UInt8(ascii: "s") ? end + 1 : nil
        default: return nil
        }
    }
}
