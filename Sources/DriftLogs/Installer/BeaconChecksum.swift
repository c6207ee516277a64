/// The checksum that the beacon prints below its lines: `# crc32 1a2b3c4d`, over the lines before it joined by line feeds.
///
/// A line that another thread's output ran into still looks like one; the sum tells.
struct BeaconChecksum {
    private var remainder: UInt32 = ~0
    private var isEmpty = true

    /// The lines so far; zlib's CRC-32.
    var value: UInt32 { ~remainder }

    mutating func add(_ line: ByteView) {
        if !isEmpty { add(.lineFeed) }
        isEmpty = false
        for index in 0..<line.count { add(line[index]) }
    }

    private mutating func add(_ byte: UInt8) {
        remainder ^= UInt32(byte)
        for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
}
