import CArchive

/// One layer of a container image, searched for a few files without unpacking anything else.
///
/// A layer is a tar of what a build step added, changed or removed: `app/freeze.txt` is a file, `app/.wh.freeze.txt` says that the layers below
/// have none any more, `app/.wh..wh..opq` that nothing of theirs in `app` counts.
/// https://github.com/opencontainers/image-spec/blob/main/layer.md
package enum ImageLayer {
    /// What a layer says of one path.
    package enum Finding: Sendable, Hashable {
        case file([UInt8])
        /// Something of that name that is no plain file, or too large: `reason` completes "it …".
        case unusable(reason: String)
        /// Whatever the layers below have there is gone.
        case removed
    }

    /// What is read before a layer is given up.
    package struct Limits: Sendable, Hashable {
        package var entryCount = 100_000
        /// Bytes of one of the wanted files.
        package var fileBytes = 4 << 20
        /// Bytes of the uncompressed tar, up to the last entry.
        package var totalBytes = 64 << 20

        package init() {}
    }

    /// - Parameters:
    ///   - paths: From the root, without a slash before them: `pipfreeze/freeze.txt`.
    ///   - bytes: The layer as it is transferred: gzip, zstd or a plain tar, told by its content.
    /// - Returns: Findings by path; a path that the layer does not touch has none.
    package static func find(
        _ paths: Set<String>,
        in bytes: [UInt8],
        limits: Limits = Limits()
    ) throws(ArchiveError) -> [String: Finding] {
        try withUTF8Locale { () throws(ArchiveError) in try search(paths, bytes, limits) }
    }

    private static func search(_ paths: Set<String>, _ bytes: [UInt8], _ limits: Limits) throws(ArchiveError) -> [String: Finding] {
        guard let archive = archive_read_new() else { throw .damaged("out of memory") }
        defer { archive_read_free(archive) }
        archive_read_support_format_tar(archive)
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_zstd(archive)
        let input = MemorySource(bytes)
        guard input.open(archive) == ARCHIVE_OK else { throw .unrecognised }
        var search = LayerSearch(paths: paths)
        var count = 0
        while let header = try nextHeader(of: archive, isFirst: count == 0) {
            count += 1
            if count > limits.entryCount { throw .tooManyEntries(limit: limits.entryCount) }
            // Passing over an entry unpacks it: what it claims must fit before it is passed over.
            let size = archive_entry_size(header)
            let (end, overflows) = archive_filter_bytes(archive, 0).addingReportingOverflow(max(0, size))
            if size < 0 || overflows || end > Int64(limits.totalBytes) { throw .archiveTooLarge(limitBytes: limits.totalBytes) }
            // A name that is not UTF-8 is none of those that are looked for.
            guard let name = archive_entry_pathname(header), let path = normalized(String(cString: name)) else { continue }
            if paths.contains(path) {
                search.found(path, try finding(archive, header, limits))
            } else {
                search.pass(path, isDirectory: UInt32(archive_entry_filetype(header)) == driftd_archive_directory)
            }
        }
        return withExtendedLifetime(input) { search.findings }
    }

    private static func nextHeader(of archive: OpaquePointer, isFirst: Bool) throws(ArchiveError) -> OpaquePointer? {
        var header: OpaquePointer?
        switch archive_read_next_header(archive, &header) {
        case ARCHIVE_OK, ARCHIVE_WARN: return header
        case ARCHIVE_EOF: return nil
        default: throw isFirst ? .unrecognised : .damaged(failureDetail(of: archive))
        }
    }

    private static func finding(_ archive: OpaquePointer, _ header: OpaquePointer, _ limits: Limits) throws(ArchiveError) -> Finding {
        let isPlain =
            UInt32(archive_entry_filetype(header)) == driftd_archive_regular_file && archive_entry_hardlink(header) == nil
            && archive_entry_symlink(header) == nil
        guard isPlain else { return .unusable(reason: "is a link, device or directory, not a plain file") }
        let size = archive_entry_size(header)
        guard size <= Int64(limits.fileBytes) else { return .unusable(reason: "is larger than \(limits.fileBytes) bytes") }
        var content = [UInt8](repeating: 0, count: Int(size))
        let count = content.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
        guard count == size else { throw .damaged(count < 0 ? failureDetail(of: archive) : "a file in it is cut off") }
        return .file(content)
    }

    /// `./app//freeze.txt` and `/app/freeze.txt` are `app/freeze.txt`; `nil`: a path that leads elsewhere.
    private static func normalized(_ path: String) -> String? {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.isEmpty || parts.contains("..") ? nil : parts.joined(separator: "/")
    }
}

/// Gathers what the entries of one layer say of the wanted paths.
private struct LayerSearch {
    let paths: Set<String>
    private var found: [String: ImageLayer.Finding] = [:]
    private var removed: Set<String> = []

    init(paths: Set<String>) { self.paths = paths }

    /// A layer's own files stand, whatever it removes from those below. Of two entries of one name the last one counts.
    var findings: [String: ImageLayer.Finding] {
        var result = found
        for path in removed where result[path] == nil { result[path] = .removed }
        return result
    }

    mutating func found(_ path: String, _ finding: ImageLayer.Finding) { found[path] = finding }

    /// An entry that is none of the wanted ones.
    mutating func pass(_ path: String, isDirectory: Bool) {
        let name = path.split(separator: "/").last ?? ""
        let folder = path.dropLast(name.count)
        if name == ".wh..wh..opq" {
            remove { $0.hasPrefix(folder) }
        } else if name.hasPrefix(".wh.") {
            let target = String(folder + name.dropFirst(4))
            remove { $0 == target || $0.hasPrefix(target + "/") }
        } else if !isDirectory {
            // A file or link in a directory's place takes its content away.
            remove { $0.hasPrefix(path + "/") }
        }
    }

    private mutating func remove(_ isMeant: (String) -> Bool) { removed.formUnion(paths.filter(isMeant)) }
}
