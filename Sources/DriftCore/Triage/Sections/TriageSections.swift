/// Cuts printed logs into sections while their needles are found: one pass over the bytes.
struct TriageSections {
    private(set) var sections: [TriageSection] = []
    private var current: TriageSection
    /// How often more than a look at a few bytes was taken. More such words than any log has are somebody's attempt to cost time.
    private var closeLooks = 0
    private static let maximumCloseLooks = 20_000
    /// Heads of pages are turned into text, which costs ten times as much.
    private var pageHeads = 0
    private static let maximumPageHeads = 1_000

    /// The needles of marks, rules and known breaks in one search, and what each stands for.
    private static let patterns: [(needle: String, pattern: TriagePattern)] =
        LogMark.allCases.map { ($0.needle, .mark($0)) }
        + TriageRules.all.enumerated().flatMap { index, rule in rule.needles.map { ($0, .rule(index)) } }
        + KnownBreaks.all.enumerated().flatMap { index, entry in entry.symptoms.map { ($0, .knownBreak(index)) } }
    private static let search = NeedleSearch(patterns.map(\.needle))
    private static let meanings = patterns.map(\.pattern)
    /// The needles of one pattern have one number.
    private static let numbers = meanings.map { numberOf[$0] ?? 0 }
    private static let numberOf = Dictionary(
        uniqueKeysWithValues: Set(meanings).enumerated().map { ($0.element, $0.offset) }
    )

    /// Where the last hit of a pattern stands among those of the section that has the number.
    private struct Place {
        var section = -1
        var last = 0
        var isOnly = true
    }
    private var places = [Place](repeating: Place(), count: numberOf.count)
    private var sectionNumber = 0

    private init(log: Int) { current = TriageSection(log: log, begin: 0) }

    static func of(_ text: TriageText, log: Int) -> [TriageSection] {
        var result = TriageSections(log: log)
        let (meanings, numbers) = (meanings, numbers)
        search.forEachMatch(in: text.bytes) { needle, offset in
            if case .mark(let mark) = meanings[needle] {
                result.read(mark, at: offset, in: text)
            } else {
                result.add(meanings[needle], numbers[needle], at: offset)
            }
        }
        result.close(at: text.bytes.count)
        return result.sections
    }

    private mutating func add(_ pattern: TriagePattern, _ number: Int, at offset: Int) {
        let place = places[number]
        if place.section == sectionNumber, !place.isOnly {
            current.hits[place.last].offset = offset
            return
        }
        places[number] = Place(section: sectionNumber, last: current.hits.count, isOnly: place.section != sectionNumber)
        current.hits.append(TriageSection.Hit(pattern: pattern, offset: offset))
    }

    private mutating func read(_ mark: LogMark, at offset: Int, in text: TriageText) {
        switch mark.meaning {
        case .section: readSection(mark, at: offset, in: text)
        case .step:
            if current.hasStartBanner == false, Self.isAtMargin(offset, in: text) || mark == .cacheMiss { current.stepOffset = offset }
        // In a build whose line ends were lost it stands behind another step.
        case .push:
            if Self.isAtMargin(offset, in: text) || current.hasBuildBanner || current.stepOffset != nil && current.upOffset == nil {
                current.pushOffset = offset
            }
        case .buildError: current.buildErrorOffset = offset
        // What an app prints of an installation has a time or a logger before it.
        case .installer: if Self.isAtMargin(offset, in: text) { current.installerOffset = offset }
        case .installed: if Self.isAtMargin(offset, in: text) { current.installedOffset = offset }
        case .installerFailed: current.installerFailedOffset = offset
        case .traceback:
            current.firstTracebackOffset = current.firstTracebackOffset ?? offset
            current.tracebackOffset = offset
        case .up:
            guard mark != .request || Self.isAccess(at: offset, in: text) else { return }
            if mark == .listenUp || mark == .portUp, Self.isNegated(at: offset, in: text) { return }
            current.firstUpOffset = current.firstUpOffset ?? offset
            current.upOffset = offset
        case .ended:
            closeLooks += 1
            if closeLooks < Self.maximumCloseLooks, MessageContext.isStatement(at: offset, in: text) { current.endedOffset = offset }
        case .scriptFailed: current.scriptFailedOffset = offset
        case .client: current.clientOffset = offset
        }
    }

    /// `===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====`, `Exit code: 1. Reason: …`, `Job failed with exit code: 1. …`
    private mutating func readSection(_ mark: LogMark, at offset: Int, in text: TriageText) {
        switch mark {
        case .buildBanner, .startBanner:
            guard Self.isAtMargin(offset, in: text) else { return }
            if !current.isPageAlone || current.tracebackOffset != nil && current.exitOffset == nil { split(at: offset, in: text) }
            if mark == .buildBanner { current.hasBuildBanner = true } else { current.hasStartBanner = true }
            current.time = Self.time(after: offset + mark.needle.utf8.count, in: text)
        case .exitCode:
            pageHeads += 1
            guard pageHeads < Self.maximumPageHeads else { return }
            let line = text.rest(from: offset, limit: 40)
            let head = text.string(text.head(of: offset, limit: 80).range)
            guard line.contains(". Reason:") || head.contains("Space failed") else { return }
            // Elsewhere in a line somebody may be quoting a page.
            guard Self.isPageHead(head) else { return }
            if !current.isPageAlone { split(at: offset, in: text) }
            current.exitOffset = offset
        case .pageTitle:
            // An error page without a reason: `runtime error`, `Memory limit exceeded (16Gi)`, `Container logs:`.
            guard !current.hasBuildBanner, !current.hasStartBanner, current.stepOffset == nil, current.exitOffset == nil,
                Self.isAtMargin(offset, in: text)
            else { return }
            current.exitOffset = current.range.lowerBound
        default:
            guard Self.isAtMargin(offset, in: text) else { return }
            if current.hasBuildBanner || current.hasStartBanner { split(at: offset, in: text) }
            current.jobFailedOffset = offset
        }
    }

    /// `Runtime error. Space failed. `, in front of `Exit code: 1. Reason: …`; more of the page may stand before it.
    private static func isPageHead(_ head: String) -> Bool {
        let words = head.lowercased().split { !$0.isLetter && !$0.isNumber }
        let own: Set<Substring> = ["runtime", "error", "space", "failed", "to", "start"]
        return words.allSatisfy(own.contains)
            || [["runtime", "error"], ["space", "failed"], ["to", "start"]].contains { words.suffix(2).elementsEqual($0) }
    }

    private mutating func split(at offset: Int, in text: TriageText) {
        let begin = text.head(of: offset).range.lowerBound
        close(at: begin)
        sectionNumber += 1
        current = TriageSection(log: current.log, begin: begin)
    }

    private mutating func close(at end: Int) {
        current.range = current.range.lowerBound..<max(current.range.lowerBound, end)
        if !current.range.isEmpty { sections.append(current) }
    }

    /// `"GET /config HTTP/1.1" 200 OK`, also with its quotes escaped; `failed: HTTP/1.1 403 Forbidden` is no line of a server's, and
    /// `https://pypi.org:443 "GET /pypi/x/json HTTP/1.1" 200 1` is one of urllib3's, which asks.
    private static func isAccess(at offset: Int, in text: TriageText) -> Bool {
        let end = offset + LogMark.request.needle.utf8.count + 1
        guard end < text.bytes.count, text.bytes[end] == UInt8(ascii: "\"") || text.bytes[end] == UInt8(ascii: "\\") else { return false }
        let least = max(0, offset - requestLimit)
        guard let quote = text.bytes[least..<offset].lastIndex(of: UInt8(ascii: "\"")), quote > 3 else { return true }
        // The port of the address that was asked, a blank, the quote.
        var index = quote - 2
        while index > least, text.bytes[index].isDigit { index -= 1 }
        guard index < quote - 2, text.bytes[quote - 1] == UInt8(ascii: " "), text.bytes[index] == UInt8(ascii: ":") else { return true }
        return !text.string(max(least, index - requestLimit)..<index, limit: requestLimit).contains("://")
    }

    /// `nothing is listening on port 7860`, `app is not running on port 8000`
    private static func isNegated(at offset: Int, in text: TriageText) -> Bool {
        let head = text.string(text.head(of: offset, limit: 30).range).lowercased()
        return ["nothing", " not ", "n't ", "no process", "no server", "nobody"].contains { head.contains($0) }
    }

    /// A longer request is hostile, and is not looked into.
    private static let requestLimit = 300

    /// Whether only spaces, `#` and quoting stand before `offset` on its line.
    private static func isAtMargin(_ offset: Int, in text: TriageText) -> Bool {
        var index = offset
        while index > 0, text.bytes[index - 1] != UInt8(ascii: "\n") {
            index -= 1
            switch text.bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "`"): continue
            default: return false
            }
        }
        return true
    }

    /// ` at 2026-05-13 16:54:42 =====`; `nil`: the banner of a container that has not begun has none.
    private static func time(after offset: Int, in text: TriageText) -> String? {
        let rest = text.rest(from: offset, limit: 40)
        guard let begin = rest.firstIndex(where: \.isNumber) else { return nil }
        let time = rest[begin...].prefix(19)
        return time.count == 19 && time.utf8.allSatisfy({ $0 < 0x3B }) ? String(time) : nil
    }
}
