internal import DriftCore

/// Why a directory was not taken as a capture.
package enum CaptureError: ExplainedError, Hashable {
    case missing(path: String)
    case notDirectory(path: String)
    /// There is no `capture.json`.
    case noMetadata(path: String)
    /// `capture.json` does not hold what it must.
    case badMetadata(path: String, reason: String)
    case unknownSchema(path: String, schema: String)
    /// More files, or more bytes, than any Space's capture has.
    case tooLarge(path: String, limit: String)
    /// One of its files.
    case file(FileError)

    package var message: String {
        switch self {
        case .missing(let path): "the capture \(path) does not exist"
        case .notDirectory(let path): "\(path) is not a capture directory"
        case .noMetadata(let path): "\(path) holds no capture.json, so it is not a capture directory"
        case .badMetadata(let path, let reason): "\(path)/capture.json is not usable: \(reason)"
        case .unknownSchema(let path, let schema): "\(path)/capture.json has the schema \"\(schema)\", which this driftd does not know"
        case .tooLarge(let path, let limit): "the capture \(path) holds more than \(limit)"
        case .file(let error): error.message
        }
    }

    package var hint: String {
        switch self {
        case .missing: "check the path, which counts from the current directory; a Space on the Hub is owner/name"
        case .notDirectory(let path):
            path.hasSuffix(".log") || path.hasSuffix(".txt")
                ? "to read logs alone, use `driftd parse --log \(ShellWords.quoted(path))`"
                : "docs/Captures.md shows what a capture directory holds"
        case .noMetadata: "name the directory that capture.json stands in; docs/Captures.md shows its content"
        case .badMetadata: "docs/Captures.md shows what capture.json holds"
        case .unknownSchema: "a newer driftd wrote it: update driftd (this is \(DriftdVersion.current)), or take the capture again"
        case .tooLarge: "a capture holds the logs and a handful of files; take the rest out"
        case .file(let error): error.hint
        }
    }

    package var isTransient: Bool { false }
}
