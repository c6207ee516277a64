/// One log, handed over piece by piece, in memory bounded by what it says about packages.
package struct LogStream {
    /// Pieces of this size keep the caches warm; larger ones are cut.
    package static let pieceBytes = 1 << 18

    private var scanner = LogScanner()
    /// UTF-16 is rare and turned into UTF-8 as a whole; `nil`: not judged yet.
    private var isUTF16: Bool?
    private var wide: [UInt8] = []

    package init() {}

    package mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        if isUTF16 == nil { isUTF16 = UTF16Text.layout(of: Array(bytes.prefix(512))) != nil }
        guard isUTF16 == false else {
            wide.append(contentsOf: bytes)
            return
        }
        var begin = 0
        while begin < bytes.count {
            let end = min(begin + Self.pieceBytes, bytes.count)
            scanner.consume(UnsafeRawBufferPointer(rebasing: bytes[begin..<end]))
            begin = end
        }
    }

    mutating func finish() -> ScannedLog {
        if isUTF16 == true, let text = UTF16Text.transcoded(wide) { text.withUnsafeBytes { scanner.consume($0) } }
        return scanner.finish()
    }
}
