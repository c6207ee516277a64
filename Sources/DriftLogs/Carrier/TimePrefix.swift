/// `q5th5 2023-03-24T20:41:01.330Z `, `2023-03-24T22:41:01+02:00 `, `[2023-03-24 20:41:01] `, `20:41:01 `,
/// `build<TAB>Run make<TAB>2023-03-24T20:41:01.3300000Z `, `Mar 24 20:41:01 host dockerd[812]: `.
enum TimePrefix {
    /// Bytes up to and with the space behind the time; 0: the line has none.
    static func length(in line: ByteView) -> Int {
        let own = timeLength(in: line)
        if own > 0 { return own }
        let head = line[0..<200]
        if let tab = head.firstIndex(of: .tab), tab > 0 {
            let second = head.firstIndex(of: .tab, from: tab + 1) ?? tab
            for begin in [second + 1, tab + 1] {
                let length = timeLength(in: line.dropFirst(begin))
                if length > 0 { return begin + length }
            }
        }
        guard let space = line[0..<64].firstIndex(of: .space), space >= 3 else { return 0 }
        // A clock behind a word is somebody's sentence: `Finished 20:41:01 …`.
        let rest = line.dropFirst(space + 1)
        let length = dateLength(rest) > 0 ? timeLength(in: rest) : syslogLength(in: line)
        return length == 0 ? 0 : dateLength(rest) > 0 ? space + 1 + length : length
    }

    private static func timeLength(in line: ByteView) -> Int {
        guard line.count >= 8 else { return 0 }
        let isBracketed = line[0] == UInt8(ascii: "[") || line[0] == UInt8(ascii: "(")
        let time = isBracketed ? line.dropFirst(1) : line
        let date = dateLength(time)
        let clock = clockLength(time.dropFirst(date))
        guard clock > 0 else { return 0 }
        var index = date + clock
        if date > 0 || clock > 8 { index += zoneLength(time.dropFirst(index)) }
        if isBracketed {
            guard index < time.count, time[index] == UInt8(ascii: "]") || time[index] == UInt8(ascii: ")") else { return 0 }
            index += 1
        }
        index += line.count - time.count
        // An empty line keeps its time but loses the space behind it.
        if index == line.count { return index }
        if line[index] == UInt8(ascii: ":"), index + 1 < line.count { index += 1 }
        return line[index] == .space || line[index] == .tab ? index + 1 : 0
    }

    /// `2023-03-24T`, `2023-03-24 `, `2023/03/24 `
    private static func dateLength(_ text: ByteView) -> Int {
        guard text.count >= 11, text[0].isDigit, text[3].isDigit, text[5].isDigit, text[8].isDigit, text[9].isDigit,
            text[4] == UInt8(ascii: "-") || text[4] == UInt8(ascii: "/"), text[7] == text[4],
            text[10] == UInt8(ascii: "T") || text[10] == .space
        else { return 0 }
        return 11
    }

    /// `20:41:01`, with a fraction of a second or without.
    private static func clockLength(_ text: ByteView) -> Int {
        guard text.count >= 8, text[0].isDigit, text[1].isDigit, text[3].isDigit, text[4].isDigit, text[6].isDigit, text[7].isDigit,
            text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":")
        else { return 0 }
        guard text.count > 9, text[8] == UInt8(ascii: ".") || text[8] == UInt8(ascii: ","), text[9].isDigit else { return 8 }
        var index = 9
        while index < text.count, text[index].isDigit { index += 1 }
        return index
    }

    /// `Z`, `+02:00`, `-0500`, ` UTC`
    private static func zoneLength(_ text: ByteView) -> Int {
        guard text.count > 0 else { return 0 }
        if text[0] == UInt8(ascii: "Z") { return 1 }
        if text.hasPrefix(" UTC") { return 4 }
        guard text.count >= 5, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"), text[1].isDigit, text[2].isDigit else {
            return 0
        }
        if text[3].isDigit, text[4].isDigit { return 5 }
        return text.count >= 6 && text[3] == UInt8(ascii: ":") && text[4].isDigit && text[5].isDigit ? 6 : 0
    }

    /// `Mar  4 20:41:01 host dockerd[812]: `
    private static func syslogLength(in line: ByteView) -> Int {
        guard line.count >= 16, line[0].isLetter, line[1].isLetter, line[2].isLetter, line[3] == .space, line[5].isDigit, line[6] == .space,
            clockLength(line.dropFirst(7)) == 8, line[15] == .space
        else { return 0 }
        // An empty line may have lost the space behind it.
        guard let colon = line[0..<200].firstIndex(of: "]: ") else { return line.count <= 200 && line.hasSuffix("]:") ? line.count : 0 }
        return colon + 3
    }
}
