import DriftCore

/// Reads the output of one step, line by line, into events. Lines that say nothing about the environment leave no trace.
///
/// Here is what is remembered from line to line, and the lists of several lines; what a single line says is in `StepOutput+Lines`.
struct StepOutput {
    /// No real step prints more that matters; beyond it a hostile log would only cost memory.
    static let maximumEvents = 100_000

    private(set) var events: [LocatedEvent] = []
    /// Hashes of the names that pip collected, found or installed.
    private(set) var mentioned: Set<UInt64> = []
    /// Hashes of the names in `Collecting NAME` lines.
    private(set) var collected: Set<UInt64> = []
    /// Of those, what a command or a file asked for, and no other package.
    private(set) var asked: Set<UInt64> = []
    /// `Collecting click (from flask)`: pip below 20.3 and from 23.1 names who asked.
    private(set) var namesParents = false
    /// Lines that the step printed, recognised or not; blank ones left out.
    let lineCount: Int
    private(set) var isTruncated: Bool

    private var satisfiedSeen: Set<UInt64> = []
    private var isCollecting = false
    var isolation = BuildIsolation()
    /// Index of pip's last word in `events`, as long as nothing has shown that it was none.
    var lastFailure: Int?
    /// The names of the last `Installing collected packages`, until their `Successfully installed`.
    var announced: Set<PackageName> = []
    /// The project whose `setup.py develop` ran last.
    var developing: PackageName?
    private var list = PackageListReader()
    var wrapped = WrappedList()
    /// The longest line of the step, in characters.
    private let widest: Int
    /// Where a wrap had cut the line at hand.
    var joints: [LineJoint] = []

    init(lineCount: Int = 0, isTruncated: Bool = false, widest: Int = 0) {
        self.lineCount = lineCount
        self.isTruncated = isTruncated
        self.widest = widest
    }

    mutating func read(_ line: ByteView, number: Int, joints places: [LineJoint] = []) {
        (joints, list.joints) = (places, places)
        let indentation = line.indentation
        let body = line.dropFirst(indentation)
        if wrapped.isOpen, body.count > 0, continueWrapped(line, number) { return }
        guard body.count > 1 else {
            if !list.isInBeacon { endLists(after: number) }
            return
        }
        if list.isOpen || list.mayBegin(body) {
            if !joints.isEmpty, let rows = list.rows(of: line, number: number, joints: joints) {
                return rows.forEach { read($0.row, number: $0.number) }
            }
            if list.read(line, number: number) { return }
            // What the app or its installers print between the beacon's lines is read as ever.
            if !list.isInBeacon || line.hasPrefix(Beacon.beginBytes) {
                endLists(after: number)
                if list.begin(line, number: number) { return }
            }
        }
        classify(body, indentation: indentation, number: number)
    }

    /// Nothing follows: closes what is still open.
    mutating func finish() {
        closeWrapped()
        finishList(isWhole: false)
        // The line that ends it is lost, and with it whose words came after.
        if isolation.isOpen { isTruncated = true }
    }

    private mutating func endLists(after number: Int) {
        closeWrapped()
        finishList(isWhole: true)
    }

    private mutating func finishList(isWhole: Bool) {
        guard list.isOpen, let whole = list.finish(isWhole: isWhole) else { return }
        if whole.list.isWhole, let python = list.python { append(.python(python), whole.line) }
        append(.list(whole.list), whole.line)
    }

    mutating func append(_ event: InstallerEvent, _ number: Int) {
        guard events.count < Self.maximumEvents else {
            isTruncated = true
            return
        }
        // The next run may find the same packages again.
        if event.isFarewell { satisfiedSeen.removeAll(keepingCapacity: true) }
        events.append(LocatedEvent(line: number, event: event))
    }

    // MARK: - Lists that a hard wrap cut into several lines

    private mutating func continueWrapped(_ line: ByteView, _ number: Int) -> Bool {
        if wrapped.accepts(line, widest: widest) {
            wrapped.append(line, number: number, joints: joints)
            return true
        }
        closeWrapped()
        return false
    }

    private mutating func closeWrapped() {
        guard let finished = wrapped.close() else { return }
        switch finished.kind {
        case .installing:
            for name in finished.names { mentioned.insert(NameHash.of(name.normalized)) }
            announced = Set(finished.names)
            isCollecting = false
            append(.installing(finished.names), finished.line)
        case .installed:
            for item in finished.items { mentioned.insert(NameHash.of(item.name.normalized)) }
            isCollecting = false
            announced.removeAll()
            developing = nil
            satisfiedSeen.removeAll(keepingCapacity: true)
            append(.installed(finished.items, isWhole: finished.isWhole), finished.line)
        }
    }

    // MARK: - What a line changes

    mutating func collect(_ rest: ByteView, isEditable: Bool, _ number: Int) {
        lastFailure = nil
        let (hash, length) = NameHash.leading(rest)
        // `Collecting git+https://…` names nothing.
        if length > 0, !PipLine.isURL(rest) {
            mentioned.insert(hash)
            collected.insert(hash)
            // The releases that name who asked name a file too.
            let (hasParent, isOfFile) = (rest.contains("(from "), rest.contains("(from -r "))
            if hasParent { namesParents = true }
            if !hasParent || isOfFile { asked.insert(hash) }
        }
        let mayHaveSource = isEditable || rest.contains(UInt8(ascii: ":"))
        guard mayHaveSource else {
            if !isCollecting { append(.collecting(name: VersionText.leadingName(of: rest), source: nil, isEditable: false), number) }
            isCollecting = true
            return
        }
        let (name, source) = PipLine.collecting(rest)
        if source != nil || !isCollecting { append(.collecting(name: name, source: source, isEditable: isEditable), number) }
        isCollecting = true
    }

    /// `./wheels/foo-1.0-py3-none-any.whl`, `/tmp/src`
    mutating func collectFile(_ path: ByteView, _ number: Int) {
        lastFailure = nil
        isCollecting = true
        let isAbsolute = path.hasPrefix("/") && !path.contains(.space)
        let source = isAbsolute ? PipLine.cleanSource(path).map { "file://" + $0 } : nil
        append(.collecting(name: nil, source: source ?? "file:", isEditable: false), number)
    }

    mutating func satisfied(_ rest: ByteView, _ number: Int) {
        let (hash, length) = NameHash.leading(rest)
        guard length > 0 else { return }
        mentioned.insert(hash)
        // The same package is found again for every parent that wants it: only the first of each version matters.
        let tail = PipLine.lastBracket(of: rest)
        guard satisfiedSeen.insert(NameHash.combine(hash, tail)).inserted else { return }
        if let event = PipLine.satisfied(rest) { append(event, number) }
    }

    mutating func endRunWithoutInstall(_ number: Int) {
        isCollecting = false
        append(.notInstalled, number)
    }

    /// A run that saves several files says so of each, and `Successfully downloaded` of all.
    mutating func endRunThatSaves(_ number: Int) {
        if case .notInstalled = events.last?.event { return }
        endRunWithoutInstall(number)
    }

    mutating func fail(inResolution: Bool, _ number: Int) {
        isCollecting = false
        lastFailure = events.count < Self.maximumEvents ? events.count : nil
        append(.failed(inResolution: inResolution), number)
    }

    /// `Running setup.py develop for foo` does not say how that ended.
    mutating func failDevelopment(_ number: Int) {
        if let developing { append(.installFailed(developing), number) }
        developing = nil
    }

    /// pip goes on with a run of which an error seemed to be the last word: where a log lost its indentation, that of a part of the work
    /// looks like the run's own.
    mutating func goOn() {
        if let index = lastFailure, index + 1000 > events.count { events.remove(at: index) }
        lastFailure = nil
    }
}
