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

    private static let maximumBytes = 1 << 20

    private var kind = Kind.installed
    private var line = 0
    private var pieces: [[UInt8]] = []
    private var known: Set<PackageName> = []
    private var byteCount = 0

    var isOpen: Bool { !pieces.isEmpty }

    mutating func open(_ kind: Kind, _ rest: ByteView, number: Int, known: Set<PackageName>) {
        self.kind = kind
        self.known = known
        line = number
        pieces = [Array(UnsafeBufferPointer(start: rest.start, count: rest.count))]
        byteCount = rest.count
    }

    /// Whether `next` can only be the rest of the list: at the margin, made of names (and versions) alone.
    func accepts(_ next: ByteView) -> Bool {
        // A wrap may leave its space before the next word; more than one space is somebody's indentation.
        guard byteCount + next.count < Self.maximumBytes, next.count > 0, next.indentation <= 1, let last = pieces.last else {
            return false
        }
        switch kind {
        case .installing:
            guard let end = last.last else { return false }
            // A wrap at a space leaves the comma; one inside a name leaves a word, and the rest goes on with names and commas.
            let endsOpen = end == UInt8(ascii: ",") || end == .space && last.dropLast().last == UInt8(ascii: ",")
            // pip prints no bare word of its own: a line that is one is the end of a name.
            let isBareWord = !next.contains(.space)
            return onlyNames(next) && (endsOpen || isBareWord || next.contains(UInt8(ascii: ",")))
        case .installed:
            return onlyItems(next)
        }
    }

    mutating func append(_ next: ByteView) {
        pieces.append(Array(UnsafeBufferPointer(start: next.start, count: next.count)))
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
        return words.count == 1 && view.count < 80 && (endsInsideWord || joinsLastWord(view))
    }

    /// Whether `view` completes the last word so far to the version of a package that pip announced.
    private func joinsLastWord(_ view: ByteView) -> Bool {
        guard let last = pieces.last?.split(separator: .space).last, pieces.last?.last != .space, !known.isEmpty else { return false }
        return joins(Array(last), Array(UnsafeBufferPointer(start: view.start, count: view.count)))
    }

    /// The last word so far is not a whole `name-version`.
    private var endsInsideWord: Bool {
        guard let last = pieces.last else { return false }
        return last.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            var tail: InstalledItem?
            ByteView(start: base, count: buffer.count).forEachWord { tail = PipLine.installedItem($0, known: known) }
            guard let tail else { return false }
            return tail.version == nil || !known.isEmpty && !known.contains(tail.name)
        }
    }

    private func finishInstalling() -> Finished {
        var finished = Finished(kind: .installing, line: line)
        var text: [UInt8] = []
        for piece in pieces {
            // Names are parted by ", ": a piece that ends without one was cut inside a name.
            text.append(contentsOf: piece)
            if piece.last == UInt8(ascii: ",") { text.append(.space) }
        }
        finished.names = text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { PipLine.names(ByteView(start: $0, count: buffer.count)) } ?? []
        }
        return finished
    }

    private func finishInstalled() -> Finished {
        var finished = Finished(kind: .installed, line: line)
        for word in words() {
            let item = word.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.flatMap { PipLine.installedItem(ByteView(start: $0, count: buffer.count), known: known) }
            }
            guard let item else {
                finished.isWhole = false
                continue
            }
            finished.items.append(item)
        }
        if finished.items.contains(where: { $0.version == nil }) { finished.isWhole = false }
        if !known.isEmpty, Set(finished.items.map(\.name)) != known { finished.isWhole = false }
        return finished
    }

    /// The words of all pieces; the last word of a piece and the first of the next are one where only their union is a known name.
    private func words() -> [[UInt8]] {
        var result: [[UInt8]] = []
        for (index, piece) in pieces.enumerated() {
            var parts = piece.split(separator: .space).map(Array.init)
            if index > 0, let head = parts.first, let tail = result.last, piece.first != .space, pieces[index - 1].last != .space,
                joins(tail, head)
            {
                result[result.count - 1] = tail + head
                parts.removeFirst()
            }
            result.append(contentsOf: parts)
        }
        return result
    }

    private func joins(_ tail: [UInt8], _ head: [UInt8]) -> Bool {
        let (whole, first, second) = (item(tail + head), item(tail), item(head))
        guard let whole, whole.version != nil else { return false }
        if known.isEmpty { return first?.version == nil || second?.version == nil }
        let secondIsKnown = second.map { $0.version != nil && known.contains($0.name) } ?? false
        return known.contains(whole.name) && !secondIsKnown
    }

    private func item(_ word: [UInt8]) -> InstalledItem? {
        word.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { PipLine.installedItem(ByteView(start: $0, count: buffer.count), known: known) }
        }
    }
}
