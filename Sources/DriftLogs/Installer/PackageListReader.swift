import DriftCore

/// Reads blocks that list an environment: the beacon's, `pip freeze`'s lines, `pip list`'s table.
struct PackageListReader {
    private static let maximumEntries = 20_000
    private static let maximumUnnamed = 200

    private var list: PackageList?
    private var line = 0
    private var announcedCount: Int?
    /// A comment names the editable project on the next line: `# Editable install with no version control (app==0.1.0)`.
    private var editableFromComment: (name: PackageName, version: String, line: Int)?

    var isOpen: Bool { list != nil }

    /// Between the beacon's markers: only the second one ends the list.
    var isInBeacon: Bool { list?.origin == .beacon && !isBeaconOver }

    /// A cheap look at a line outside a block.
    func mayBegin(_ body: ByteView) -> Bool {
        switch body[0] {
        case UInt8(ascii: "="): return body.hasPrefix(Beacon.beginBytes)
        case UInt8(ascii: "P") where body.hasPrefix("Package "): return true
        case UInt8(ascii: "#"): return body.hasPrefix("# Editable ")
        default:
            guard body[0].isLetter || body[0].isDigit else { return false }
            var end = 0
            while end < body.count, body[end].isNameByte { end += 1 }
            guard body.count > end + 2 else { return false }
            let isDirect = body[end] == .space && body[end + 1] == UInt8(ascii: "@")
            return isDirect || body[end] == UInt8(ascii: "=") && body[end + 1] == UInt8(ascii: "=")
        }
    }

    /// The entries that one line holds, with their numbers: a wrap leaves nothing between two that are as long as it is wide by chance.
    /// `nil`: it is one entry, or none.
    func rows(of text: ByteView, number: Int, joints: [LineJoint]) -> [(row: ByteView, number: Int)]? {
        let cuts = joints.filter { $0.offset > 0 && $0.offset < text.count }
        guard !cuts.isEmpty else { return nil }
        var rows: [(row: ByteView, number: Int)] = []
        var (begin, begun) = (0, number)
        for cut in cuts {
            rows.append((text[begin..<cut.offset], begun))
            (begin, begun) = (cut.offset, cut.number)
        }
        rows.append((text[begin..<text.count], begun))
        // No row of a table is longer than the rule below its head.
        if list?.origin == .table { return ruleLength > 0 && text.count > ruleLength ? rows : nil }
        return rows.allSatisfy { Self.freezeLine($0.row) != nil } ? rows : nil
    }

    /// Opens a block if `line` begins one.
    mutating func begin(_ text: ByteView, number: Int) -> Bool {
        line = number
        announcedCount = nil
        lineNumber = number
        (isBeaconOver, isSumWrong, checksum, python) = (false, false, BeaconChecksum(), nil)
        listed.removeAll(keepingCapacity: true)
        if text.hasPrefix(Beacon.beginBytes) {
            list = PackageList(origin: .beacon)
            return true
        }
        if text.hasPrefix("Package "), let version = text.firstIndex(of: "Version"), version > 7 {
            list = PackageList(origin: .table)
            tableHead = PackageTableHead(text)
            ruleLength = 0
            tableWidths = PackageTableWidths()
            return true
        }
        list = PackageList(origin: .unmarked)
        if readFreeze(text) { return true }
        list = nil
        return false
    }

    /// Of the line at hand.
    private var lineNumber = 0
    /// Where a wrap had cut the line at hand.
    var joints: [LineJoint] = []
    /// Of the open table.
    private var tableHead = PackageTableHead()
    private var tableWidths = PackageTableWidths()
    /// Of the open table's `------- -------`; 0: none came.
    private var ruleLength = 0
    /// Names of the open list: one that comes again begins another list.
    private var listed: Set<PackageName> = []
    /// The line at hand says what the one before it said.
    private var isRepeated = false

    /// `true`: the line belongs to the open block.
    mutating func read(_ text: ByteView, number: Int) -> Bool {
        // The list itself must not be held here: adding to it would copy it.
        guard let origin = list?.origin, list?.entries.count ?? 0 < Self.maximumEntries else { return false }
        lineNumber = number
        switch origin {
        case .beacon: return readBeacon(text)
        case .unmarked: return readFreeze(text)
        case .table: return readTable(text)
        }
    }

    /// Closes the block; `nil` if what was read is no list after all.
    mutating func finish(isWhole: Bool) -> (list: PackageList, line: Int)? {
        defer {
            list = nil
            editableFromComment = nil
        }
        guard var finished = list else { return nil }
        switch finished.origin {
        case .beacon: finished.isWhole = announcedCount == finished.entries.count + finished.unnamed.count && !isSumWrong
        case .unmarked: finished.isWhole = isWhole
        case .table:
            finished.isWhole = isWhole
            finished.lacksWidestRow = tableWidths.lackRow
        }
        return finished.entries.isEmpty && finished.unnamed.isEmpty ? nil : (finished, line)
    }

    /// Between the markers stand the list, comments, and whatever the app printed at the same time: that is not the list's, and
    /// does not end it. The count and the checksum tell whether the list is whole.
    private mutating func readBeacon(_ text: ByteView) -> Bool {
        if isBeaconOver { return false }
        isRepeated = false
        if let rest = text.afterPrefix(Beacon.endBytes) {
            announcedCount = Int(rest.trimmed.firstWord.string)
            isBeaconOver = true
            return true
        }
        if text.hasPrefix(Beacon.beginBytes) { return false }
        if let sum = text.afterPrefix("# crc32 ") {
            isSumWrong = UInt32(sum.trimmed.string, radix: 16) != checksum.value
        } else if let version = text.afterPrefix("# python ")?.trimmed, VersionText.isPlausible(version) {
            python = version.string
            checksum.add(text.trimmed)
        } else if readFreeze(text) {
            if !isRepeated { checksum.add(text.trimmed) }
        } else {
            return text.hasPrefix("#")
        }
        return true
    }

    /// The next line is not the list's.
    private var isBeaconOver = false
    private var isSumWrong = false
    private var checksum = BeaconChecksum()
    /// `# python 3.13.5`, of the open list.
    private(set) var python: String?

    private mutating func readFreeze(_ text: ByteView) -> Bool {
        // `# Editable Git install (app==0.1.0) with either a deleted local remote or invalid URI:` has its address in the next comment.
        if let comment = text.afterPrefix("# Editable "), let open = comment.firstIndex(of: "("),
            let close = comment.firstIndex(of: UInt8(ascii: ")"), from: open)
        {
            let inner = comment[open + 1..<close]
            if let release = Self.freezeLine(inner), let version = release.version {
                editableFromComment = (release.name, version, lineNumber(at: open + 1))
            }
            return true
        }
        // A wrap took the name into the next line: an editable project follows, whatever it is.
        if text.hasPrefix("# Editable "), isOpen, list?.unnamed.count ?? 0 < Self.maximumUnnamed { list?.unnamed.append("-e") }
        // `## The following requirements were added by pip freeze:`
        if text.hasPrefix("#"), isOpen, !(list?.entries.isEmpty ?? true) { return true }
        if let rest = text.afterPrefix("-e ") {
            defer { editableFromComment = nil }
            // The comment names the package; its place need not.
            if let release = editable(rest.trimmed) {
                return add(release, line: editableFromComment?.line ?? text.firstIndex(of: "#egg=").map { lineNumber(at: $0 + 5) })
            }
            guard isOpen else { return false }
            // uv: `-e file:///app`. Whatever else cannot be named is there all the same: the end of an address, or the comment, is lost.
            let path = rest.trimmed.afterPrefix("file://")
            let source = (path?.hasPrefix("/") ?? false ? PipLine.cleanSource(rest.trimmed) : nil) ?? "-e"
            if list?.unnamed.count ?? 0 < Self.maximumUnnamed { list?.unnamed.append(source) }
            return true
        }
        return Self.freezeLine(text).map { add($0) } ?? false
    }

    /// The physical line that a place of the line at hand stands on.
    private func lineNumber(at offset: Int) -> Int {
        joints.isEmpty ? lineNumber : joints.last { $0.offset <= offset }?.number ?? lineNumber
    }

    private mutating func add(_ release: Release, line: Int? = nil) -> Bool {
        isRepeated = false
        guard listed.insert(release.name).inserted else {
            // A line that stands there twice.
            isRepeated = list?.entries.last?.release == release
            return isRepeated
        }
        list?.entries.append(PackageList.Entry(release: release, line: line ?? lineNumber))
        return true
    }

    /// `git+https://github.com/o/r@3f2a…#egg=foo`, `/app` after its comment.
    private func editable(_ target: ByteView) -> Release? {
        if let comment = editableFromComment { return Release(name: comment.name, version: comment.version, isEditable: true) }
        guard PipLine.isURL(target), let egg = target.firstIndex(of: "#egg="),
            let name = VersionText.leadingName(of: target.dropFirst(egg + 5))
        else {
            return nil
        }
        return Release(name: name, version: nil, source: PipLine.cleanSource(target), isEditable: true)
    }

    /// `    certifi            2026.5.20`, `app 0.1.0 /app`
    private mutating func readTable(_ text: ByteView) -> Bool {
        let name = text.firstWord
        if name.count > 0, (0..<name.count).allSatisfy({ name[$0] == UInt8(ascii: "-") }) {
            ruleLength = text.count
            tableWidths = PackageTableWidths(rule: text)
            return true
        }
        let tail = text.dropFirst(name.count).trimmed
        let version = tail.firstWord
        guard let package = name.packageName, VersionText.isPlausible(version), VersionText.beginsLikeVersion(version),
            !Self.isDuration(version)
        else {
            return false
        }
        let rest = tail.dropFirst(version.count).trimmed
        guard tableHead.hasColumns || !rest.contains(.space) else { return false }
        tableWidths.note(name: name.count, version: version.count)
        return add(Release(name: package, version: version.string, isEditable: tableHead.isEditable(rest)))
    }

    /// `7.4s` of a step's end in another language, right behind the table: `FERTIG 7.4s`.
    private static func isDuration(_ version: ByteView) -> Bool {
        version.hasSuffix("s") && version.contains(UInt8(ascii: ".")) && version.dropLast(1).decimal != nil
    }

    /// `click==8.1.7`, `pytz===2004d`, `foo @ git+https://…@3f2a…`
    static func freezeLine(_ text: ByteView) -> Release? {
        var end = 0
        while end < text.count, text[end].isNameByte { end += 1 }
        guard end > 0, let name = text[0..<end].packageName else { return nil }
        let rest = text.dropFirst(end)
        if let url = rest.afterPrefix(" @ ")?.trimmed {
            guard PipLine.isURL(url), let source = PipLine.cleanSource(url) else { return nil }
            return Release(name: name, version: nil, source: source)
        }
        guard let version = (rest.afterPrefix("===") ?? rest.afterPrefix("=="))?.trimmed, VersionText.isPlausible(version) else {
            return nil
        }
        return Release(name: name, version: version.string)
    }
}
