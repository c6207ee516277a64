import DriftArchive
import DriftCore
import DriftTesting
import Foundation
import Testing

@testable import DriftEngine

@Suite("Reading bundles")
struct ReadBundleTests {
    @Test("what was written is read", arguments: 0..<40)
    func roundTrip(seed: Int) throws {
        let bundle = SampleBundle.random(seed: seed)
        for compression in TarArchive.Compression.allCases {
            let packed = try WriteBundle.pack(bundle, compression: compression)
            let name = bundle.fileName(digest: packed.digest, compression: compression)
            #expect(try ReadBundle.read(packed.archive, named: name) == bundle)
        }
    }

    @Test("a file is read, a missing one and a directory are errors")
    func files() throws {
        let scratch = try ScratchDirectory()
        let written = try WriteBundle.write(SampleBundle.make(), to: .directory(scratch.path))
        #expect(try ReadBundle.read(written.path) == SampleBundle.make())
        #expect(throws: BundleError.file(.missing(path: "nowhere.tar.gz"))) { try ReadBundle.read("nowhere.tar.gz") }
        #expect(throws: BundleError.file(.directory(path: scratch.path))) { try ReadBundle.read(scratch.path) }
    }

    @Test("cut at any byte, it is refused", arguments: TarArchive.Compression.allCases)
    func truncated(compression: TarArchive.Compression) throws {
        let archive = try WriteBundle.pack(SampleBundle.make(), compression: compression).archive
        for length in 0..<archive.count {
            #expect(throws: BundleError.self) { try ReadBundle.read(Array(archive.prefix(length)), named: "b") }
        }
    }

    @Test("a flipped bit changes nothing or is refused", arguments: TarArchive.Compression.allCases)
    func flippedBits(compression: TarArchive.Compression) throws {
        let bundle = SampleBundle.make()
        let packed = try WriteBundle.pack(bundle, compression: compression)
        let name = bundle.fileName(digest: packed.digest, compression: compression)
        for index in packed.archive.indices {
            var archive = packed.archive
            archive[index] ^= 1 << UInt8(index % 8)
            if let read = try? ReadBundle.read(archive, named: name) { #expect(read == bundle, "byte \(index)") }
        }
    }

    /// The entries of the sample bundle after `change`, packed again.
    private func tampered(_ change: (inout [String: [UInt8]]) throws -> Void) throws -> [UInt8] {
        let entries = try TarArchive.read(WriteBundle.pack(SampleBundle.make(), compression: .gzip).archive)
        var contents = Dictionary(uniqueKeysWithValues: entries.map { ($0.path, $0.content) })
        try change(&contents)
        return try TarArchive.write(contents.map { TarArchive.Entry(path: $0.key, content: $0.value) }, compression: .gzip).archive
    }

    /// The manifest with one text replaced, which must occur in it.
    private func withManifest(replacing old: String, by new: String) throws -> [UInt8] {
        try tampered { contents in
            let text = String(decoding: try #require(contents["manifest.json"]), as: UTF8.self)
            try #require(text.contains(old))
            contents["manifest.json"] = Array(text.replacingOccurrences(of: old, with: new).utf8)
        }
    }

    static let entries = [
        "REPORT.md", "base/README.md", "drift.json", "files/README.md", "files/pre-requirements.txt", "patch/README.md.patch", "plan.json",
        "settings.json",
    ]

    @Test("a changed entry is refused", arguments: entries)
    func changed(entry: String) throws {
        let archive = try tampered { $0[entry]?.append(0x20) }
        #expect(throws: BundleError.checksum(bundle: "b", entry: entry)) { try ReadBundle.read(archive, named: "b") }
    }

    @Test("a missing entry is refused", arguments: entries)
    func missing(entry: String) throws {
        let archive = try tampered { $0[entry] = nil }
        #expect(throws: BundleError.missingEntry(bundle: "b", entry: entry)) { try ReadBundle.read(archive, named: "b") }
    }

    @Test("an entry more is refused", arguments: ["extra", "files/extra.txt", "base/pre-requirements.txt", "MANIFEST.json"])
    func added(entry: String) throws {
        let archive = try tampered { $0[entry] = [] }
        #expect(throws: BundleError.unexpectedEntry(bundle: "b", entry: entry)) { try ReadBundle.read(archive, named: "b") }
    }

    @Test("an entry more is refused also if the manifest names it")
    func addedAndNamed() throws {
        let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let archive = try tampered { contents in
            let text = String(decoding: try #require(contents["manifest.json"]), as: UTF8.self)
            let claim = "\"entries\" : [\n    {\"path\": \"files/extra\", \"sha256\": \"\(digest)\", \"size\": 0},"
            contents["manifest.json"] = Array(text.replacingOccurrences(of: "\"entries\" : [", with: claim).utf8)
            contents["files/extra"] = []
        }
        #expect(throws: BundleError.unexpectedEntry(bundle: "b", entry: "files/extra")) { try ReadBundle.read(archive, named: "b") }
    }

    @Test("a newer schema asks for a newer driftd")
    func newerSchema() throws {
        let archive = try withManifest(replacing: "driftd.bundle/1", by: "driftd.bundle/2")
        let error = #expect(throws: BundleError.self) { try ReadBundle.read(archive, named: "b") }
        #expect(error == .unknownSchema(bundle: "b", schema: "driftd.bundle/2"))
        #expect(error?.hint.hasPrefix("update driftd") == true)
    }

    @Test(
        "a manifest that is none is refused",
        arguments: [
            "", "{", "[]", "{}", "null", "{\"schema\":1}", "{\"schema\":\"driftd.bundle/1\"}", String(repeating: "[", count: 100_000),
        ]
    )
    func badManifest(text: String) throws {
        let archive = try tampered { $0["manifest.json"] = Array(text.utf8) }
        let error = #expect(throws: BundleError.self) { try ReadBundle.read(archive, named: "b") }
        guard case .badManifest = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("without a manifest it is no bundle")
    func noManifest() throws {
        let archive = try tampered { $0["manifest.json"] = nil }
        #expect(throws: BundleError.noManifest(bundle: "b")) { try ReadBundle.read(archive, named: "b") }
    }

    @Test(
        "an edit outside the repository, or in git's directory, is refused",
        arguments: ["../README.md", "/README.md", ".git/README.md", ".Git/x"]
    )
    func unsafeEdit(path: String) throws {
        let old = "\"path\" : \"README.md\""
        let archive = try withManifest(replacing: old, by: "\"path\" : \"\(path)\"")
        let error = #expect(throws: BundleError.self) { try ReadBundle.read(archive, named: "b") }
        guard case .unsafeEdit(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("an edit's digests must be those of its files", arguments: ["baseSHA256", "resultSHA256"])
    func editDigest(field: String) throws {
        let archive = try tampered { contents in
            let text = String(decoding: try #require(contents["manifest.json"]), as: UTF8.self)
            let changed = text.replacing(try Regex("\"\(field)\" : \"[0-9a-f]{8}"), with: "\"\(field)\" : \"00000000", maxReplacements: 1)
            contents["manifest.json"] = Array(changed.utf8)
        }
        #expect(throws: BundleError.self) { try ReadBundle.read(archive, named: "b") }
    }

    @Test("a name with another digest than the content's is refused; any other name is fine")
    func nameDigest() throws {
        let packed = try WriteBundle.pack(SampleBundle.make(), compression: .gzip)
        #expect(throws: BundleError.nameDigest(bundle: "a--b--00000000.tar.gz", content: String(packed.digest.prefix(8)))) {
            try ReadBundle.read(packed.archive, named: "a--b--00000000.tar.gz")
        }
        for name in ["mine.tar.gz", "dir/00000000.tar.gz", "x--zzzzzzzz.tar.gz", "x", "--\(packed.digest.prefix(8)).tar.gz"] {
            #expect(throws: Never.self) { try ReadBundle.read(packed.archive, named: name) }
        }
    }

    @Test("a tarball of other things is no bundle")
    func otherTarball() throws {
        let archive = try TarArchive.write([TarArchive.Entry(path: "a", content: [])], compression: .zstd).archive
        #expect(throws: BundleError.noManifest(bundle: "b")) { try ReadBundle.read(archive, named: "b") }
        #expect(throws: BundleError.archive(bundle: "b", .unrecognised)) { try ReadBundle.read(Array("PK".utf8), named: "b") }
    }
}
