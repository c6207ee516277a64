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
    private var isEncodingJudged = false
    /// Of a log in UTF-16.
    private var decoder: UTF16Decoder?
    /// What is there of a log until its encoding is judged.
    private var beginning: [UInt8] = []

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
        guard !isEncodingJudged else { return decode(bytes) }
        guard !beginning.isEmpty || bytes.count < Self.encodingBytes else {
            judgeEncoding(Array(bytes.prefix(Self.encodingBytes)))
            return decode(bytes)
        }
        beginning.append(contentsOf: bytes)
        if beginning.count >= Self.encodingBytes { readBeginning() }
    }

    private mutating func judgeEncoding(_ bytes: [UInt8]) {
        isEncodingJudged = true
        decoder = UTF16Decoder(beginning: bytes)
    }

    /// What came in pieces too small to tell the encoding by.
    private mutating func readBeginning() {
        let bytes = beginning
        beginning = []
        judgeEncoding(Array(bytes.prefix(Self.encodingBytes)))
        bytes.withUnsafeBytes { decode($0) }
    }

    private mutating func decode(_ bytes: UnsafeRawBufferPointer) {
        guard decoder != nil else { return scan(bytes) }
        var begin = 0
        while begin < bytes.count {
            let end = min(begin + Self.pieceBytes, bytes.count)
            let text = decoder?.decode(UnsafeRawBufferPointer(rebasing: bytes[begin..<end])) ?? []
            text.withUnsafeBytes { scan($0) }
            begin = end
        }
    }

    private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
        var begin = 0
        while begin < bytes.count {
            let end = min(begin + Self.pieceBytes, bytes.count)
            scanner.consume(UnsafeRawBufferPointer(rebasing: bytes[begin..<end]))
            begin = end
            takeSections()
        }
    }

    private mutating func takeSections() {
        let log = logIndex
        scanner.takeSections { assembler.add($0, log: log) }
    }

    /// The current log ends; what follows is the next one.
    package mutating func endLog() {
        if !isEncodingJudged { readBeginning() }
        if let rest = decoder?.finish() { rest.withUnsafeBytes { scan($0) } }
        scanner.finish()
        takeSections()
        assembler.endLog(logIndex, didCutLine: scanner.didCutLine)
        logIndex += 1
        scanner = LogScanner()
        isEncodingJudged = false
        decoder = nil
    }

    /// Known once the reader has finished.
    var appEnvironment: (layers: [InstallTarget], plain: InstallTarget)? { assembler.appEnvironment }

    /// What all logs together show.
    package mutating func finish() -> EnvironmentReading { assembler.finish() }
}
