/// A log that stands in texts of another, events of a stream or literals that a program printed, may have gone through something before:
/// what an API gave it had times before its lines, a page had escaped it. Of the texts the carrier is judged as that of any log.
extension LineNormalizer {
    /// Literals that hold a stream's events whose texts had times before their lines, and no more.
    private static let mostLevels = 3

    /// Judges what the log went through, of which this is the head.
    mutating func judge(_ head: ByteView, level: Int = 1) {
        traits = CarrierTraits(head: head)
        // Pieces of a text that was cut are no text yet.
        guard traits.wrapWidth == nil, traits.softWrap == nil, level < Self.mostLevels, mayHoldTexts(head) else { return }
        var texts: [UInt8] = []
        CarrierTraits.forEachLine(of: head) { line in
            respelled(line) { if let text = heldText(of: $0) { texts.append(contentsOf: text) } }
        }
        guard !texts.isEmpty else { return }
        texts.withUnsafeBytes { bytes in
            var normalizer = LineNormalizer()
            if let view = ByteView(bytes) { normalizer.judge(view, level: level + 1) }
            if !normalizer.isPlain || ByteView(bytes).map(Self.beginsStream) ?? false { inside = [normalizer] }
        }
    }

    /// A quick look, as most logs hold none.
    private func mayHoldTexts(_ head: ByteView) -> Bool {
        traits.holdsLiterals || traits.holdsMembers || traits.holdsObjects || traits.framesEvents || head.contains("data: {", rarest: 6)
            || head.contains("data:{", rarest: 5) || head.contains("{\"data\":", rarest: 0)
    }

    private static func beginsStream(_ text: ByteView) -> Bool {
        // What a client prints when it is connected, and comments of the stream may come before its first event.
        var (lines, events) = (0, 0)
        CarrierTraits.forEachLine(of: text[0..<1024]) { line in
            lines += 1
            if lines < 8, ServerSentEvent.isEvent(line) { events += 1 }
        }
        return events > 0
    }

    /// Lines are as they were printed, or a stream's events with such lines.
    var isPlain: Bool { inside.isEmpty && traits == CarrierTraits() }

    /// Lines that were broken at spaces stay as they are.
    mutating func keepBrokenLines() {
        traits.softWrap = nil
        for index in inside.indices { inside[index].keepBrokenLines() }
    }

    /// Lines inside of the texts lost what stood behind this many characters.
    var insideCropWidth: Int? { inside.first?.traits.cropWidth }

    /// `false`: the line holds no text that went through anything.
    mutating func normalizeInside(_ physical: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) -> Bool {
        guard let text = heldText(of: physical) else { return false }
        if !traits.holdsObjects, !traits.holdsMembers, !traits.holdsLiterals { hasEvents = true }
        text.withUnsafeBytes { bytes in
            if let view = ByteView(bytes) { CarrierTraits.forEachLine(of: view) { inside[0].normalize($0, number, body) } }
        }
        if inside[0].hasEvents { hasEvents = true }
        return true
    }

    /// The line as it was before a page or an editor wrote its characters in another way.
    private func respelled(_ line: ByteView, _ body: (ByteView) -> Void) {
        guard !holdsText(line), traits.isHTMLEscaped || !traits.respelling.isEmpty else { return body(line) }
        let entities =
            traits.isHTMLEscaped
            ? HTMLEntities.decoded(line, twice: traits.isHTMLEscapedTwice)
            : Array(UnsafeBufferPointer(start: line.start, count: line.count))
        entities.withUnsafeBytes { bytes in
            guard let view = ByteView(bytes), !traits.respelling.isEmpty else { return ByteView(bytes).map(body) ?? () }
            traits.respelling.undone(view).withUnsafeBytes { if let view = ByteView($0) { body(view) } }
        }
    }

    /// The text that a line holds which is no line of the log itself, ended by a line feed; nothing for pure framing; `nil`: it is a line of the log.
    private func heldText(of physical: ByteView) -> [UInt8]? {
        var text: [UInt8] = []
        if traits.holdsLiterals {
            guard !LineHead.isKnown(physical), !ServerSentEvent.isEvent(physical) else { return nil }
            StringLiteral.appendTexts(of: traits.text(of: physical), to: &text)
            return unescaped(text)
        }
        let line = traits.framesEvents ? traits.text(of: physical) : physical
        if traits.holdsMembers {
            guard ServerSentEvent.isMember(line) else { return LineHead.isKnown(line) ? nil : text }
        } else {
            if ServerSentEvent.isFraming(line) { return text }
            guard isEvent(line) else { return nil }
        }
        let isWhole = ServerSentEvent.appendText(of: line, to: &text)
        // An object that holds no text is a blank line.
        if text.isEmpty ? isWhole && (traits.holdsObjects || traits.holdsMembers) : text.last != .lineFeed { text.append(.lineFeed) }
        return unescaped(text)
    }

    private func unescaped(_ text: [UInt8]) -> [UInt8]? {
        guard traits.isHTMLEscaped else { return text }
        return text.withUnsafeBytes { bytes in ByteView(bytes).map { HTMLEntities.decoded($0, twice: traits.isHTMLEscapedTwice) } }
    }
}
