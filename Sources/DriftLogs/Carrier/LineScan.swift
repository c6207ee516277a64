import CLineScan

/// Where the lines of a chunk end, and which of them hold an escape or a carriage return.
///
/// Found ahead of the reading, a few hundred lines at once: a search for each line's end costs a call and a guess of the processor that
/// is mostly wrong.
struct LineScan {
    /// So much stays in the processor's nearest cache until its lines are read.
    private static let windowBytes = 8_192

    /// Of the window: see `driftd_line_ends`.
    private var ends: [UInt32] = []
    private var count = 0
    private var next = 0
    /// The window's place in the chunk.
    private var window = 0..<0
    private var held: UInt32 = 0
    /// The line that was found last holds an escape or a carriage return.
    private(set) var holdsControls = false

    /// Another chunk comes, which begins with a line, or with the rest of one that is not asked for.
    mutating func begin() { (count, next, window, held) = (0, 0, 0..<0, 0) }

    /// Where the line ends that begins at `position`; places only grow. `nil`: not in this chunk.
    @inline(__always)
    mutating func lineEnd(from position: Int, in chunk: ByteView) -> Int? {
        while true {
            while next < count {
                let entry = ends[next]
                let end = window.lowerBound + Int(entry >> 1)
                if end >= position {
                    holdsControls = entry & 1 == 1
                    return end
                }
                next += 1
            }
            guard window.upperBound < chunk.count else { return nil }
            readWindow(of: chunk)
        }
    }

    private mutating func readWindow(of chunk: ByteView) {
        if ends.isEmpty { ends = Array(repeating: 0, count: Self.windowBytes + 2) }
        window = window.upperBound..<min(chunk.count, window.upperBound + Self.windowBytes)
        let bytes = chunk[window]
        count = ends.withUnsafeMutableBufferPointer { ends in
            ends.baseAddress.map { driftd_line_ends(bytes.start, bytes.count, $0, &held) } ?? 0
        }
        next = 0
    }
}
