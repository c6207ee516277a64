import CArchive

/// One gzip or zstd stream to bytes and back, by libarchive's filters over its "raw" format.
enum StreamCompression {
    static func compress(_ bytes: [UInt8], with compression: TarArchive.Compression) throws(ArchiveError) -> [UInt8] {
        guard let archive = archive_write_new() else { throw .writing("out of memory") }
        defer { archive_write_free(archive) }
        let sink = MemorySink()
        func check(_ status: CInt) throws(ArchiveError) {
            guard status == ARCHIVE_OK else { throw .writing(failureDetail(of: archive)) }
        }
        try check(archive_write_set_format_raw(archive))
        switch compression {
        case .zstd: try check(archive_write_add_filter_zstd(archive))
        case .gzip:
            try check(archive_write_add_filter_gzip(archive))
            // Without this the header holds the time of day.
            try check(archive_write_set_filter_option(archive, "gzip", "timestamp", nil))
        }
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        try check(sink.open(archive))
        guard let header = archive_entry_new() else { throw .writing("out of memory") }
        defer { archive_entry_free(header) }
        archive_entry_set_filetype(header, driftd_archive_regular_file)
        try check(archive_write_header(archive, header))
        let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw .writing(failureDetail(of: archive)) }
        try check(archive_write_close(archive))
        return withExtendedLifetime(sink) { sink.bytes }
    }

    /// `bytes` themselves where they begin neither as gzip nor as zstd. Stops as soon as more than `limit` bytes have come out.
    static func decompress(_ bytes: [UInt8], limit: Int) throws(ArchiveError) -> [UInt8] {
        guard let compression = compression(of: bytes) else {
            guard bytes.count <= limit else { throw .archiveTooLarge(limitBytes: limit) }
            return bytes
        }
        guard let archive = archive_read_new() else { throw .damaged("out of memory") }
        defer { archive_read_free(archive) }
        archive_read_support_format_raw(archive)
        switch compression {
        case .zstd: archive_read_support_filter_zstd(archive)
        case .gzip: archive_read_support_filter_gzip(archive)
        }
        let input = MemorySource(bytes)
        var header: OpaquePointer?
        guard input.open(archive) == ARCHIVE_OK, archive_read_next_header(archive, &header) == ARCHIVE_OK else {
            throw .damaged(failureDetail(of: archive))
        }
        // libarchive peels as many layers as it finds; a bundle has one (besides the memory that it is read from).
        guard archive_filter_count(archive) == 2 else { throw .unrecognised }
        let result = try drain(archive, limit)
        // A gzip stream may be followed by anything, which libarchive leaves unread.
        guard archive_filter_bytes(archive, -1) == Int64(bytes.count) else { throw .trailingData }
        return withExtendedLifetime(input) { result }
    }

    private static func drain(_ archive: OpaquePointer, _ limit: Int) throws(ArchiveError) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            if count == 0 { return result }
            guard count > 0 else { throw .damaged(failureDetail(of: archive)) }
            guard result.count + count <= limit else { throw .archiveTooLarge(limitBytes: limit) }
            result.append(contentsOf: chunk[..<count])
        }
    }

    /// RFC 1952 §2.3.1 (deflate, the only method there is), RFC 8878 §3.1.1.
    private static func compression(of bytes: [UInt8]) -> TarArchive.Compression? {
        if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
        if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        return nil
    }
}
