internal import DriftArchive
internal import DriftCore
internal import DriftDigest
internal import Foundation

/// `manifest.json`, the contract `driftd.bundle/1`: what the bundle is, and the SHA-256 of everything else in it.
struct BundleManifest: Codable {
    static let schema = "driftd.bundle/1"
    static let path = "manifest.json"

    var schema: String
    var proof: String
    var original: BundleSnapshot
    var duplicate: BundleSnapshot
    /// Every entry but this one, sorted by path.
    var entries: [Entry]
    /// The files of the duplicate's repository that `apply` changes, sorted by path.
    var edits: [Edit]

    struct Entry: Codable, Hashable {
        var path: String
        /// 64 lower-case hexadecimal digits.
        var sha256: String
        /// Bytes.
        var size: Int

        init(_ entry: TarArchive.Entry) {
            path = entry.path
            sha256 = SHA256Digest(of: entry.content).hexadecimal
            size = entry.content.count
        }
    }

    struct Edit: Codable, Hashable {
        /// Inside the repository: `requirements.txt`.
        var path: String
        /// Of the file before; `nil`: there was none.
        @ExplicitNull var baseSHA256: String?
        var resultSHA256: String

        init(_ edit: FileEdit) {
            path = edit.path
            baseSHA256 = edit.base.map { SHA256Digest(of: $0).hexadecimal }
            resultSHA256 = SHA256Digest(of: edit.result).hexadecimal
        }
    }

    init(of bundle: Bundle, entries: [TarArchive.Entry]) {
        schema = Self.schema
        proof = bundle.proof
        original = bundle.original
        duplicate = bundle.duplicate
        self.entries = entries.map(Entry.init).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        edits = bundle.edits.map(Edit.init)
    }

    /// The schema is looked at first: of a newer manifest nothing else may be as expected.
    static func decoded(from bytes: [UInt8], in bundle: String) throws(BundleError) -> BundleManifest {
        struct Header: Decodable { var schema: String }
        do {
            let header = try JSONDecoder().decode(Header.self, from: Data(bytes))
            guard header.schema == schema else { throw BundleError.unknownSchema(bundle: bundle, schema: header.schema) }
            return try JSONDecoder().decode(BundleManifest.self, from: Data(bytes))
        } catch let error as BundleError {
            throw error
        } catch {
            throw .badManifest(bundle: bundle, reason: JSONFault.describe(error))
        }
    }
}
