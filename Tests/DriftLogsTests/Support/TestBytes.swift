import DriftCore

@testable import DriftLogs

/// Borrowed views for tests of the byte readers.
enum TestBytes {
    /// Calls `body` with a view of `text`; it also holds for an empty one.
    static func view<Result>(_ text: String, _ body: (ByteView) -> Result) -> Result { view(Array(text.utf8), body) }

    static func view<Result>(_ bytes: [UInt8], _ body: (ByteView) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { fatalError("a buffer of at least one byte has a base address") }
            return body(ByteView(start: base, count: bytes.count))
        }
    }

    /// The events that a step's output gives.
    static func events(_ lines: String...) -> [InstallerEvent] { events(lines) }

    static func events(_ lines: [String]) -> [InstallerEvent] {
        // Through the transcript, as a step's output goes: what it drops must not have mattered.
        var transcript = StepTranscript()
        for (index, line) in lines.enumerated() { view(line) { transcript.append($0, number: index + 1) } }
        return transcript.read().events.map(\.event)
    }

    /// The sections that a log's bytes give.
    static func scanned(_ bytes: [UInt8], chunk: Int = .max) -> [LogSection] {
        var scanner = LogScanner()
        var position = 0
        while position < bytes.count {
            let end = position + min(chunk, bytes.count - position)
            bytes[position..<end].withUnsafeBytes { scanner.consume($0) }
            position = end
        }
        scanner.finish()
        var sections: [LogSection] = []
        scanner.takeSections { sections.append($0) }
        return sections
    }

    /// What logs say that come in chunks of `size` bytes.
    static func reading(_ logs: [[UInt8]], inChunksOf size: Int) -> EnvironmentReading {
        var reader = LogReader()
        for bytes in logs {
            var position = 0
            while position < bytes.count {
                let end = position + min(size, bytes.count - position)
                bytes[position..<end].withUnsafeBytes { reader.consume($0) }
                position = end
            }
            reader.endLog()
        }
        return reader.finish()
    }
}

extension PackageName {
    /// A name that the test knows to be valid.
    static func known(_ text: String) -> PackageName {
        guard let name = PackageName(text) else { fatalError("\(text) is no package name") }
        return name
    }
}
