import DriftCore

/// One `===== Application Startup at … =====`, with what the app's own installers and beacons printed.
///
/// Most starts are replaced by the next one before anybody asks what they printed: their first lines are kept unread until somebody does.
struct ScannedStart {
    /// More than any app's tracebacks name.
    private static let maximumFolders = 16
    /// What an app prints before it serves, mostly; what comes behind is read line by line, so that chatter takes no memory.
    private static let maximumUnread = 32_768
    /// Of them what a logger puts before its lines is learned.
    private static let maximumJudged = 1_000
    /// Behind that a runner has started what it runs.
    private static let maximumRunnerBytes = 4_096
    private static let maximumDoubted = 5_000

    var line: Int
    var startedAt: String?
    private var transcript = StepTranscript()
    private var sitePackages: Set<String> = []
    private var libraries: Set<String> = []
    private var unread: [UnreadRun] = []
    private var unreadBytes: [UInt8] = []
    private var mayWait = true
    /// A runner of processes put a time and a name before each line: `08:00:04 web.1    | Collecting six` (honcho, foreman).
    private var isOfRunner = false
    /// The app's logger put it before each line of an installer: `INFO:setup:Collecting six`.
    private var logger: PrefixShape?
    /// Packages that an installer spoke of in lines which nobody understands.
    private var doubted: Set<PackageName> = []
    /// The log ends before the last line that matters does.
    var isTruncated = false

    /// Lines that stood behind each other.
    private struct UnreadRun {
        /// Where they end among the bytes.
        var end: Int
        /// Of the first of them.
        var number: Int
    }

    init(line: Int, startedAt: String? = nil) {
        self.line = line
        self.startedAt = startedAt
    }

    /// What the lines of a start say.
    struct Content {
        var transcript: StepTranscript
        /// `/usr/local/lib/python3.13/site-packages` folders that its lines name.
        var sitePackages: Set<String>
        /// `/usr/local/lib/python3.13` folders that its tracebacks name.
        var libraries: Set<String>
        /// What it may have changed, and no line tells to what.
        var doubted: Set<PackageName>
    }

    func content() -> Content {
        var start = self
        start.readUnread()
        start.transcript.isTruncated = start.transcript.isTruncated || start.isTruncated
        return Content(
            transcript: start.transcript,
            sitePackages: start.sitePackages,
            libraries: start.libraries,
            doubted: start.doubted
        )
    }

    mutating func append(_ line: ByteView, number: Int, joints: [LineJoint]) {
        guard mayWait, joints.isEmpty else {
            stopWaiting()
            return read(line, number: number, joints: joints)
        }
        unreadBytes.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
        unreadBytes.append(.lineFeed)
        noteUnread(number: number)
    }

    /// Takes the run of output at `position`. Returns how many lines that were.
    mutating func append(
        _ run: inout OutputRun,
        of view: ByteView,
        from position: inout Int,
        by splitter: inout LineSplitter,
        number: Int
    ) -> Int {
        guard mayWait else {
            if isOfRunner || logger != nil { return 0 }
            return run.pass(view, from: &position, by: &splitter, number: number, isOfStart: true, to: &transcript)
        }
        let begin = position
        let lines = run.pass(view, from: &position, by: &splitter, upTo: begin + Self.maximumUnread)
        guard lines > 0 else { return 0 }
        if unreadBytes.isEmpty { unreadBytes.reserveCapacity(max(2_048, position - begin)) }
        unreadBytes.append(contentsOf: UnsafeBufferPointer(start: view.start + begin, count: position - begin))
        noteUnread(number: number)
        return lines
    }

    private mutating func noteUnread(number: Int) {
        unread.append(UnreadRun(end: unreadBytes.count, number: number))
        if unreadBytes.count > Self.maximumUnread { stopWaiting() }
    }

    private mutating func stopWaiting() {
        mayWait = false
        readUnread()
    }

    private mutating func readUnread() {
        let (runs, bytes) = (unread, unreadBytes)
        (unread, unreadBytes) = ([], [])
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            judge(ByteView(start: base, count: buffer.count))
            var begin = 0
            for run in runs {
                var number = run.number
                while begin < run.end {
                    let rest = ByteView(start: base + begin, count: run.end - begin)
                    let line = rest[0..<(rest.firstIndex(of: .lineFeed) ?? rest.count)]
                    read(line, number: number, joints: [])
                    begin += line.count + 1
                    number += 1
                }
            }
        }
    }

    /// What stands before an installer's lines shows by its last words, which stand in the middle of one then.
    private mutating func judge(_ lines: ByteView) {
        isOfRunner = isOfRunner || Self.isOfRunner(lines)
        guard !isOfRunner, logger == nil, Self.holdsInside("Successfully installed ", lines) else { return }
        var all: [ByteView] = []
        CarrierTraits.forEachLine(of: lines) { if all.count < Self.maximumJudged { all.append($0) } }
        logger = PrefixShape(ofStart: all)
        guard logger == nil else { return }
        // An installer was heard, and what it did is not to be understood.
        isTruncated = true
        for line in all where doubted.count < Self.maximumDoubted { doubt(line) }
    }

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

    private mutating func read(_ whole: ByteView, number: Int, joints: [LineJoint]) {
        let line = printed(whole)
        let lost = line.start - whole.start
        let places = lost == 0 ? joints : joints.map { LineJoint(offset: $0.offset - lost, number: $0.number) }
        transcript.append(line, number: number, joints: places)
        guard line.count > 30, libraries.count < Self.maximumFolders, sitePackages.count < Self.maximumFolders else { return }
        // `  File "/usr/local/lib/python3.13/site-packages/pydub/utils.py", line 14, in <module>`
        if line.contains("-packages/", rarest: 4), let path = SitePackagesPath.folder(in: line) { sitePackages.insert(path) }
        if SitePackagesPath.isFrame(line), let path = SitePackagesPath.library(in: line) { libraries.insert(path) }
    }
}
