internal import DriftArchive
internal import DriftDigest
internal import Foundation

/// What a change of a checkout will do, written down before it is begun (write-ahead): a run that is stopped half-way can be taken back
/// by the next, without the bundle.
struct ApplyJournal: Codable, Hashable {
    static let schema = "driftd.apply-journal/1"

    var schema: String
    /// The n-th file's old content is `<n>.saved` beside the journal.
    var files: [File]
    /// Missing on the way to new files, outermost first.
    var newDirectories: [String]

    struct File: Codable, Hashable {
        var path: String
        /// SHA-256 of the content before; `nil`: there was no file.
        var from: String?
        /// SHA-256 of the content afterwards; `nil`: there is no file.
        var to: String?
    }

    init(of changes: [FileChange], newDirectories: [String]) {
        schema = Self.schema
        self.newDirectories = newDirectories
        files = changes.map { change in
            File(path: change.path, from: change.from.map(Self.digest), to: change.to.map(Self.digest))
        }
    }

    static func digest(_ content: [UInt8]) -> String { SHA256Digest(of: content).hexadecimal }

    /// A repository from a stranger may come with a journal in it, so its paths are distrusted like a bundle's.
    static func decoded(from bytes: [UInt8], in directory: String) throws(ApplyError) -> ApplyJournal {
        let journal: ApplyJournal
        do {
            journal = try JSONDecoder().decode(ApplyJournal.self, from: Data(bytes))
        } catch {
            throw .damagedJournal(journal: directory, reason: JSONFault.describe(error))
        }
        guard journal.schema == schema else { throw .damagedJournal(journal: directory, reason: "its schema is unknown") }
        for path in journal.files.map(\.path) + journal.newDirectories {
            if let reason = BundleLayout.problem(withEditOf: path) {
                throw .damagedJournal(journal: directory, reason: "it names \(ArchivePath.quoted(path)), which \(reason)")
            }
        }
        return journal
    }
}
