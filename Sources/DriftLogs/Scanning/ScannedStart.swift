import DriftCore

/// One `===== Application Startup at … =====`, with what the app's own installers and beacons printed.
///
/// Most starts are replaced by the next one before anybody asks what they printed: their first lines are kept unread until somebody does.
struct ScannedStart {
    /// More than any app's tracebacks name.
    private static let maximumFolders = 16
    /// What an app prints before it serves, mostly; what comes behind is read line by line, so that chatter takes no memory.
    static let maximumUnread = 32_768

    var line: Int
    var startedAt: String?
    /// Of a page that shows the end of what an app printed: it may be any start of the image.
    var isPage = false
    private var transcript = StepTranscript()
    private var sitePackages: Set<String> = []
    private var libraries: Set<String> = []
    private var unread: [UnreadRun] = []
    private var unreadBytes: [UInt8] = []
    private var mayWait = true
    private var prefix = StartPrefix()
    /// The log ends before the last line that matters does.
    var isTruncated = false

    /// Lines that stood behind each other.
    private struct UnreadRun {
        /// Where they end among the bytes.
        var end: Int
        /// Of the first of them.
        var number: Int
        /// Of a single line.
        var joints: [LineJoint] = []
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
        /// An installer was heard whose lines were broken where nobody can tell.
        var isGarbled: Bool
    }

    func content() -> Content {
        var start = self
        start.readUnread()
        start.transcript.isTruncated = start.transcript.isTruncated || start.isTruncated || start.prefix.isUnclear
        return Content(
            transcript: start.transcript,
            sitePackages: start.sitePackages,
            libraries: start.libraries,
            doubted: start.prefix.doubted,
            isGarbled: start.prefix.isGarbled
        )
    }

    mutating func append(_ line: ByteView, number: Int, joints: [LineJoint]) {
        guard mayWait else { return read(line, number: number, joints: joints) }
        unreadBytes.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
        unreadBytes.append(.lineFeed)
        noteUnread(number: number, joints: joints)
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
            if prefix.isLearned { return 0 }
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

    private mutating func noteUnread(number: Int, joints: [LineJoint] = []) {
        unread.append(UnreadRun(end: unreadBytes.count, number: number, joints: joints))
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
            prefix.judge(ByteView(start: base, count: buffer.count))
            var begin = 0
            for run in runs {
                var number = run.number
                while begin < run.end {
                    let rest = ByteView(start: base + begin, count: run.end - begin)
                    let line = rest[0..<(rest.firstIndex(of: .lineFeed) ?? rest.count)]
                    read(line, number: number, joints: run.joints)
                    begin += line.count + 1
                    number += 1
                }
            }
        }
    }

    private mutating func read(_ whole: ByteView, number: Int, joints: [LineJoint]) {
        let (line, places) = prefix.printed(whole, joints)
        transcript.append(line, number: number, joints: places)
        guard line.count > 30, libraries.count < Self.maximumFolders, sitePackages.count < Self.maximumFolders else { return }
        // `  File "/usr/local/lib/python3.13/site-packages/pydub/utils.py", line 14, in <module>`
        if line.contains("-packages/", rarest: 4), let path = SitePackagesPath.folder(in: line) { sitePackages.insert(path) }
        if SitePackagesPath.isFrame(line), let path = SitePackagesPath.library(in: line) { libraries.insert(path) }
    }
}
