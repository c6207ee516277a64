/// A tar built byte by byte, for what no honest writer makes.
struct HandmadeTar {
    private(set) var bytes: [UInt8] = []

    static let endMark = [UInt8](repeating: 0, count: 1024)

    /// `type`: `0` a file, `1` hard link, `2` symbolic link, `3` and `4` devices, `5` directory, `6` FIFO, `x` pax header.
    mutating func add(
        name: some Sequence<UInt8>,
        type: Character = "0",
        link: String = "",
        content: [UInt8] = [],
        size: Int? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ field: some Sequence<UInt8>, at offset: Int, _ length: Int) {
            for (index, byte) in field.prefix(length).enumerated() { header[offset + index] = byte }
        }
        put(name, at: 0, 100)
        put("0000644\0".utf8, at: 100, 8)
        put("0000000\0".utf8, at: 108, 8)
        put("0000000\0".utf8, at: 116, 8)
        put(Self.octal(size ?? content.count, digits: 11).utf8, at: 124, 12)
        put("00000000000\0".utf8, at: 136, 12)
        put(String(repeating: " ", count: 8).utf8, at: 148, 8)
        put(String(type).utf8, at: 156, 1)
        put(link.utf8, at: 157, 100)
        put("ustar\u{0}00".utf8, at: 257, 8)
        put((Self.octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ").utf8, at: 148, 8)
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    mutating func addText(_ name: String, _ text: String = "x\n") { add(name: name.utf8, content: Array(text.utf8)) }

    /// With the two blocks of zeros that end a tar.
    var finished: [UInt8] { bytes + Self.endMark }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
