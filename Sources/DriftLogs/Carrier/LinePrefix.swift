/// What another program put before every line that it kept or printed again.
enum LinePrefix: Equatable {
    /// `  12 | text`, `12: text`, `12:text`, `    12<TAB>text`, `    12  text`
    case number
    /// `space-1  | text`, as compose names its services.
    case service
    /// `[pod/space-7d9f/app] text`
    case pod
    /// A time, with or without the word or the tabs of a source before it: `TimePrefix`.
    case time
    /// `stdout F text`, as container runtimes keep it; `00O text` of GitLab's runner.
    case stream
    /// `| text`, `│ text`
    case bar
    /// What none of these is: learned from the log itself.
    case shaped(PrefixShape)

    /// Those that are known beforehand.
    static let known: [LinePrefix] = [.number, .service, .pod, .time, .stream, .bar]

    /// Bytes up to and with the white space that parts it from the text; 0: the line has none.
    func length(in line: ByteView) -> Int {
        guard line.count > 0 else { return 0 }
        switch self {
        case .number: return Self.numberLength(in: line)
        case .service: return Self.serviceLength(in: line)
        case .pod: return Self.podLength(in: line)
        case .time: return TimePrefix.length(in: line)
        case .stream: return Self.streamLength(in: line)
        case .bar: return Self.barLength(in: line)
        case .shaped(let shape): return shape.length(in: line)
        }
    }

    private static func numberLength(in line: ByteView) -> Int {
        var index = line[0..<10].indentation
        let begin = index
        while index < line.count, index - begin < 8, line[index].isDigit { index += 1 }
        guard index > begin else { return 0 }
        if index == line.count { return index }
        switch line[index] {
        case .tab: return index + 1
        case UInt8(ascii: ":"):
            // `20:41:01` is a time.
            let isClock = line.count > index + 3 && line[index + 1].isDigit && line[index + 2].isDigit && line[index + 3] == line[index]
            return isClock ? 0 : withOneSpace(behind: index + 1, in: line)
        case .space:
            // A tab that became spaces.
            if begin > 0, index + 1 < line.count, line[index + 1] == .space { return index + 2 }
            return barLength(in: line.dropFirst(index + 1)).nonZero.map { index + 1 + $0 } ?? 0
        case UInt8(ascii: "|"): return withOneSpace(behind: index + 1, in: line)
        default: return 0
        }
    }

    private static func serviceLength(in line: ByteView) -> Int {
        let name = line.firstWord
        guard name.count > 1, name.count <= 64, (0..<name.count).allSatisfy({ name[$0].isNameByte || name[$0] == UInt8(ascii: "@") })
        else { return 0 }
        let begin = name.count + line.dropFirst(name.count).indentation
        guard begin > name.count, begin < line.count, line[begin] == UInt8(ascii: "|") else { return 0 }
        return withOneSpace(behind: begin + 1, in: line)
    }

    private static func podLength(in line: ByteView) -> Int {
        guard line.hasPrefix("[pod/") || line.hasPrefix("[container/"),
            let close = line[0..<200].firstIndex(of: UInt8(ascii: "]")), !line[0..<close].contains(.space)
        else { return 0 }
        return withOneSpace(behind: close + 1, in: line)
    }

    private static func streamLength(in line: ByteView) -> Int {
        if line.hasPrefix("stdout F") || line.hasPrefix("stderr F") || line.hasPrefix("stdout P") || line.hasPrefix("stderr P") {
            return line.count == 8 ? 8 : line[8] == .space ? 9 : 0
        }
        guard line.count >= 4, line[0].isDigit, line[1].isDigit, line[2] == UInt8(ascii: "O") || line[2] == UInt8(ascii: "E") else {
            return 0
        }
        return line[3] == .space || line[3] == UInt8(ascii: "+") ? 4 : 0
    }

    private static func barLength(in line: ByteView) -> Int {
        if line.hasPrefix("│") { return withOneSpace(behind: 3, in: line) }
        guard line.count > 0, line[0] == UInt8(ascii: "|") else { return 0 }
        return line.count == 1 ? 1 : line[1] == .space ? 2 : 0
    }

    private static func withOneSpace(behind index: Int, in line: ByteView) -> Int {
        index < line.count && line[index] == .space ? index + 1 : index
    }
}

extension Int {
    fileprivate var nonZero: Int? { self == 0 ? nil : self }
}

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
        guard let colon = line[0..<200].firstIndex(of: "]: ") else { return 0 }
        return colon + 3
    }
}
