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
