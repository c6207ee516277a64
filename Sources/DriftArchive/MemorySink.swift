import CArchive

/// Collects what libarchive writes.
final class MemorySink {
    private(set) var bytes: [UInt8] = []

    /// Opens `archive` for writing into this sink, which must outlive it.
    func open(_ archive: OpaquePointer) -> CInt {
        archive_write_open(
            archive,
            Unmanaged.passUnretained(self).toOpaque(),
            nil,
            { _, sink, buffer, count in
                guard let sink, let buffer else { return -1 }
                Unmanaged<MemorySink>.fromOpaque(sink).takeUnretainedValue()
                    .bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: count))
                return count
            },
            nil
        )
    }
}

/// libarchive's own words for the last failure on `archive`.
func failureDetail(of archive: OpaquePointer) -> String {
    guard let text = archive_error_string(archive) else { return "no reason given" }
    return String(decoding: String(cString: text).utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
}
