/// The raw files of one look at a Space, as `docs/Captures.md` describes them; contents as received, tokens redacted.
package struct Capture: Sendable, Hashable {
    package var metadata: CaptureMetadata
    /// By path inside the capture: `logs/build-001.log`, `repo/README.md`, `freeze.txt`. Without `capture.json`.
    package var files: [String: [UInt8]]

    package init(metadata: CaptureMetadata, files: [String: [UInt8]]) {
        self.metadata = metadata
        self.files = files
    }

    /// Paths of the logs in the order in which the reader counts them: build and run logs by their number, builds first.
    /// `logs/build-001.log`, `logs/run-001.log`, `logs/build-002.log`.
    package var logPaths: [String] {
        files.keys.filter { $0.hasPrefix("logs/") && $0.hasSuffix(".log") }.sorted { a, b in
            let (x, y) = (Self.sequence(of: a), Self.sequence(of: b))
            return x == y ? a < b : x < y
        }
    }

    /// The repository's own files, by their path in it: `README.md`, `requirements.txt`.
    package var repositoryFiles: [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        for (path, bytes) in files where path.hasPrefix("repo/") { result[String(path.dropFirst(5))] = bytes }
        return result
    }

    /// `12` for `logs/run-012.log`.
    private static func sequence(of path: String) -> Int {
        let digits = path.dropLast(".log".count).reversed().prefix { $0.isASCII && $0.isNumber }
        return Int(String(digits.reversed())) ?? 0
    }
}
