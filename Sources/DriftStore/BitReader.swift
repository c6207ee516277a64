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
