import DriftCore

/// The words of a list that a carrier wrapped: where a line ends, one may end, too, or go on.
extension WrappedList {
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

    /// A wrap cuts at a fixed width, or at spaces, which leaves lines of any length. Where both can be meant and the versions differ, none is known.
    func finishInstalled() -> Finished {
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
    var isUniform: Bool {
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
    func joins(_ tail: [UInt8], _ head: [UInt8]) -> Bool {
        let (whole, first, second) = (item(tail + head), item(tail), item(head))
        guard let whole, isVersion(whole.version) else { return false }
        if known.isEmpty { return first?.version == nil || second?.version == nil }
        let secondIsKnown = second.map { $0.version != nil && known.contains($0.name) } ?? false
        return known.contains(whole.name) && !secondIsKnown
    }

    private func isVersion(_ text: String?) -> Bool { text.map { Version($0) != nil } ?? false }

    func item(_ word: [UInt8]) -> InstalledItem? {
        word.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { PipLine.installedItem(ByteView(start: $0, count: buffer.count), known: known) }
        }
    }
}
