package import DriftArchive
internal import DriftCore
internal import DriftDigest

/// Reads a bundle that anybody may have made: every entry is named and checksummed by the manifest, and none is there for nothing.
package enum ReadBundle {
    /// Bytes of the compressed file.
    private static let maximumBytes = 64 << 20

    /// A bundle, and what it is known by: of one reading, so that nobody can put another file there in between.
    package struct Opened: Sendable, Hashable {
        package var bundle: Bundle
        /// SHA-256 of the uncompressed tar, 64 hexadecimal digits.
        package var digest: String
    }

    package static func open(_ path: String, limits: TarArchive.Limits = TarArchive.Limits()) throws(BundleError) -> Opened {
        try open(try content(of: path), named: path, limits: limits)
    }

    package static func read(_ path: String, limits: TarArchive.Limits = TarArchive.Limits()) throws(BundleError) -> Bundle {
        try open(path, limits: limits).bundle
    }

    /// SHA-256 of the uncompressed tar, 64 hexadecimal digits: the bundle's identity, whatever else is wrong with it.
    package static func digest(of path: String, limits: TarArchive.Limits = TarArchive.Limits()) throws(BundleError) -> String {
        let bytes = try content(of: path)
        do throws(ArchiveError) {
            return SHA256Digest(of: try TarArchive.decompress(bytes, limits: limits)).hexadecimal
        } catch {
            throw .archive(bundle: path, error)
        }
    }

    private static func content(of path: String) throws(BundleError) -> [UInt8] {
        do throws(FileError) {
            return try FileContent.read(path, limitBytes: maximumBytes)
        } catch {
            throw .file(error)
        }
    }

    /// - Parameter name: The file's path, for messages and for the digest in it.
    static func read(_ bytes: [UInt8], named name: String, limits: TarArchive.Limits = TarArchive.Limits()) throws(BundleError) -> Bundle {
        try open(bytes, named: name, limits: limits).bundle
    }

    private static func open(_ bytes: [UInt8], named name: String, limits: TarArchive.Limits) throws(BundleError) -> Opened {
        let entries: [TarArchive.Entry]
        let digest: String
        do throws(ArchiveError) {
            let tar = try TarArchive.decompress(bytes, limits: limits)
            digest = SHA256Digest(of: tar).hexadecimal
            entries = try TarArchive.readTar(tar, limits: limits)
        } catch {
            throw .archive(bundle: name, error)
        }
        if let expected = digestInName(name), !digest.hasPrefix(expected) {
            throw .nameDigest(bundle: name, content: String(digest.prefix(8)))
        }
        let contents = Dictionary(entries.map { ($0.path, $0.content) }) { first, _ in first }
        guard let manifestBytes = contents[BundleManifest.path] else { throw .noManifest(bundle: name) }
        let manifest = try BundleManifest.decoded(from: manifestBytes, in: name)
        try verify(entries, against: manifest, name)
        return Opened(bundle: try bundle(manifest, contents, name), digest: digest)
    }

    /// Every entry is in the manifest, and as it says; everything in the manifest is there.
    private static func verify(_ entries: [TarArchive.Entry], against manifest: BundleManifest, _ name: String) throws(BundleError) {
        var expected = Dictionary(manifest.entries.map { ($0.path, $0) }) { first, _ in first }
        guard expected.count == manifest.entries.count else { throw .badManifest(bundle: name, reason: "an entry is named twice") }
        for entry in entries where entry.path != BundleManifest.path {
            guard let claim = expected.removeValue(forKey: entry.path) else { throw .unexpectedEntry(bundle: name, entry: entry.path) }
            guard claim == BundleManifest.Entry(entry) else { throw .checksum(bundle: name, entry: entry.path) }
        }
        if let missing = expected.keys.min() { throw .missingEntry(bundle: name, entry: missing) }
    }

    private static func bundle(
        _ manifest: BundleManifest,
        _ contents: [String: [UInt8]],
        _ name: String
    ) throws(BundleError) -> Bundle {
        var rest = contents
        rest[BundleManifest.path] = nil
        func take(_ entry: String) throws(BundleError) -> [UInt8] {
            guard let content = rest.removeValue(forKey: entry) else { throw .missingEntry(bundle: name, entry: entry) }
            return content
        }
        var edits: [FileEdit] = []
        for edit in manifest.edits {
            if let reason = BundleLayout.problem(withEditOf: edit.path) { throw .unsafeEdit(path: edit.path, reason: reason) }
            _ = try take(BundleLayout.patch(of: edit.path))
            let result = try take(BundleLayout.result(of: edit.path))
            let base = edit.baseSHA256 == nil ? nil : try take(BundleLayout.base(of: edit.path))
            edits.append(FileEdit(path: edit.path, base: base, result: result))
            guard BundleManifest.Edit(edits[edits.count - 1]) == edit else {
                throw .checksum(bundle: name, entry: BundleLayout.result(of: edit.path))
            }
        }
        let bundle = Bundle(
            original: manifest.original,
            duplicate: manifest.duplicate,
            proof: manifest.proof,
            report: try take(BundleLayout.report),
            drift: try take(BundleLayout.drift),
            plan: try take(BundleLayout.plan),
            edits: edits,
            settings: rest.removeValue(forKey: BundleLayout.settings),
            lock: rest.removeValue(forKey: BundleLayout.lock)
        )
        if let stranger = rest.keys.min() { throw .unexpectedEntry(bundle: name, entry: stranger) }
        return bundle
    }

    /// `1a2b3c4d` of `…--1a2b3c4d.tar.zst`; `nil` for a file that somebody gave another kind of name.
    private static func digestInName(_ path: String) -> String? {
        guard let compression = TarArchive.Compression(fileName: path) else { return nil }
        let stem = path.dropLast(compression.fileExtension.count)
        let digits = stem.suffix(8)
        let isDigest = digits.utf8.count == 8 && digits.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        return isDigest && stem.dropLast(8).hasSuffix("--") ? String(digits) : nil
    }
}
