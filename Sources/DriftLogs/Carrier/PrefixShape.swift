/// What stands before every line of a log in a shape that no table knows, learned from the lines that can only begin as a log's lines do:
/// `INFO:build:`, `[3/4/2026, 10:00:01 AM] `, `| 12 | `, `- `.
struct PrefixShape: Equatable {
    private enum Part: Equatable {
        case byte(UInt8)
        /// One digit or more.
        case digits
        /// One letter or more.
        case letters
        /// Spaces that set a number to the right, as many as its width leaves.
        case padding
    }

    private static let longest = 120
    /// So many lines have to agree; fewer may be a quotation inside something else.
    private static let leastAnchors = 3
    /// Of these so many have to be steps' headers.
    private static let leastHeaders = 2

    private var parts: [Part]

    /// - Parameter lines: the first ones of a log, none of them blank.
    init?(of lines: [ByteView]) {
        // Most logs begin with a line of their own.
        guard !lines.contains(where: Self.isOwn), Self.mayHold(lines) else { return nil }
        let anchored = lines.compactMap { line in (Self.object(in: line) ?? Self.anchor(in: line)).map { line[0..<$0] } }
        guard let first = anchored.first, !first.isEmpty else { return nil }
        parts = Self.parts(of: first)
        for prefix in anchored.dropFirst() { merge(Self.parts(of: prefix), prefix) }
        let agreeing = anchored.filter(isWhole).count
        let having = lines.filter { length(in: $0) > 0 }.count
        // A start's banner tells alone, if every line behind it has what it has: few lines may come, or those of an app's own logger.
        // Around them may stand what a paste puts there: words, a fence.
        let whole = lines.drop { length(in: $0) == 0 }
        let isStart =
            having > 1 && whole.prefix(having).allSatisfy { length(in: $0) > 0 }
            && whole.first.map { Self.beginsStart($0.dropFirst(first.count)) } ?? false
        let isCommon = anchored.count >= Self.leastAnchors && agreeing * 10 >= anchored.count * 9 && having * 10 >= lines.count * 7
        guard isStart || isCommon else { return nil }
    }

    /// What stands before an anchor is what stands before every line; what an installer set in is set in behind it.
    private func isWhole(_ prefix: ByteView) -> Bool {
        let length = length(in: prefix)
        return length > 0 && prefix.dropFirst(length).trimmed.isEmpty
    }

    /// What an app put before each line of an installer that it called: `2026-03-04 10:00:01,123 - setup - INFO - Collecting six`.
    /// - Parameter lines: of one start; those of the app itself may stand between them in any shape.
    init?(ofStart lines: [ByteView]) {
        let anchored = lines.compactMap { line in Self.anchor(in: line).map { line[0..<$0] } }.filter { !$0.trimmed.isEmpty }
        guard anchored.count >= Self.leastHeaders, let first = anchored.first else { return nil }
        parts = Self.parts(of: first)
        for prefix in anchored.dropFirst() { merge(Self.parts(of: prefix), prefix) }
        let agreeing = anchored.filter { length(in: $0) == $0.count }.count
        guard agreeing == anchored.count else { return nil }
    }

    /// The line was put into a string: `{"level": "INFO", "message": "`.
    var opensString: Bool { parts.last == .byte(UInt8(ascii: "\"")) }

    /// Begins as a log's lines do, or holds one in a way of its own.
    private static func isOwn(_ line: ByteView) -> Bool {
        LineHead.isKnown(line) || ServerSentEvent.isEvent(line) || ServerSentEvent.isObject(line) || StringLiteral.isPython(line)
    }

    /// A start's banner, or a few steps' headers, behind something.
    private static func mayHold(_ lines: [ByteView]) -> Bool {
        var headers = 0
        for line in lines {
            if line.firstIndex(of: "--> ", rarest: 2).map({ $0 > 0 }) ?? false || holdsFrame(line) { headers += 1 }
            if headers == leastHeaders || line.firstIndex(of: "===== Application Startup").map({ $0 > 0 }) ?? false { return true }
        }
        return false
    }

    /// `[10:00:01] #5 [2/4] RUN pip install x`, `build.log:5:STEP 2/4: RUN pip install x`
    private static func holdsFrame(_ line: ByteView) -> Bool {
        for index in 1..<min(max(line.count - 4, 1), longest) {
            switch line[index] {
            case UInt8(ascii: "S"): if BuilderFrame.isNumbered(line.dropFirst(index)) { return true }
            case UInt8(ascii: "#"): if LineHead.isVertexHeader(line.dropFirst(index)) { return true }
            default: break
            }
        }
        return false
    }

    private static func beginsStart(_ line: ByteView) -> Bool { line.hasPrefix("===== Application Startup at ") }

    /// Bytes of it before `line`; 0: it is not there.
    func length(in line: ByteView) -> Int {
        var index = 0
        for part in parts {
            // A line that holds nothing else may have lost the space at its end.
            guard index < line.count else { return isBlank(behind: part) ? index : 0 }
            switch part {
            case .padding: index += line.dropFirst(index).indentation
            case .byte(let byte):
                guard line[index] == byte else { return 0 }
                index += 1
            case .digits:
                guard line[index].isDigit else { return 0 }
                while index < line.count, line[index].isDigit { index += 1 }
            case .letters:
                guard line[index].isLetter else { return 0 }
                while index < line.count, line[index].isLetter { index += 1 }
            }
        }
        return index
    }

    private func isBlank(behind part: Part) -> Bool { part == parts.last && part == .byte(.space) }

    /// Where the log's own line begins: the first place that only a log's line begins so.
    private static func anchor(in line: ByteView) -> Int? {
        for index in 1..<min(max(line.count - 4, 1), longest) {
            let byte = line[index]
            let isMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "#")
            guard isMark || byte.isLetter, !line[index - 1].isLetter else { continue }
            let rest = line.dropFirst(index)
            if byte == UInt8(ascii: "#") {
                if LineHead.isVertexLine(rest) { return index }
                continue
            }
            let isAnchor =
                rest.hasPrefix("--> ") && StepHeader.isHeader(rest.dropFirst(4), behind: .step) || rest.hasPrefix("===== Build Queued at ")
                || rest.hasPrefix("===== Application Startup") || rest.hasPrefix("DONE ") && LineHead.isKnown(rest)
                || rest.trimmed.equals("CACHED") || rest.hasPrefix("Collecting ") || rest.hasPrefix("Successfully installed ")
                || rest.hasPrefix("Installing collected packages: ") || BuilderFrame.isNumbered(rest)
            if isAnchor { return index }
        }
        return nil
    }

    /// Where an object or an event begins that holds the log's own line.
    private static func object(in line: ByteView) -> Int? {
        guard let index = line[0..<longest].firstIndex(of: UInt8(ascii: "{")) else { return nil }
        if index > 6, ServerSentEvent.isEvent(line.dropFirst(index - 6)) { return index - 6 }
        return ServerSentEvent.isObject(line.dropFirst(index)) ? index : nil
    }

    /// Words and numbers as they are; `merge` finds which of them change.
    private static func parts(of prefix: ByteView) -> [Part] {
        var result: [Part] = []
        var index = 0
        while index < prefix.count {
            let byte = prefix[index]
            if byte.isDigit {
                result.append(.digits)
                while index < prefix.count, prefix[index].isDigit { index += 1 }
            } else if byte == .space, setsNumber(prefix.dropFirst(index)) {
                result.append(.padding)
                while prefix[index] == .space { index += 1 }
            } else {
                result.append(.byte(byte))
                index += 1
            }
        }
        return result
    }

    private static func setsNumber(_ rest: ByteView) -> Bool { rest.indentation < rest.count && rest[rest.indentation].isDigit }

    /// Widens the parts to what another prefix has too; words that differ become any word.
    private mutating func merge(_ other: [Part], _ prefix: ByteView) {
        guard parts != other, length(in: prefix) != prefix.count else { return }
        let (mine, others) = (Self.wordless(parts), Self.wordless(other))
        if mine == others { parts = mine }
    }

    private static func wordless(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts {
            let isLetter = if case .byte(let byte) = part { byte.isLetter } else { part == .letters }
            if !isLetter { result.append(part) } else if result.last != .letters { result.append(.letters) }
        }
        return result
    }
}
