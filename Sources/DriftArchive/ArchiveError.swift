/// Why an archive was not written or not accepted.
package enum ArchiveError: Error, Sendable, Hashable {
    /// `path` as it was found; control characters and broken bytes are shown escaped in `message`.
    case unsafePath(String, ArchivePath.Problem)
    case duplicatePath(String)
    /// A file stands where another entry needs a directory: `a` and `a/b`.
    case fileUsedAsDirectory(String)
    /// A link, a device, a directory: anything but a plain file.
    case notRegularFile(String)
    case tooManyEntries(limit: Int)
    case entryTooLarge(String, limitBytes: Int)
    case archiveTooLarge(limitBytes: Int)
    /// Not a gzip, zstd or plain tar.
    case unrecognised
    /// Cut off, or bytes changed; the detail is libarchive's own.
    case damaged(String)
    /// Bytes follow the archive's end.
    case trailingData
    /// libarchive could not write; the detail is its own.
    case writing(String)
    /// libarchive handles names only in a UTF-8 locale, and this system has no `C.UTF-8`.
    case missingLocale

    /// One line.
    package var message: String {
        switch self {
        case .unsafePath(let path, let problem): "the archive names \(ArchivePath.quoted(path)), which \(problem.description)"
        case .duplicatePath(let path): "the archive holds \(ArchivePath.quoted(path)) twice"
        case .fileUsedAsDirectory(let path): "the archive holds \(ArchivePath.quoted(path)) both as a file and as a directory"
        case .notRegularFile(let path): "the archive's entry \(ArchivePath.quoted(path)) is a link, device or directory, not a plain file"
        case .tooManyEntries(let limit): "the archive holds more than \(limit) files"
        case .entryTooLarge(let path, let limit): "the archive's file \(ArchivePath.quoted(path)) is larger than \(limit) bytes"
        case .archiveTooLarge(let limit): "the archive unpacks to more than \(limit) bytes"
        case .unrecognised: "not a .tar.zst or .tar.gz archive"
        case .damaged(let detail): "the archive is damaged or cut off (\(detail))"
        case .trailingData: "bytes follow the end of the archive"
        case .writing(let detail): "the archive could not be written (\(detail))"
        case .missingLocale: "this system has no C.UTF-8 locale, which file names in archives need"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .unrecognised: "give the file that `driftd pin` wrote; `file <bundle>` says what this one is"
        case .damaged, .trailingData: "copy the bundle again, or write it anew with `driftd pin`"
        case .missingLocale: "install it: `apt-get install -y libc-bin locales`"
        case .writing: "check memory, then run the command again"
        case .unsafePath, .duplicatePath, .fileUsedAsDirectory, .notRegularFile, .tooManyEntries, .entryTooLarge, .archiveTooLarge:
            "driftd writes no such archive; write the bundle anew with `driftd pin`"
        }
    }

    /// Whether the same call may succeed later without anything else being changed.
    package var isTransient: Bool { false }
}
