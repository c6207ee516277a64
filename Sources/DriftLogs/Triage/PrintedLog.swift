import DriftCore

/// What a log printed, whatever it went through on its way here: UTF-16, an event stream, quoting, colours, progress bars.
package enum PrintedLog {
    /// A log that went through nothing is not copied.
    package static func text(of log: [UInt8]) -> TriageText {
        var bytes = UTF16Text.transcoded(log) ?? log
        if bytes.withUnsafeBytes({ ByteView($0).map { LineEnds.areReturns($0[0..<65_536]) } ?? false }) {
            bytes = bytes.withUnsafeBytes(LineEnds.withLineFeeds)
        }
        bytes = PastedText.repaired(bytes)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return TriageText(bytes: []) }
            let view = ByteView(start: base, count: buffer.count)
            var normalizer = LineNormalizer()
            normalizer.judge(view[0..<65_536])
            return isPlain(view, normalizer.traits) ? TriageText(bytes: bytes) : normalized(buffer, by: normalizer)
        }
    }

    private static func isPlain(_ view: ByteView, _ traits: CarrierTraits) -> Bool {
        traits == CarrierTraits() && !view.contains(.escape) && !view.contains(.carriageReturn) && !view.contains("data: {\"data\"")
            && !view.hasPrefix(":") && !view.hasPrefix("{\"data\"") && !view.hasPrefix("\u{FEFF}")
    }

    private static func normalized(_ buffer: UnsafeBufferPointer<UInt8>, by judged: LineNormalizer) -> TriageText {
        var normalizer = judged
        var splitter = LineSplitter()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(buffer.count)
        var numbers: [Int] = []
        let keep: (ByteView, Int, [LineJoint]) -> Void = { printed, number, _ in
            bytes.append(contentsOf: UnsafeBufferPointer(start: printed.start, count: printed.count))
            bytes.append(.lineFeed)
            numbers.append(number)
        }
        let take: (ByteView, Int) -> Void = { physical, number in
            let line = number == 1 ? physical.afterPrefix("\u{FEFF}") ?? physical : physical
            normalizer.normalize(line, number, keep)
        }
        splitter.consume(UnsafeRawBufferPointer(buffer), take)
        splitter.finish(take)
        normalizer.finish(keep)
        return TriageText(bytes: bytes, lineNumbers: numbers)
    }
}
