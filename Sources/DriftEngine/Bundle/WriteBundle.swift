internal import DriftArchive
internal import DriftCore
internal import DriftDigest

/// Packs a bundle and puts it on disk: whole, or not at all.
package enum WriteBundle {
    package enum Destination: Sendable, Hashable {
        /// Under the bundle's own name, as `.tar.zst`.
        case directory(String)
        /// Under this name; its end says how it is compressed.
        case file(String)
    }

    package struct Written: Sendable, Hashable {
        package var path: String
        /// SHA-256 of the uncompressed tar, 64 hexadecimal digits: the bundle's identity.
        package var digest: String
        package var byteCount: Int
        /// Sorted.
        package var entries: [String]
    }

    /// Whether a file of that name is a bundle's, by its end.
    package static func isFileName(_ name: String) -> Bool { TarArchive.Compression(fileName: name) != nil }

    /// What can be told of the destination before there is a bundle: making one takes its time.
    package static func check(_ destination: Destination) throws(BundleError) {
        _ = try compression(for: destination)
        guard case .file(let path) = destination else { return }
        let directory = AtomicFile.directory(of: path)
        if DirectoryListing.isDirectory(directory) { return }
        let isThere = (try? DirectoryListing.kind(of: directory)) != nil
        throw .file(isThere ? .notDirectory(path: directory) : .missingDirectory(path: directory))
    }

    /// The same bundle gives the same digest everywhere. A file that is there already is replaced.
    package static func write(_ bundle: Bundle, to destination: Destination) throws(BundleError) -> Written {
        let compression = try compression(for: destination)
        let packed = try pack(bundle, compression: compression)
        let path =
            switch destination {
            case .file(let path): path
            case .directory(let directory):
                (directory.isEmpty ? "" : directory + "/") + bundle.fileName(digest: packed.digest, compression: compression)
            }
        do throws(FileError) {
            try AtomicFile.write(packed.archive, to: path)
        } catch {
            throw .file(error)
        }
        return Written(path: path, digest: packed.digest, byteCount: packed.archive.count, entries: packed.entries)
    }

    /// The tarball's bytes, with nothing written.
    static func pack(
        _ bundle: Bundle,
        compression: TarArchive.Compression
    ) throws(BundleError) -> (archive: [UInt8], digest: String, entries: [String]) {
        try checkEdits(of: bundle)
        var entries = BundleLayout.entries(of: bundle)
        do {
            let manifest = try ContractJSON.encode(BundleManifest(of: bundle, entries: entries))
            entries.append(TarArchive.Entry(path: BundleManifest.path, content: manifest))
        } catch {
            throw .encoding(reason: "\(error)")
        }
        do throws(ArchiveError) {
            let (archive, tar) = try TarArchive.write(entries, compression: compression)
            let paths = entries.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return (archive, SHA256Digest(of: tar).hexadecimal, paths)
        } catch {
            throw .archive(bundle: "the bundle", error)
        }
    }

    private static func compression(for destination: Destination) throws(BundleError) -> TarArchive.Compression {
        guard case .file(let path) = destination else { return .zstd }
        guard let compression = TarArchive.Compression(fileName: path) else { throw .unknownExtension(path: path) }
        return compression
    }

    private static func checkEdits(of bundle: Bundle) throws(BundleError) {
        var paths: Set<String> = []
        for edit in bundle.edits {
            if let reason = BundleLayout.problem(withEditOf: edit.path) { throw .unsafeEdit(path: edit.path, reason: reason) }
            guard paths.insert(edit.path).inserted else { throw .unsafeEdit(path: edit.path, reason: "it names twice") }
        }
    }
}
