/// Finds many short literals in one pass over the bytes (Wu and Manber 1994), without regard to the case of ASCII letters.
///
/// The window is the first `windowLength` bytes of every needle. Its last three bytes say how far it may move on; text that resembles no
/// needle is crossed in steps of several bytes.
package struct NeedleSearch: Sendable {
    /// No needle may be shorter.
    package static let windowLength = 7
    private static let blockLength = 3
    private static let tableSize = 1 << 15

    /// All needles, case folded, one behind the other.
    private let letters: [UInt8]
    /// Where each needle begins in `letters`, and where the last one ends.
    private let starts: [Int]
    private let shifts: [UInt8]
    /// Needles whose window ends in the block, as indices into `members`.
    private let buckets: [Range<Int>]
    private let members: [Int]
    private let bucketOfBlock: [UInt16]

    /// Needles shorter than the window are never found.
    package init(_ texts: [String]) {
        let needles = texts.map { $0.utf8.map(Self.folded) }
        letters = Array(needles.joined())
        starts = needles.reduce(into: [0]) { starts, needle in starts.append((starts.last ?? 0) + needle.count) }
        var shifts = [UInt8](repeating: UInt8(Self.windowLength - Self.blockLength + 1), count: Self.tableSize)
        var byBlock: [Int: [Int]] = [:]
        for (index, needle) in needles.enumerated() where needle.count >= Self.windowLength {
            for end in Self.blockLength...Self.windowLength {
                let block = Self.block(needle[end - 3], needle[end - 2], needle[end - 1])
                shifts[block] = min(shifts[block], UInt8(Self.windowLength - end))
                if end == Self.windowLength { byBlock[block, default: []].append(index) }
            }
        }
        self.shifts = shifts
        var buckets: [Range<Int>] = [0..<0]
        var members: [Int] = []
        var bucketOfBlock = [UInt16](repeating: 0, count: Self.tableSize)
        for (block, list) in byBlock.sorted(by: { $0.key < $1.key }) {
            bucketOfBlock[block] = UInt16(truncatingIfNeeded: buckets.count)
            buckets.append(members.count..<members.count + list.count)
            members += list
        }
        self.buckets = buckets
        self.members = members
        self.bucketOfBlock = bucketOfBlock
    }

    /// Calls `body` with each needle found and where it begins, in the order of the text; needles may overlap.
    package func forEachMatch(in bytes: [UInt8], _ body: (_ needle: Int, _ offset: Int) -> Void) {
        bytes.withUnsafeBufferPointer { text in
            shifts.withUnsafeBufferPointer { shifts in
                let bytes = UnsafeRawBufferPointer(text)
                var end = Self.windowLength - 1
                while end < bytes.count {
                    // The block's three bytes and the one before them: one load instead of three.
                    let block = Self.block(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: end - 3, as: UInt32.self)) >> 8)
                    let shift = Int(shifts[block])
                    if shift > 0 {
                        end += shift
                    } else {
                        verify(block, at: end - Self.windowLength + 1, in: text, body)
                        end += 1
                    }
                }
            }
        }
    }

    private func verify(_ block: Int, at offset: Int, in text: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Void) {
        for position in buckets[Int(bucketOfBlock[block])] {
            let needle = members[position]
            let (begin, length) = (starts[needle], starts[needle + 1] - starts[needle])
            guard offset + length <= text.count else { continue }
            var index = 0
            while index < length, Self.folded(text[offset + index]) == letters[begin + index] { index += 1 }
            if index == length { body(needle, offset) }
        }
    }

    private static func block(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        block(UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16)
    }

    /// The low five bits of a byte are the same for both cases of a letter. Two blocks of one number only shorten a step.
    @inline(__always)
    private static func block(_ bytes: UInt32) -> Int { Int(((bytes & 0x1F1F1F) &* 0x9E37_79B1) >> 17) }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
