/// What another program put before every line that it kept or printed again.
enum LinePrefix: Equatable {
    /// `  12 | text`, `12: text`, `12:text`, `    12<TAB>text`, `    12  text`, `  12 text`, `    12→text`, `12) text`
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
            // An editor sets its numbers to the right.
            return barLength(in: line.dropFirst(index + 1)).nonZero.map { index + 1 + $0 } ?? (begin > 0 ? index + 1 : 0)
        case UInt8(ascii: "|"): return withOneSpace(behind: index + 1, in: line)
        case UInt8(ascii: ")"): return withOneSpace(behind: index + 1, in: line)
        case 0xE2: return line.dropFirst(index).hasPrefix("→") ? index + 3 : 0
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
