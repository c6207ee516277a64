import CArchive

/// An uncompressed tar to entries, believing nothing: every name, type and size is checked, and so is what follows the end.
enum TarReader {
    static func entries(of tar: [UInt8], limits: TarArchive.Limits) throws(ArchiveError) -> [TarArchive.Entry] {
        guard tar.count <= limits.totalBytes else { throw .archiveTooLarge(limitBytes: limits.totalBytes) }
        return try withUTF8Locale { () throws(ArchiveError) in try read(tar, limits) }
    }

    private static func read(_ tar: [UInt8], _ limits: TarArchive.Limits) throws(ArchiveError) -> [TarArchive.Entry] {
        guard let archive = archive_read_new() else { throw .damaged("out of memory") }
        defer { archive_read_free(archive) }
        archive_read_support_format_tar(archive)
        let input = MemorySource(tar)
        guard input.open(archive) == ARCHIVE_OK else { throw .unrecognised }
        var entries: [TarArchive.Entry] = []
        var paths = ArchivePathSet()
        while let header = try nextHeader(of: archive, isFirst: entries.isEmpty) {
            guard entries.count < limits.entryCount else { throw .tooManyEntries(limit: limits.entryCount) }
            let path = try path(of: header)
            try requireRegularFile(header, path)
            try paths.insert(path)
            entries.append(TarArchive.Entry(path: path, content: try content(of: archive, header, path, limits)))
        }
        try requireEnd(of: tar, at: archive_read_header_position(archive))
        return withExtendedLifetime(input) { entries }
    }

    private static func nextHeader(of archive: OpaquePointer, isFirst: Bool) throws(ArchiveError) -> OpaquePointer? {
        var header: OpaquePointer?
        switch archive_read_next_header(archive, &header) {
        case ARCHIVE_OK: return header
        case ARCHIVE_EOF: return nil
        default: throw isFirst ? .unrecognised : .damaged(failureDetail(of: archive))
        }
    }

    private static func path(of header: OpaquePointer) throws(ArchiveError) -> String {
        if let name = archive_entry_pathname_utf8(header), let path = String(validatingCString: name) { return path }
        // For the message only: the raw bytes, repaired.
        let raw = archive_entry_pathname(header).map { String(cString: $0) } ?? ""
        throw .unsafePath(raw, .notUTF8)
    }

    private static func requireRegularFile(_ header: OpaquePointer, _ path: String) throws(ArchiveError) {
        let isRegular = UInt32(archive_entry_filetype(header)) == driftd_archive_regular_file
        guard isRegular, archive_entry_hardlink(header) == nil, archive_entry_symlink(header) == nil else {
            throw .notRegularFile(path)
        }
    }

    private static func content(
        of archive: OpaquePointer,
        _ header: OpaquePointer,
        _ path: String,
        _ limits: TarArchive.Limits
    ) throws(ArchiveError) -> [UInt8] {
        // A sparse file may claim any size, so the claim is checked before room is made for it.
        let size = archive_entry_size(header)
        guard size >= 0, size <= Int64(limits.entryBytes) else { throw .entryTooLarge(path, limitBytes: limits.entryBytes) }
        var content = [UInt8](repeating: 0, count: Int(size))
        let count = content.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
        guard count == size else { throw .damaged(count < 0 ? failureDetail(of: archive) : "\(ArchivePath.quoted(path)) is cut off") }
        return content
    }

    /// libarchive takes a missing end for an end and does not look behind it. A tar ends with two blocks of zeros, then only zeros.
    /// - Parameter end: Offset behind the last file, where libarchive looked for a header and found none.
    private static func requireEnd(of tar: [UInt8], at end: Int64) throws(ArchiveError) {
        let rest = tar.dropFirst(Int(clamping: max(0, end)))
        guard rest.allSatisfy({ $0 == 0 }) else { throw .trailingData }
        guard rest.count >= 1024, tar.count.isMultiple(of: 512) else { throw .damaged("no end mark") }
    }
}
