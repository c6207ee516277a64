/// Bits into bytes, most significant first; the last byte is filled up with zeros.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var free = 0

    mutating func writeOnes(_ count: Int) {
        for _ in 0..<count { write(1, width: 1) }
    }

    /// The lowest `width` bits of `value`.
    mutating func write(_ value: UInt64, width: Int) {
        for shift in stride(from: width - 1, through: 0, by: -1) {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            free -= 1
            if value >> UInt64(shift) & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(free) }
        }
    }
}

/// Bits out of bytes, as `BitWriter` put them in; `nil` past the end.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(width: Int) -> UInt64? {
        guard position + width <= bytes.count * 8 else { return nil }
        var result: UInt64 = 0
        for _ in 0..<width {
            result = result << 1 | UInt64(bytes[position >> 3] >> UInt8(7 - position & 7) & 1)
            position += 1
        }
        return result
    }

    /// How many ones come next; reads the zero after them, unless there are `limit` ones.
    mutating func readOnes(limit: Int) -> Int? {
        var count = 0
        while count < limit {
            guard let bit = read(width: 1) else { return nil }
            if bit == 0 { return count }
            count += 1
        }
        return count
    }
}
