internal import DriftCore

/// What a file is that was given as a log and is none, as its first bytes tell.
enum OtherThanLog {
    case compressed(String)
    /// `pip freeze`'s list: a snapshot of its own.
    case freeze

    /// Enough to tell by.
    static let headBytes = 4096

    /// - Parameter isWhole: the head is the whole file.
    init?(head: [UInt8], isWhole: Bool) {
        if let format = Self.formats.first(where: { head.starts(with: $0.magic) }) {
            self = .compressed(format.name)
            return
        }
        // The last line may be cut.
        let lines = isWhole ? head[...] : head[..<(head.lastIndex(of: UInt8(ascii: "\n")) ?? 0)]
        let list = FreezeList.parse(Array(lines), file: "")
        guard !list.packages.isEmpty, list.diagnostics.isEmpty else { return nil }
        self = .freeze
    }

    /// RFC 1952, RFC 8878, and what `bzip2`, `xz` and `zip` write first.
    private static let formats: [(magic: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), (Array("BZh".utf8), "bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        (Array("PK\u{3}\u{4}".utf8), "zip"),
    ]

    func diagnostic(log: Int) -> Diagnostic {
        switch self {
        case .compressed(let format):
            Diagnostic(code: "log.compressed", message: "the file is compressed (\(format)): unpack it and read what is inside", log: log)
        case .freeze:
            Diagnostic(
                code: "log.is-freeze",
                message:
                    "the file is a freeze list and no log: `driftd show` reads it, `driftd diff` and `driftd pin` take it for a snapshot",
                log: log
            )
        }
    }
}
