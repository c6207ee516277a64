/// Turns one physical line into the lines that the program printed: framing, quoting, escapes and colours undone.
struct LineNormalizer {
    var traits = CarrierTraits()
    /// Whether the line at hand may hold an escape or a carriage return; where a wrap is undone, those before it count too.
    var mayHaveControls = true
    private var eventText: [UInt8] = []
    /// Events have come, which have blank lines of their own.
    var hasEvents = false
    /// The text at hand is an event's: what a page had escaped in it is undone here.
    private var isInEvent = false

    /// A line that a wrap cut, as far as it has come; its first physical line, and where the others begin.
    private var pending: [UInt8] = []
    private var pendingNumber = 0
    private var joints: [LineJoint] = []
    /// Where the last piece of a line begins that was broken at spaces.
    private var lastPiece = 0

    /// Between the pieces of a cut line stands one blank line, where all are doubled.
    private var isBehindBlank = false

    /// What the texts went through before they became events or literals; none or one.
    var inside: [LineNormalizer] = []

    /// Calls `body` with each printed line, the number of the physical line that it stands on (or begins on), and where a wrap had cut it;
    /// not at all for pure framing.
    mutating func normalize(_ physical: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        // The page that escaped a log did so after everything else; but a stream's events may hold what a page had escaped.
        guard traits.isHTMLEscaped, physical.contains(UInt8(ascii: "&")), !holdsText(physical) else {
            return normalizeUnescaped(physical, number, body)
        }
        HTMLEntities.decoded(physical, twice: traits.isHTMLEscapedTwice).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            normalizeUnescaped(ByteView(start: base, count: buffer.count), number, body)
        }
    }

    private mutating func normalizeUnescaped(_ physical: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        guard !traits.respelling.isEmpty, !holdsText(physical) else { return normalizeSpelled(physical, number, body) }
        traits.respelling.undone(physical).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return normalizeSpelled(physical, number, body) }
            normalizeSpelled(ByteView(start: base, count: buffer.count), number, body)
        }
    }

    @inline(__always)
    private mutating func normalizeSpelled(_ whole: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        if !inside.isEmpty, normalizeInside(whole, number, body) { return }
        let physical = traits.tail.isEmpty ? whole : whole.dropLast(LineTail.length(of: traits.tail, in: whole))
        // A blank line parts two events of a stream: no line of the log.
        if hasEvents, physical.count < 8, traits.text(of: physical).trimmed.isEmpty { return }
        if traits.isDoubled, !pending.isEmpty, !isBehindBlank, DoubledLines.isBlank(physical) { return isBehindBlank = true }
        defer { isBehindBlank = false }
        if let width = traits.wrapWidth { return unwrap(physical, number, width, body) }
        if let wrap = traits.softWrap { return unwrap(physical, number, wrap, body) }
        if !traits.prefixes.isEmpty { return joinHeader(physical, number, body) }
        normalizeLine(physical) { body($0, number, []) }
    }

    func isEvent(_ line: ByteView) -> Bool {
        ServerSentEvent.isEvent(line) || traits.holdsObjects && ServerSentEvent.isObject(line)
    }

    /// What a page escaped stands in the line's text, not around it.
    func holdsText(_ line: ByteView) -> Bool { isEvent(line) || traits.holdsLiterals && StringLiteral.isPython(line) }

    /// The log ends: a cut line has no rest.
    mutating func finish(_ body: (ByteView, Int, [LineJoint]) -> Void) {
        if !inside.isEmpty { inside[0].finish(body) }
        guard !pending.isEmpty else { return }
        let whole = pending
        let (number, places, hadBlank) = (pendingNumber, joints, isBehindBlank)
        isBehindBlank = false
        pending.removeAll(keepingCapacity: true)
        joints.removeAll()
        whole.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let line = ByteView(start: base, count: buffer.count)
            let lost = line.count - traits.text(of: line).count
            normalizeLine(line) { body($0, number, places.map { LineJoint(offset: $0.offset - lost, number: $0.number) }) }
            // It parted no pieces: the line was whole.
            if hadBlank { body(line[0..<0], number, []) }
        }
    }

    private mutating func unwrap(_ physical: ByteView, _ number: Int, _ width: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        let line = physical.withoutReturns
        let isFull = WrapWidth.isFull(line, width, isFilled: traits.isFilled)
        if !pending.isEmpty, let whole = rest(line), case let rest = Self.withoutIndentation(whole, traits.hangingIndentation),
            !isOutput(rest), pending.count + rest.count < LineSplitter.maximumLineBytes
        {
            joints.append(LineJoint(offset: pending.count, number: number))
            append(rest)
            if !isFull || isPendingWhole { finish(body) }
            return
        }
        finish(body)
        guard isFull, !LineHead.isWhole(traits.text(of: line)) else { return normalizeLine(physical) { body($0, number, []) } }
        pendingNumber = number
        append(line)
    }

    private var isPendingWhole: Bool {
        pending.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { LineHead.isWhole(traits.text(of: ByteView(start: $0, count: buffer.count))) } ?? false
        }
    }

    /// What a program says first, behind a step's text that has the full width by chance.
    private func isOutput(_ rest: ByteView) -> Bool {
        LineHead.mayBeginOutput(rest)
            && pending.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { LineHead.isStepHeader(traits.text(of: ByteView(start: $0, count: buffer.count))) } ?? false
            }
    }

    /// Whether a line goes on is known when the next one is there.
    private mutating func unwrap(_ physical: ByteView, _ number: Int, _ wrap: SoftWrap, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        let line = physical.withoutReturns
        let rest = traits.text(of: line)
        let blank: Bool? = pending.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, buffer.count + rest.count < LineSplitter.maximumLineBytes else { return nil }
            let whole = ByteView(start: base, count: buffer.count)
            let text = traits.text(of: whole)
            let last = lastPiece > 0 ? whole.dropFirst(lastPiece) : wrap.countsPrefix ? whole : text
            guard !wrap.countsPrefix || rest.count == line.count else { return nil }
            return wrap.goesOn(text, last, rest) ? wrap.needsBlank(last, rest) : nil
        }
        if let blank {
            if blank { pending.append(.space) }
            lastPiece = pending.count
            joints.append(LineJoint(offset: pending.count, number: number))
            return append(rest)
        }
        finish(body)
        guard !rest.isEmpty else { return normalizeLine(physical) { body($0, number, []) } }
        (pendingNumber, lastPiece) = (number, 0)
        append(line)
    }

    /// What stands before every line stands before no rest of a step's text that was broken at a space.
    private mutating func joinHeader(_ physical: ByteView, _ number: Int, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        let line = physical.withoutReturns
        let text = traits.text(of: line)
        if !pending.isEmpty, text.count == line.count, pending.count + text.count < LineSplitter.maximumLineBytes,
            !LineHead.mayBeginLine(text), !LineHead.mayBeginOutput(text)
        {
            if pending.last != .space { pending.append(.space) }
            joints.append(LineJoint(offset: pending.count, number: number))
            return append(text)
        }
        finish(body)
        guard text.count < line.count, LineHead.isStepHeader(text) || text.hasPrefix("===== Build Queued at ") else {
            return normalizeLine(physical) { body($0, number, []) }
        }
        pendingNumber = number
        append(line)
    }

    private mutating func append(_ piece: ByteView) {
        isBehindBlank = false
        pending.append(contentsOf: UnsafeBufferPointer(start: piece.start, count: piece.count))
    }

    /// What `line` adds to the one before it; `nil`: it is a line of its own.
    private func rest(_ line: ByteView) -> ByteView? {
        // What was there before the wrap: a line that has it is a line of its own.
        if traits.isQuoted, !traits.repeatsQuotes { return line.hasPrefix(">") || line.isEmpty ? nil : line }
        let text = traits.isQuoted ? Self.unquoted(line) : line
        if traits.hasPrefix, !traits.repeatsPrefixes { return traits.isPrefixed(text) || text.isEmpty ? nil : text }
        let rest = traits.text(of: line)
        return mayBegin(rest) ? nil : rest
    }

    /// A terminal clears what it drew before it prints a line: `ESC[2KInstalled 6 packages in 167ms`.
    private func mayBegin(_ text: ByteView) -> Bool {
        LineHead.mayBeginLine(EscapeSequence.skipped(text))
    }

    /// The lines that one physical line holds, whatever framed them.
    private mutating func normalizeLine(_ physical: ByteView, _ body: (ByteView) -> Void) {
        // Behind what a program printed as literals, or what an app printed that looks so, stands a log as it is.
        if traits.holdsMembers || traits.holdsLiterals, LineHead.isKnown(physical) || ServerSentEvent.isEvent(physical) {
            traits = CarrierTraits()
            inside = []
        }
        if traits.holdsMembers {
            if ServerSentEvent.isMember(physical) { deliverObject(physical, body) }
            return
        }
        if traits.holdsLiterals {
            let text = traits.text(of: physical)
            return deliver({ StringLiteral.appendTexts(of: text, to: &$0) }, mayHoldEvents: true, body)
        }
        if physical.count > 0, Self.mayBeginEventLine(physical[0]), normalizeEvent(physical, body) { return }
        // A stream that was quoted, numbered …; or that begins on a line that curl's meter drew over.
        if traits.framesEvents {
            let text = traits.text(of: physical)
            if ServerSentEvent.isFraming(text) || isEvent(text), normalizeEvent(text, body) { return }
        } else if mayHaveControls, let begin = physical.firstIndex(of: "\rdata: {"), normalizeEvent(physical.dropFirst(begin + 1), body) {
            return
        }
        split(physical, body)
    }

    /// A cheap look: `data: {`, `{"data":`, `: keep-alive`, `event: `, `id: `, `retry: `.
    static func mayBeginEventLine(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "d"), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "r"): true
        default: false
        }
    }

    /// `false`: the line is not part of an event stream.
    private mutating func normalizeEvent(_ physical: ByteView, _ body: (ByteView) -> Void) -> Bool {
        if ServerSentEvent.isFraming(physical) { return true }
        guard isEvent(physical) else { return false }
        if traits.holdsObjects {
            deliverObject(physical, body)
        } else {
            hasEvents = true
            deliver({ _ = ServerSentEvent.appendText(of: physical, to: &$0) }, body)
        }
        return true
    }

    /// An object that holds no text is a blank line.
    private mutating func deliverObject(_ physical: ByteView, _ body: (ByteView) -> Void) {
        deliver(
            {
                if ServerSentEvent.appendText(of: physical, to: &$0), $0.isEmpty { $0.append(.lineFeed) }
            },
            body
        )
    }

    /// The lines of a text that a string held; a program that printed the stream's lines as literals put events into it.
    private mutating func deliver(_ append: (inout [UInt8]) -> Void, mayHoldEvents: Bool = false, _ body: (ByteView) -> Void) {
        eventText.removeAll(keepingCapacity: true)
        append(&eventText)
        let text = eventText
        // An event's text has escapes of its own, spelled out.
        let outside = (mayHaveControls, isInEvent)
        (mayHaveControls, isInEvent) = (true, true)
        defer { (mayHaveControls, isInEvent) = outside }
        text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let view = ByteView(start: base, count: buffer.count)
            var position = 0
            while position < view.count {
                let end = view.firstIndex(of: .lineFeed, from: position) ?? view.count
                let line = view[position..<end]
                if !(mayHoldEvents && normalizeEvent(line, body)) { split(line, body) }
                position = end + 1
            }
        }
    }

    /// A carriage return inside a line is a progress bar drawing over itself: each state is a line.
    private mutating func split(_ line: ByteView, _ body: (ByteView) -> Void) {
        guard mayHaveControls else { return clean(line, body) }
        let line = line.withoutReturns
        guard line.contains(.carriageReturn) else { return clean(line, body) }
        var position = 0
        while position <= line.count {
            let end = line.firstIndex(of: .carriageReturn, from: position) ?? line.count
            if end > position { clean(line[position..<end], body) }
            position = end + 1
        }
    }

    private mutating func clean(_ line: ByteView, _ body: (ByteView) -> Void) {
        var line = line
        guard !isInEvent else { return rewriteIfNeeded(line, body) }
        if !traits.prefixes.isEmpty { line = EscapeSequence.skipped(line) }
        if traits.isQuoted { line = Self.unquoted(line) }
        for prefix in traits.prefixes { line = EscapeSequence.skipped(line.dropFirst(prefix.length(in: line))) }
        if traits.indentation > 0 { line = line.dropFirst(min(traits.indentation, line.indentation)) }
        rewriteIfNeeded(line, body)
    }

    private mutating func rewriteIfNeeded(_ line: ByteView, _ body: (ByteView) -> Void) {
        let needsEntities = isInEvent && traits.isHTMLEscaped && line.contains(UInt8(ascii: "&"))
        let needsUnescaping = traits.isMarkdownEscaped && line.contains(UInt8(ascii: "\\"))
        guard needsEntities || needsUnescaping || mayHaveControls && line.contains(.escape) else { return body(line) }
        let escapes = LineEscapes(hasEntities: needsEntities, isTwice: traits.isHTMLEscapedTwice, hasBackslashes: needsUnescaping)
        escapes.undone(line).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var view = ByteView(start: base, count: buffer.count)
            // A colour before the margin hides it: `ESC[32m--> RUN`, and an escaped `&gt; ` quotes like a plain one.
            if traits.indentation > 0, line.indentation == 0 { view = view.dropFirst(min(traits.indentation, view.indentation)) }
            body(view)
        }
    }

    /// `> > text`, `>text`
    static func unquoted(_ line: ByteView) -> ByteView {
        var rest = line
        // What begins with `>=1.0` is the rest of a requirement.
        while rest.count > 0, rest[0] == UInt8(ascii: ">"), rest.count == 1 || rest[1] != UInt8(ascii: "=") {
            rest = rest.dropFirst(1)
            if rest.count > 0, rest[0] == .space { rest = rest.dropFirst(1) }
        }
        return rest
    }

    static func withoutIndentation(_ line: ByteView, _ spaces: Int) -> ByteView { line.dropFirst(min(spaces, line.indentation)) }
}
