import CArchive

/// Entries to an uncompressed tar: POSIX ustar, with a pax header only where a name does not fit.
enum TarWriter {
    /// Sorted by the path's UTF-8 bytes; times, owners and modes are the same for every file.
    static func tar(of entries: [TarArchive.Entry]) throws(ArchiveError) -> [UInt8] {
        let sorted = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var paths = ArchivePathSet()
        for entry in sorted { try paths.insert(entry.path) }
        return try withUTF8Locale { () throws(ArchiveError) in try write(sorted) }
    }

    private static func write(_ entries: [TarArchive.Entry]) throws(ArchiveError) -> [UInt8] {
        guard let archive = archive_write_new() else { throw .writing("out of memory") }
        defer { archive_write_free(archive) }
        let sink = MemorySink()
        try check(archive_write_set_format_pax_restricted(archive), archive)
        try check(archive_write_add_filter_none(archive), archive)
        // Blocks of a tape's size while writing, but no padding at the end beyond tar's own two zero blocks.
        try check(archive_write_set_bytes_per_block(archive, 10240), archive)
        try check(archive_write_set_bytes_in_last_block(archive, 1), archive)
        try check(sink.open(archive), archive)
        for entry in entries { try add(entry, to: archive) }
        try check(archive_write_close(archive), archive)
        return withExtendedLifetime(sink) { sink.bytes }
    }

    private static func add(_ entry: TarArchive.Entry, to archive: OpaquePointer) throws(ArchiveError) {
        guard let header = archive_entry_new() else { throw .writing("out of memory") }
        defer { archive_entry_free(header) }
        archive_entry_set_pathname_utf8(header, entry.path)
        archive_entry_set_filetype(header, driftd_archive_regular_file)
        archive_entry_set_perm(header, 0o644)
        archive_entry_set_size(header, Int64(entry.content.count))
        archive_entry_set_mtime(header, 0, 0)
        archive_entry_set_uid(header, 0)
        archive_entry_set_gid(header, 0)
        try check(archive_write_header(archive, header), archive)
        let written = entry.content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        guard written == entry.content.count else { throw .writing(failureDetail(of: archive)) }
    }

    /// A warning means that something of the entry was left out, so it counts as a failure.
    private static func check(_ status: CInt, _ archive: OpaquePointer) throws(ArchiveError) {
        guard status == ARCHIVE_OK else { throw .writing(failureDetail(of: archive)) }
    }
}
