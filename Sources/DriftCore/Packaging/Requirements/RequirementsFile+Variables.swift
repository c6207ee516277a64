extension RequirementsFile {
    /// The file with no `${NAME}` in it that an installer would replace by an environment variable of the machine that it runs on: pip does so
    /// anywhere in a file, uv in addresses. The `$` becomes `%24`, which is the same in an address, and as wrong as before anywhere else.
    ///
    ///     --index-url https://${TOKEN}@host/simple   ->   --index-url https://%24{TOKEN}@host/simple
    package static func withoutVariables(_ bytes: [UInt8]) -> [UInt8] {
        let (encoding, text, rest) = RequirementsEncoding.decode(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            let next = index + 1 < text.count ? text[index + 1] : 0
            // `$\` at a line's end meets what the next line begins with.
            let begins = byte == UInt8(ascii: "$") && (next == UInt8(ascii: "{") || next == UInt8(ascii: "\\"))
            if begins { result += Array("%24".utf8) } else { result.append(byte) }
        }
        return encoding.encode(result, rest: rest)
    }
}
