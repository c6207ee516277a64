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
    struct Piece {
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

    private static let maximumBytes = 1 << 20

    var kind = Kind.installed
    var line = 0
    var pieces: [Piece] = []
    var known: Set<PackageName> = []
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
}
