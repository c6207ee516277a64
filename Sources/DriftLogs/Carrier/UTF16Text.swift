/// Logs saved by Windows tools: UTF-16 with a byte order mark, or without one but with a NUL beside every ASCII character.
enum UTF16Text {
    /// The text as UTF-8 if `bytes` are UTF-16, otherwise `nil`. Line feeds stay, and with them line numbers; unpaired surrogates become U+FFFD.
    static func transcoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard var decoder = UTF16Decoder(beginning: bytes) else { return nil }
        return bytes.withUnsafeBytes { decoder.decode($0) } + decoder.finish()
    }

    static func layout(of bytes: [UInt8]) -> (isLittleEndian: Bool, offset: Int)? {
        guard bytes.count >= 2 else { return nil }
        if bytes[0] == 0xFF, bytes[1] == 0xFE { return (true, 2) }
        if bytes[0] == 0xFE, bytes[1] == 0xFF { return (false, 2) }
        // Without a mark: ASCII text has every second byte NUL, and text in any other encoding has hardly any.
        let sample = bytes.prefix(512)
        guard sample.count >= 16 else { return nil }
        var nulAtEven = 0
        var nulAtOdd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { nulAtEven += 1 } else { nulAtOdd += 1 }
        }
        let half = sample.count / 2
        if nulAtOdd * 10 >= half * 8, nulAtEven * 10 < half { return (true, 0) }
        if nulAtEven * 10 >= half * 8, nulAtOdd * 10 < half { return (false, 0) }
        return nil
    }
}
