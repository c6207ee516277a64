import DriftCore

/// Logs of one Space, oldest first, to the environment that they show.
///
/// Logs may be handed over piece by piece: memory is bounded by what they say about packages, not by their length.
package struct LogReader {
    /// Pieces of this size stay in the processor's cache between the passes over them; larger ones are cut.
    private static let pieceBytes = 1 << 18
    /// What an encoding is judged by.
    private static let encodingBytes = 512

    private var assembler: ReadingAssembler
    private var scanner = LogScanner()
    private var logIndex = 0
    /// UTF-16 is rare and turned into UTF-8 as a whole; `nil`: not judged yet.
    private var isUTF16: Bool?
    /// A log in UTF-16, or what is there of a log until its encoding is judged.
    private var wide: [UInt8] = []

    /// - Parameters:
    ///   - files: the repository's files beside these logs.
    ///   - earlier: logs of the same Space's earlier captures, newest first; what they printed answers for `CACHED` steps.
    package init(files: CapturedFiles? = nil, earlier: [EarlierLog] = []) {
        assembler = ReadingAssembler(files: files, earlier: earlier)
    }

    /// Never throws and never traps, whatever the bytes are: content that is no log gives an empty, incomplete reading
    /// with the diagnostic `log.unrecognised`.
    package static func read(_ logs: [[UInt8]], files: CapturedFiles? = nil, earlier: [EarlierLog] = []) -> EnvironmentReading {
        var reader = LogReader(files: files, earlier: earlier)
        for log in logs {
            log.withUnsafeBytes { reader.consume($0) }
            reader.endLog()
        }
        return reader.finish()
    }

    /// The next bytes of the current log.
    package mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        if isUTF16 == nil {
            guard !wide.isEmpty || bytes.count < Self.encodingBytes else {
                judgeEncoding(bytes)
                return consume(bytes)
            }
            wide.append(contentsOf: bytes)
            if wide.count >= Self.encodingBytes { readBeginning() }
        } else if isUTF16 == true {
            wide.append(contentsOf: bytes)
        } else {
            scan(bytes)
        }
    }

    private mutating func judgeEncoding(_ bytes: UnsafeRawBufferPointer) {
        isUTF16 = UTF16Text.layout(of: Array(bytes.prefix(Self.encodingBytes))) != nil
    }

    /// What came in pieces too small to tell the encoding by.
    private mutating func readBeginning() {
        let beginning = wide
        beginning.withUnsafeBytes { bytes in
            judgeEncoding(bytes)
            guard isUTF16 == false else { return }
            wide = []
            scan(bytes)
        }
    }

    private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
        var begin = 0
        while begin < bytes.count {
            let end = min(begin + Self.pieceBytes, bytes.count)
            scanner.consume(UnsafeRawBufferPointer(rebasing: bytes[begin..<end]))
            begin = end
            for section in scanner.takeSections() { assembler.add(section, log: logIndex) }
        }
    }

    /// The current log ends; what follows is the next one.
    package mutating func endLog() {
        if isUTF16 == nil { readBeginning() }
        if isUTF16 == true, let text = UTF16Text.transcoded(wide) { text.withUnsafeBytes { scanner.consume($0) } }
        scanner.finish()
        for section in scanner.takeSections() { assembler.add(section, log: logIndex) }
        assembler.endLog(logIndex, didCutLine: scanner.didCutLine)
        logIndex += 1
        scanner = LogScanner()
        isUTF16 = nil
        wide = []
    }

    /// Known once the reader has finished.
    var appEnvironment: (layers: [InstallTarget], plain: InstallTarget)? { assembler.appEnvironment }

    /// What all logs together show.
    package mutating func finish() -> EnvironmentReading { assembler.finish() }
}
