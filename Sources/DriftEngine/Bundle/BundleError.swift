package import DriftArchive
internal import DriftCore

/// Why a bundle was not written or not accepted. `bundle` is its path as the caller named it.
package enum BundleError: ExplainedError, Hashable {
    case file(FileError)
    case archive(bundle: String, ArchiveError)
    /// The file's name ends neither in `.tar.zst` nor in `.tar.gz`.
    case unknownExtension(path: String)
    /// There is no `manifest.json` in it.
    case noManifest(bundle: String)
    case badManifest(bundle: String, reason: String)
    case unknownSchema(bundle: String, schema: String)
    /// The manifest names it, or every bundle has it; this one does not hold it.
    case missingEntry(bundle: String, entry: String)
    /// It holds an entry that the manifest does not name, or that no bundle has.
    case unexpectedEntry(bundle: String, entry: String)
    /// An entry's size or SHA-256 is not what the manifest says.
    case checksum(bundle: String, entry: String)
    /// The eight digits in the file's name are not those of its content.
    case nameDigest(bundle: String, content: String)
    /// The plan edits a file that no bundle may touch, or one file twice.
    case unsafeEdit(path: String, reason: String)
    /// A value that JSON cannot hold.
    case encoding(reason: String)

    package var message: String {
        switch self {
        case .file(let error): error.message
        case .archive(let bundle, let error): "\(bundle): \(error.message)"
        case .unknownExtension(let path): "\(path) ends neither in .tar.zst nor in .tar.gz"
        case .noManifest(let bundle): "\(bundle) holds no manifest.json, so it is not a bundle"
        case .badManifest(let bundle, let reason): "the manifest of \(bundle) is not usable: \(reason)"
        case .unknownSchema(let bundle, let schema):
            "\(bundle) has the schema \(ArchivePath.quoted(schema)), which this driftd does not know"
        case .missingEntry(let bundle, let entry): "\(bundle) lacks \(ArchivePath.quoted(entry))"
        case .unexpectedEntry(let bundle, let entry):
            "\(bundle) holds \(ArchivePath.quoted(entry)), which its manifest does not provide for"
        case .checksum(let bundle, let entry):
            "\(ArchivePath.quoted(entry)) in \(bundle) is not what the manifest says: the bundle was changed or damaged"
        case .nameDigest(let bundle, let content):
            "\(bundle) was changed or damaged: its content has the digest \(content), its name another"
        case .unsafeEdit(let path, let reason): "the plan edits \(ArchivePath.quoted(path)), which \(reason)"
        case .encoding(let reason): "the manifest cannot be written: \(reason)"
        }
    }

    package var hint: String {
        switch self {
        case .file(let error): error.hint
        case .archive(_, let error): error.hint
        case .unknownExtension: "name the file something.tar.zst or something.tar.gz"
        case .noManifest: "give the file that `driftd pin` wrote"
        case .unknownSchema: "update driftd (this is \(DriftdVersion.current)), or write the bundle anew with `driftd pin`"
        case .badManifest, .missingEntry, .unexpectedEntry, .checksum, .nameDigest:
            "get the bundle again from where it was made, or write it anew with `driftd pin`"
        case .unsafeEdit: "write the bundle anew with `driftd pin`"
        case .encoding: "this is a fault of driftd itself: please report it"
        }
    }

    package var isTransient: Bool {
        if case .file(let error) = self { error.isTransient } else { false }
    }

    /// Whether the command was called wrongly, rather than something being wrong with what it was called on.
    package var isUsage: Bool {
        if case .unknownExtension = self { true } else { false }
    }
}
