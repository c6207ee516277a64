/// Hashes of names in their PEP 503 form, straight from the bytes: "was this name mentioned?" without a `String` a line.
enum NameHash {
    private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// Hash of the name that `text` begins with and its length in bytes; length 0: there is none.
    static func leading(_ text: ByteView) -> (hash: UInt64, length: Int) {
        var hash = offset
        var index = 0
        var pendingSeparator = false
        while index < text.count {
            let byte = text[index]
            if byte.isDigit || byte.isLetter {
                if pendingSeparator { hash = (hash ^ UInt64(UInt8(ascii: "-"))) &* prime }
                pendingSeparator = false
                hash = (hash ^ UInt64(byte.isLetter ? byte | 0x20 : byte)) &* prime
            } else if byte.isNameByte {
                pendingSeparator = true
            } else {
                break
            }
            index += 1
        }
        return (hash, index)
    }

    static func of(_ name: PackageNameText) -> UInt64 {
        var hash = offset
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }

    /// A name that is already in the PEP 503 form.
    typealias PackageNameText = String

    static func combine(_ hash: UInt64, _ rest: ByteView) -> UInt64 {
        var hash = hash
        for index in 0..<rest.count { hash = (hash ^ UInt64(rest[index])) &* prime }
        return hash
    }
}
