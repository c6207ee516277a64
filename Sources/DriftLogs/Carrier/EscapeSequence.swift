/// A terminal's colours, cursor movements and titles, as bytes between what is printed.
enum EscapeSequence {
    /// `ESC [ 3 6 m text`: a colour before the prefix, as compose gives each service its own.
    static func skipped(_ line: ByteView) -> ByteView {
        var rest = line
        while rest.count > 0, rest[0] == .escape { rest = rest.dropFirst(end(at: 0, in: rest)) }
        return rest
    }

    /// `ESC [ 3 2 m`, `ESC ] 0 ; title BEL`, `ESC ( B`.
    static func end(at begin: Int, in line: ByteView) -> Int {
        guard begin + 1 < line.count else { return line.count }
        var index = begin + 2
        switch line[begin + 1] {
        case UInt8(ascii: "["):
            while index < line.count, !(0x40...0x7E).contains(line[index]) { index += 1 }
            return min(index + 1, line.count)
        case UInt8(ascii: "]"):
            while index < line.count, line[index] != 0x07, line[index] != .escape { index += 1 }
            return index < line.count && line[index] == 0x07 ? index + 1 : index
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            return min(begin + 3, line.count)
        default:
            return index
        }
    }
}
