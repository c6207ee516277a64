/// Line ends of logs that have no line feed at all: a carriage return alone ends each line, as old editors and some terminals save them.
enum LineEnds {
    /// Whether `head` is such a log's beginning: its pieces begin as lines do. A bar that redraws itself has returns too.
    static func areReturns(_ head: ByteView) -> Bool {
        guard !head.contains(.lineFeed), head.contains(.carriageReturn) else { return false }
        let bytes = withLineFeeds(UnsafeRawBufferPointer(start: head.start, count: head.count))
        return bytes.withUnsafeBytes { buffer in
            guard let view = ByteView(buffer) else { return false }
            var known = 0
            CarrierTraits.forEachLine(of: view) { line in
                guard known < 2 else { return }
                // A bar says nothing of builds and starts, whatever stands before them.
                if line.contains("===== Build Queued", rarest: 6) || line.contains("===== Application S", rarest: 6) { known = 2 }
                if line.contains("--> ", rarest: 2) || LineHead.isKnown(CarrierTraits.behindAnyPrefix(line)) { known += 1 }
            }
            return known > 1
        }
    }

    static func withLineFeeds(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { bytes.map { $0 == .carriageReturn ? .lineFeed : $0 } }
}
