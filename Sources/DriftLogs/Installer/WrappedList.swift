import DriftCore

/// `Installing collected packages: …` and `Successfully installed …`, put together again where the carrier wrapped them.
struct WrappedList {
    enum Kind { case installing, installed }

    struct Finished {
        var kind: Kind
        var line: Int
        var names: [PackageName] = []
        var items: [InstalledItem] = []
        /// Every word was understood.
        var isWhole = true
    }

    /// What one physical line has of the list.
    private struct Piece {
        var bytes: [UInt8]
        var line: Int
        /// Of the physical line, in characters.
        var width: Int
        /// Of the printed line up to its end here: a carrier may have put several physical ones together.
        var lineWidth: Int
        /// The carrier knows that the line before was cut right here.
        var isRest = false

        var endsWithSpace: Bool { bytes.last == .space }
        var beginsWithSpace: Bool { bytes.first == .space }
    }

    /// A word of the list and the physical line that it begins on.
    private struct Word {
        var bytes: [UInt8]
        var line: Int
        /// Put together from two lines of which nothing but their words tells that they are one.
        var isGuessed = false
        /// A wrap that parts no words may have gone through it, or through its neighbour.
        var isAtJoint = false
        /// Somebody left something out beside it, or from within it.
        var isAtElision = false
    }

    private static let maximumBytes = 1 << 20

    private var kind = Kind.installed
    private var line = 0
    private var pieces: [Piece] = []
    private var known: Set<PackageName> = []
    private var byteCount = 0

    var isOpen: Bool { !pieces.isEmpty }

    /// - Parameters:
    ///   - whole: the printed line, `rest`: what of it lists packages.
    ///   - joints: where a wrap had cut `whole`.
    mutating func open(
        _ kind: Kind,
        _ whole: ByteView,
        rest: ByteView,
        number: Int,
        known: Set<PackageName>,
        joints: [LineJoint] = []
    ) {
        self.kind = kind
        self.known = known
        line = number
        pieces = []
        byteCount = rest.count
        let head = whole.count - rest.count
        add(whole, from: head, number, joints)
        pieces[0].width += head
        for index in pieces.indices { pieces[index].lineWidth += head }
    }

    /// The physical lines that `line` was put together from.
    private mutating func add(_ line: ByteView, from head: Int, _ number: Int, _ joints: [LineJoint]) {
        var begin = head
        var begun = number
        for joint in joints where joint.offset >= begin && joint.offset < line.count {
            // `Successfully installed ` may stand alone.
            if joint.offset > begin { add(line[begin..<joint.offset], begun, isRest: begin > head) }
            (begin, begun) = (joint.offset, joint.number)
        }
        add(line[begin..<line.count], begun, isRest: begin > head)
    }

    private mutating func add(_ piece: ByteView, _ number: Int, isRest: Bool = false) {
        let bytes = Array(UnsafeBufferPointer(start: piece.start, count: piece.count))
        let width = WrapWidth.characters(in: piece)
        let before = isRest ? pieces.last?.lineWidth ?? 0 : 0
        pieces.append(Piece(bytes: bytes, line: number, width: width, lineWidth: before + width, isRest: isRest))
    }

    /// Whether `next` can only be the rest of the list: at the margin, and made of names (and versions) alone.
    /// - Parameter widest: the longest line around, in characters: what had room in the line before was not put into the next by a wrap.
    func accepts(_ next: ByteView, widest: Int) -> Bool {
        // A wrap may leave its space before the next word; more than one space is somebody's indentation.
        guard byteCount + next.count < Self.maximumBytes, next.count > 0, next.indentation <= 1, let last = pieces.last else {
            return false
        }
        let hadNoRoom = last.lineWidth + 1 + next.trimmed.firstWord.count > widest
        switch kind {
        case .installing:
            guard let end = last.bytes.last else { return false }
            // A wrap at a space leaves the comma; one inside a name leaves a word, and the rest goes on with names and commas.
            let endsOpen = end == UInt8(ascii: ",") || end == .space && last.bytes.dropLast().last == UInt8(ascii: ",")
            // pip prints no bare word of its own: a line that is one is the end of a name.
            let isBareWord = hadNoRoom && !next.contains(.space)
            return onlyNames(next) && (endsOpen || isBareWord || next.contains(UInt8(ascii: ",")))
        case .installed:
            return onlyItems(next) && (hadNoRoom || endsInsideWord || namesKnown(next) || Self.isRestOfVersion(next.firstWord))
        }
    }

    /// `.2.0`: no line that is one of its own begins so.
    private static func isRestOfVersion(_ word: ByteView) -> Bool { word.hasPrefix(".") && VersionText.mayBeRest(word) }

    /// Whether one of the packages that pip announced stands there.
    private func namesKnown(_ view: ByteView) -> Bool {
        var isKnown = false
        view.forEachWord { word in
            if !isKnown, let item = PipLine.installedItem(word, known: known), item.version != nil { isKnown = known.contains(item.name) }
        }
        return isKnown
    }

    mutating func append(_ next: ByteView, number: Int, joints: [LineJoint] = []) {
        add(next, from: 0, number, joints)
        byteCount += next.count
    }

    mutating func close() -> Finished? {
        guard isOpen else { return nil }
        defer { pieces.removeAll() }
        return kind == .installing ? finishInstalling() : finishInstalled()
    }

    private func onlyNames(_ view: ByteView) -> Bool {
        (0..<view.count).allSatisfy { view[$0].isNameByte || view[$0] == UInt8(ascii: ",") || view[$0] == .space }
    }

    /// At least one `name-version`, and nothing that is not one; a wrap inside a word leaves a bare beginning or end.
    private func onlyItems(_ view: ByteView) -> Bool {
        guard
            (0..<view.count).allSatisfy({
                view[$0].isNameByte || view[$0] == .space || view[$0] == UInt8(ascii: "+") || view[$0] == UInt8(ascii: "!")
            })
        else { return false }
        var words: [Bool] = []
        view.forEachWord { words.append(PipLine.installedItem($0, known: known)?.version != nil) }
        // The first word may be the end of one, the last the beginning.
        let items = words.filter { $0 }.count
        guard items == 0 else { return words.dropFirst().dropLast().allSatisfy { $0 } }
        return words.count == 1 && view.count < 80 && (endsInsideWord || joinsLastWord(view) || VersionText.mayBeRest(view.trimmed))
    }

    /// Whether `view` completes the last word so far to the version of a package that pip announced.
    private func joinsLastWord(_ view: ByteView) -> Bool {
        guard let last = pieces.last, let word = last.bytes.split(separator: .space).last, !last.endsWithSpace, !known.isEmpty else {
            return false
        }
        return joins(Array(word), Array(UnsafeBufferPointer(start: view.start, count: view.count)))
    }

    /// The last word so far is not a whole `name-version`.
    private var endsInsideWord: Bool {
        guard let word = pieces.last?.bytes.split(separator: .space).last, let tail = item(Array(word)) else { return false }
        return tail.version == nil || !known.isEmpty && !known.contains(tail.name)
    }

    private func finishInstalling() -> Finished {
        var finished = Finished(kind: .installing, line: line)
        var text: [UInt8] = []
        for piece in pieces {
            // Names are parted by ", ": a piece that ends without one was cut inside a name.
            text.append(contentsOf: piece.bytes)
            if piece.bytes.last == UInt8(ascii: ",") { text.append(.space) }
        }
        finished.names = text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { PipLine.names(ByteView(start: $0, count: buffer.count)) } ?? []
        }
        return finished
    }

    // MARK: - Joints

    /// A wrap cuts at a fixed width, or at spaces, which leaves lines of any length. Where both can be meant and the versions differ, none is known.
    private func finishInstalled() -> Finished {
        let soft = read(joining: { joins($0, $1) })
        guard pieces.contains(where: { !$0.isRest }), pieces.count > 1, isUniform else { return soft }
        let hard = read(joining: { _, _ in true })
        if hard.isWhole, !soft.isWhole || pieces.count > 2 { return hard }
        var common = soft.isWhole ? soft : hard
        let other = soft.isWhole ? hard : soft
        let versions = Dictionary(other.items.map { ($0.name, $0.version) }) { first, _ in first }
        // Names that pip announced tell a whole reading from one that only looks like it.
        guard known.isEmpty || !soft.isWhole || hard.isWhole else { return soft }
        for index in common.items.indices {
            let name = common.items[index].name
            guard !versions.keys.contains(name) || versions[name] != common.items[index].version else { continue }
            common.items[index].version = nil
            common.isWhole = false
        }
        return common
    }

    /// Every line but the last is as long as the first one.
    private var isUniform: Bool {
        guard let width = pieces.first?.width, let last = pieces.last else { return false }
        return pieces.dropLast().allSatisfy { $0.width == width } && last.width <= width
    }

    private func read(joining: ([UInt8], [UInt8]) -> Bool) -> Finished {
        var finished = Finished(kind: .installed, line: line)
        for word in words(joining) {
            guard !word.isAtElision, var item = item(word.bytes) else {
                finished.isWhole = false
                continue
            }
            // Neither pip nor anything that it announced has this name: the lines are not in order.
            if word.isAtJoint, !known.isEmpty, !known.contains(item.name) {
                finished.isWhole = false
                continue
            }
            if word.line != line { item.line = word.line }
            if word.isGuessed, !isVersion(item.version) { item.version = nil }
            finished.items.append(item)
        }
        if let last = pieces.last, pieces.count > 1, isDoubtful(last), let item = finished.items.last, item.version != nil {
            finished.items[finished.items.count - 1].version = nil
        }
        if finished.items.contains(where: { $0.version == nil }) { finished.isWhole = false }
        if !known.isEmpty, Set(finished.items.map(\.name)) != known { finished.isWhole = false }
        return finished
    }

    /// A line that is a number alone may be the end of a version, or somebody's number behind a list that ended: `2`.
    private func isDoubtful(_ last: Piece) -> Bool {
        let before = pieces[pieces.count - 2]
        guard !last.isRest, !last.bytes.contains(.space), !before.endsWithSpace, item(last.bytes)?.version == nil,
            !(pieces.count > 2 && isUniform), let whole = item(lastWord(before: pieces.count - 1))
        else { return false }
        // `15.` needs more, and `.0` belongs to what stands before it.
        return whole.version != nil && last.bytes.first.map { $0.isDigit || $0.isLetter } ?? false
    }

    /// The word that the pieces before `end` end with: the carrier may have put several pieces together to it.
    private func lastWord(before end: Int) -> [UInt8] {
        var word: [UInt8] = []
        for piece in pieces[..<end].reversed() {
            word = (piece.bytes.split(separator: .space).last.map(Array.init) ?? []) + word
            if !piece.isRest || piece.bytes.contains(.space) { break }
        }
        return word
    }

    /// The words of all pieces; the last word of a piece and the first of the next may be one.
    private func words(_ joining: ([UInt8], [UInt8]) -> Bool) -> [Word] {
        var result: [Word] = []
        for (index, piece) in pieces.enumerated() {
            var parts = piece.bytes.split(separator: .space).map(Array.init)
            let isParted = index == 0 || piece.beginsWithSpace || pieces[index - 1].endsWithSpace
            if !isParted, let head = parts.first, let tail = result.last {
                result[result.count - 1].isAtJoint = true
                if piece.isRest ? !areWhole(tail.bytes, head) : joining(tail.bytes, head) {
                    result[result.count - 1].bytes += head
                    if !piece.isRest { result[result.count - 1].isGuessed = true }
                    parts.removeFirst()
                } else {
                    result.append(Word(bytes: head, line: piece.line, isAtJoint: true))
                    parts.removeFirst()
                }
            }
            result.append(contentsOf: parts.map { Word(bytes: $0, line: piece.line) })
        }
        // `certifi-20 ... extensions-4.16.0`: neither is known to be whole.
        for index in result.indices where Self.isElision(result[index].bytes) {
            for near in max(0, index - 1)...min(index + 1, result.count - 1) { result[near].isAtElision = true }
        }
        return result
    }

    /// `...`, `…`, `[...]`
    private static func isElision(_ word: [UInt8]) -> Bool {
        word.count > 2
            && word.allSatisfy { byte in
                byte == UInt8(ascii: ".") || byte >= 0x80 || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
                    || byte == UInt8(ascii: "(")
                    || byte == UInt8(ascii: ")")
            }
    }

    /// `click-8.5.1` and `flask-3.1.3`: where a line has the full width by chance, a wrap at spaces may have taken away the one between
    /// them. One that cuts anywhere leaves it.
    private func areWhole(_ tail: [UInt8], _ head: [UInt8]) -> Bool {
        guard head.first?.isLetter ?? false, let first = item(tail), let second = item(head), isVersion(first.version),
            isVersion(second.version)
        else { return false }
        let union = item(tail + head)
        guard !known.isEmpty, isVersion(union?.version) else { return true }
        guard known.contains(first.name), known.contains(second.name) else { return false }
        return !(union.map { known.contains($0.name) } ?? false)
    }

    /// One word where only the union is a known name.
    private func joins(_ tail: [UInt8], _ head: [UInt8]) -> Bool {
        let (whole, first, second) = (item(tail + head), item(tail), item(head))
        guard let whole, isVersion(whole.version) else { return false }
        if known.isEmpty { return first?.version == nil || second?.version == nil }
        let secondIsKnown = second.map { $0.version != nil && known.contains($0.name) } ?? false
        return known.contains(whole.name) && !secondIsKnown
    }

    private func isVersion(_ text: String?) -> Bool { text.map { Version($0) != nil } ?? false }

    private func item(_ word: [UInt8]) -> InstalledItem? {
        word.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { PipLine.installedItem(ByteView(start: $0, count: buffer.count), known: known) }
        }
    }
}
