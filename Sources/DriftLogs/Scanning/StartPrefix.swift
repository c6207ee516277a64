import DriftCore

/// What a runner of processes, or the app's own logger, put before the lines of a start.
struct StartPrefix {
    /// Of so many lines what a logger puts before them is learned.
    private static let maximumJudged = 1_000
    /// Behind that a runner has started what it runs.
    private static let maximumRunnerBytes = 4_096
    private static let maximumDoubted = 5_000

    /// A time and a name: `08:00:04 web.1    | Collecting six` (honcho, foreman).
    private var isOfRunner = false
    /// Before each line of an installer: `INFO:setup:Collecting six`.
    private var logger: PrefixShape?
    /// An installer was heard in lines which nobody understands.
    private(set) var isUnclear = false
    /// Packages that it spoke of.
    private(set) var doubted: Set<PackageName> = []
    /// Its lines were broken where nobody can tell.
    private(set) var isGarbled = false

    var isLearned: Bool { isOfRunner || logger != nil }

    /// What stands before an installer's lines shows by its last words, which stand in the middle of one then.
    mutating func judge(_ lines: ByteView) {
        learn(lines)
        let announced = Self.announcements.reduce(0) { $0 + Self.count($1.squeezed, in: lines) }
        guard announced > 0 else { return }
        var understood = 0
        CarrierTraits.forEachLine(of: lines) { line in
            let text = printed(line)
            // What pip sets in is set in by two at least: one space is a wrap's.
            if text.indentation != 1, Self.announcements.contains(where: { text.trimmed.hasPrefix($0.words) }) { understood += 1 }
        }
        guard announced > understood || isUnclear else { return }
        // A wrap went through them, or something stands before them that has no shape.
        logger = nil
        isUnclear = true
        isGarbled = true
        doubtAll(lines)
    }

    /// What pip says before it changes anything, and nobody else.
    private static let announcements: [(words: StaticString, squeezed: StaticString)] = [
        ("Installing collected packages: ", "Installingcollectedpackages:"),
        ("Found existing installation: ", "Foundexistinginstallation:"),
    ]

    /// How often `words` stand there, whatever blanks and line ends part them. Their first letter comes once in them.
    private static func count(_ words: StaticString, in lines: ByteView) -> Int {
        let length = words.utf8CodeUnitCount
        var (count, position) = (0, 0)
        while let begin = lines.firstIndex(of: words.utf8Start[0], from: position) {
            position = begin + 1
            var matched = 1
            while matched < length, position < lines.count {
                let byte = lines[position]
                guard byte == words.utf8Start[matched] || isBlank(byte) else { break }
                if !isBlank(byte) { matched += 1 }
                position += 1
            }
            if matched == length { count += 1 }
        }
        return count
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == .space || byte == .tab || byte == .lineFeed || byte == .carriageReturn }

    /// All that may be names: of a line, and of what a wrap made two lines of.
    private mutating func doubtAll(_ lines: ByteView) {
        for isJoined in [false, true] {
            var name: [UInt8] = []
            for index in 0...lines.count where index == lines.count || !isJoined || lines[index] != .lineFeed {
                if index < lines.count, lines[index].isNameByte {
                    if name.count < Self.longestName { name.append(lines[index]) }
                } else if !name.isEmpty {
                    doubtNames(in: name)
                    name.removeAll(keepingCapacity: true)
                }
            }
        }
    }

    /// `six-1.16.0` and `six` of it.
    private mutating func doubtNames(in word: [UInt8]) {
        guard doubted.count < Self.maximumDoubted else { return }
        word.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            let view = ByteView(start: base, count: bytes.count)
            if let name = view.packageName { doubted.insert(name) }
            if let item = PipLine.installedItem(view, known: []), item.version != nil { doubted.insert(item.name) }
        }
    }

    private static let longestName = 200

    private mutating func learn(_ lines: ByteView) {
        isOfRunner = isOfRunner || Self.isOfRunner(lines)
        guard !isOfRunner, logger == nil, Self.holdsInside("Successfully installed ", lines) else { return }
        var all: [ByteView] = []
        CarrierTraits.forEachLine(of: lines) { if all.count < Self.maximumJudged { all.append($0) } }
        logger = PrefixShape(ofStart: all)
        if logger != nil, all.allSatisfy(isUnderstood) { return }
        // An installer was heard, and what it did is not to be understood.
        logger = nil
        isUnclear = true
        for line in all where doubted.count < Self.maximumDoubted { doubt(line) }
    }

    /// What a run came to has its own line behind what the logger put there, with nothing else in it: a logger that sets places beside
    /// the lines breaks them where they get too long.
    private func isUnderstood(_ line: ByteView) -> Bool {
        for words in Self.results {
            let text = printed(line)
            guard let place = text.firstIndex(of: words) else { continue }
            var (count, isItem, isWhole) = (0, false, text[0..<place].trimmed.isEmpty)
            text.dropFirst(place + words.utf8CodeUnitCount).forEachWord { word in
                let isPackage = PipLine.installedItem(word, known: []) != nil
                // Prose of the app's own begins with another word.
                if count == 0 { isItem = PipLine.installedItem(word, known: [])?.version != nil }
                if !isPackage { isWhole = false }
                count += 1
            }
            if isItem, !isWhole { return false }
        }
        return true
    }

    private static let results: [StaticString] = ["Successfully installed ", "Successfully uninstalled "]

    /// `           INFO     Successfully installed attrs-23.1.0 six-1.16.0      app.py:7`
    private mutating func doubt(_ line: ByteView) {
        for words in ["Successfully installed ", "Successfully uninstalled ", "Found existing installation: "] as [StaticString] {
            guard let place = line.firstIndex(of: words) else { continue }
            line.dropFirst(place + words.utf8CodeUnitCount).forEachWord { word in
                if let name = PipLine.installedItem(word, known: [])?.name ?? word.packageName { doubted.insert(name) }
            }
        }
    }

    /// Whether `words`, with a package behind them, stand in a line that begins with others.
    private static func holdsInside(_ words: StaticString, _ lines: ByteView) -> Bool {
        var position = 0
        for _ in 0..<8 {
            guard let place = lines.dropFirst(position).firstIndex(of: words).map({ $0 + position }) else { return false }
            position = place + words.utf8CodeUnitCount
            let item = lines.dropFirst(position)[0..<200].firstWord
            let isPackage = (1..<max(item.count, 1)).contains { item[$0].isDigit && item[$0 - 1] == UInt8(ascii: "-") }
            if place > 0, lines[place - 1] != .lineFeed, lines[place - 1] != .space || !isAtMargin(place, lines), isPackage { return true }
        }
        return false
    }

    /// Nothing but spaces stand before it in its line.
    private static func isAtMargin(_ place: Int, _ lines: ByteView) -> Bool {
        var index = place
        while index > 0, lines[index - 1] == .space { index -= 1 }
        return index == 0 || lines[index - 1] == .lineFeed
    }

    /// Such a runner tells first what it starts: `system   | web.1 started (pid=14409)`, `web.1    | started with pid 14409`.
    private static func isOfRunner(_ lines: ByteView) -> Bool {
        let head = lines[0..<maximumRunnerBytes]
        return head.contains(".1 started (pid=") || head.contains("| started with pid ")
    }

    /// The line without what a logger or a runner put before it.
    /// - Parameter joints: where a wrap had cut the line.
    func printed(_ line: ByteView, _ joints: [LineJoint]) -> (line: ByteView, joints: [LineJoint]) {
        guard isLearned else { return (line, joints) }
        let text = printed(line)
        let lost = text.start - line.start
        return (text, lost == 0 ? joints : joints.map { LineJoint(offset: $0.offset - lost, number: $0.number) })
    }

    private func printed(_ line: ByteView) -> ByteView {
        if let logger {
            let text = line.dropFirst(logger.length(in: line))
            guard logger.opensString, text.count < line.count else { return text }
            let end = (0..<text.count).last { text[$0] == UInt8(ascii: "\"") }
            return text[0..<(end ?? text.count)]
        }
        guard isOfRunner else { return line }
        let named = line.dropFirst(LinePrefix.time.length(in: line))
        let length = LinePrefix.service.length(in: named)
        return length > 0 ? named.dropFirst(length) : line
    }
}
