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
    /// Where the needles of each block begin in `members`, and where the last block's end; blocks of which no window ends have none.
    private let groups: [Int32]
    /// Needles by the block that their window ends in.
    private let members: [Int32]
    /// The first seven bytes of each member: text that only resembles a needle is told by one comparison.
    private let keys: [UInt64]

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
        var groups: [Int32] = [0]
        var members: [Int] = []
        for block in 0..<Self.tableSize {
            members += byBlock[block] ?? []
            groups.append(Int32(members.count))
        }
        self.groups = groups
        self.members = members.map { Int32($0) }
        keys = members.map { member in
            Self.key(needles[member].prefix(Self.windowLength).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    /// Calls `body` with each needle found and where it begins, in the order of the text; needles may overlap.
    package func forEachMatch(in bytes: [UInt8], _ body: (_ needle: Int, _ offset: Int) -> Void) {
        bytes.withUnsafeBufferPointer { text in
            shifts.withUnsafeBufferPointer { shifts in
                groups.withUnsafeBufferPointer { groups in
                    keys.withUnsafeBufferPointer { keys in
                        let bytes = UnsafeRawBufferPointer(text)
                        var end = Self.windowLength - 1
                        while end < bytes.count {
                            // The block's three bytes and the one before them: one load instead of three.
                            let block = Self.block(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: end - 3, as: UInt32.self)) >> 8)
                            let shift = Int(shifts[block])
                            if shift > 0 {
                                end += shift
                                continue
                            }
                            let offset = end - Self.windowLength + 1
                            let key = Self.key(Self.window(at: offset, in: bytes))
                            for position in Int(groups[block])..<Int(groups[block + 1]) where keys[position] == key {
                                verify(Int(members[position]), at: offset, in: text, body)
                            }
                            end += 1
                        }
                    }
                }
            }
        }
    }

    private func verify(_ needle: Int, at offset: Int, in text: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Void) {
        let (begin, length) = (starts[needle], starts[needle + 1] - starts[needle])
        guard offset + length <= text.count else { return }
        for index in 0..<length where Self.folded(text[offset + index]) != letters[begin + index] { return }
        body(needle, offset)
    }

    /// The seven bytes from `offset` on.
    @inline(__always)
    private static func window(at offset: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
        let low = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        let high = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 3, as: UInt32.self)) >> 8)
        return low | high << 32
    }

    /// Both cases of a letter have the same key, and some other bytes too: `verify` looks closer.
    @inline(__always)
    private static func key(_ window: UInt64) -> UInt64 { (window | 0x2020_2020_2020_2020) & 0x00FF_FFFF_FFFF_FFFF }

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
