/// Tarballs of small regular files, through libarchive: reproducible when written, distrusted when read.
///
/// A file's path and content are all that goes in and all that comes out. Whoever made the archive, and when, is not in it.
package enum TarArchive {
    /// One regular file.
    package struct Entry: Sendable, Hashable {
        /// Relative, `/` between components, see `ArchivePath` for what is refused: `patch/requirements.txt.patch`.
        package var path: String
        package var content: [UInt8]

        package init(path: String, content: [UInt8]) {
            self.path = path
            self.content = content
        }
    }

    package enum Compression: String, Sendable, Hashable, CaseIterable {
        case zstd, gzip

        /// By the end of a file name: `.tar.zst`, `.tar.gz` or `.tgz`; `nil` for any other.
        package init?(fileName: some StringProtocol) {
            if fileName.hasSuffix(".tar.zst") {
                self = .zstd
            } else if fileName.hasSuffix(".tar.gz") || fileName.hasSuffix(".tgz") {
                self = .gzip
            } else {
                return nil
            }
        }

        package var fileExtension: String {
            switch self {
            case .zstd: ".tar.zst"
            case .gzip: ".tar.gz"
            }
        }
    }

    /// What a reader accepts before it gives up; a bundle of text files is far below all of them.
    package struct Limits: Sendable, Hashable {
        package var entryCount: Int
        /// Bytes of one file.
        package var entryBytes: Int
        /// Bytes of the uncompressed tar, headers included.
        package var totalBytes: Int

        package init(entryCount: Int = 4096, entryBytes: Int = 32 << 20, totalBytes: Int = 64 << 20) {
            self.entryCount = entryCount
            self.entryBytes = entryBytes
            self.totalBytes = totalBytes
        }
    }

    /// The archive and the tar inside it. The same entries, in whatever order, give the same tar on every machine;
    /// the compressed bytes depend on the version of zlib or libzstd as well, so a digest is taken of the tar.
    package static func write(
        _ entries: [Entry],
        compression: Compression
    ) throws(ArchiveError) -> (archive: [UInt8], tar: [UInt8]) {
        let tar = try TarWriter.tar(of: entries)
        return (try StreamCompression.compress(tar, with: compression), tar)
    }

    /// The files of a gzip, zstd or uncompressed tar, in the archive's order.
    package static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(ArchiveError) -> [Entry] {
        try readTar(decompress(bytes, limits: limits), limits: limits)
    }

    /// The tar inside a gzip or zstd stream, or `bytes` themselves where they are neither.
    package static func decompress(_ bytes: [UInt8], limits: Limits = Limits()) throws(ArchiveError) -> [UInt8] {
        try StreamCompression.decompress(bytes, limit: limits.totalBytes)
    }

    /// The files of an uncompressed tar.
    package static func readTar(_ tar: [UInt8], limits: Limits = Limits()) throws(ArchiveError) -> [Entry] {
        try TarReader.entries(of: tar, limits: limits)
    }
}
