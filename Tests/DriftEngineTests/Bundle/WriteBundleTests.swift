import DriftArchive
import DriftCore
import DriftTesting
import Testing

@testable import DriftEngine

@Suite("Writing bundles")
struct WriteBundleTests {
    @Test("a bundle has the name and the entries that the documentation says")
    func layout() throws {
        let scratch = try ScratchDirectory()
        let written = try WriteBundle.write(SampleBundle.make(lock: "lock-version = \"1.0\"\n"), to: .directory(scratch.path))
        let name = "alice--app--bob--app--\(written.digest.prefix(8)).tar.zst"
        #expect(written.path == scratch.path + "/" + name)
        #expect(try scratch.files() == [name])
        #expect(try scratch.read(name).count == written.byteCount)
        #expect(
            written.entries == [
                "REPORT.md", "base/README.md", "base/requirements.txt", "drift.json", "files/README.md", "files/pre-requirements.txt",
                "files/requirements.txt", "manifest.json", "patch/README.md.patch", "patch/pre-requirements.txt.patch",
                "patch/requirements.txt.patch", "plan.json", "pylock.toml", "settings.json",
            ]
        )
    }

    @Test("the manifest's form")
    func manifest() throws {
        let edit = FileEdit(path: "pre-requirements.txt", base: nil, result: Array("pip<24.1\n".utf8))
        let packed = try WriteBundle.pack(SampleBundle.make(edits: [edit], settings: nil), compression: .gzip)
        let manifest = try #require(try TarArchive.read(packed.archive).first { $0.path == "manifest.json" })
        let text = String(decoding: manifest.content, as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"duplicate\" : {\n    \"baseImage\" : null,\n"))
        #expect(text.hasSuffix("\"schema\" : \"driftd.bundle/1\"\n}\n"))
        #expect(text.contains("\"baseSHA256\" : null"))
        #expect(text.contains("\"proof\" : \"unproven\""))
    }

    @Test("the order of the edits does not show, and both packings hold the same tar")
    func reproducible() throws {
        let bundle = SampleBundle.make()
        let again = SampleBundle.make(edits: SampleBundle.edits.reversed())
        let (first, second) = (try WriteBundle.pack(bundle, compression: .zstd), try WriteBundle.pack(again, compression: .zstd))
        #expect(first.archive == second.archive)
        #expect(try WriteBundle.pack(bundle, compression: .gzip).digest == first.digest)
    }

    @Test(
        "the end of the name chooses the packing",
        arguments: [("b.tar.zst", [UInt8(0x28), 0xB5]), ("b.tar.gz", [0x1F, 0x8B]), ("b.tgz", [0x1F, 0x8B])]
    )
    func namedFile(name: String, magic: [UInt8]) throws {
        let scratch = try ScratchDirectory()
        try scratch.write("an older file", to: name)
        let written = try WriteBundle.write(SampleBundle.make(), to: .file(scratch.path + "/" + name))
        #expect(written.path == scratch.path + "/" + name)
        #expect(try scratch.read(name).starts(with: magic))
        #expect(try scratch.files() == [name], "something is left beside the bundle")
    }

    @Test("another end is wrong usage", arguments: ["b.zip", "b.tar", "b", "b.tar.zst.bak", ""])
    func otherExtension(name: String) {
        let error = #expect(throws: BundleError.self) { try WriteBundle.write(SampleBundle.make(), to: .file(name)) }
        #expect(error == .unknownExtension(path: name))
        #expect(error?.isUsage == true)
    }

    @Test("where it cannot be written, nothing is")
    func unwritable() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("x", to: "directory.tar.gz/file")
        let paths = ["missing/b.tar.gz", "directory.tar.gz", "directory.tar.gz/file/b.tar.gz"]
        for path in paths {
            #expect(throws: BundleError.self) { try WriteBundle.write(SampleBundle.make(), to: .file(scratch.path + "/" + path)) }
        }
        #expect(throws: BundleError.self) { try WriteBundle.write(SampleBundle.make(), to: .file("/dev/full/b.tar.gz")) }
        #expect(try scratch.files() == ["directory.tar.gz/file"])
    }

    @Test(
        "git's own directory, and a file twice, are not edited",
        arguments: [".git/hooks/pre-commit", "a/.GIT/config", "../x", "/x", ".driftd/x"]
    )
    func unsafeEdits(path: String) {
        let edit = FileEdit(path: path, base: nil, result: [])
        #expect(throws: BundleError.self) { try WriteBundle.pack(SampleBundle.make(edits: [edit]), compression: .gzip) }
        let fine = FileEdit(path: "a", base: nil, result: [])
        #expect(throws: BundleError.self) { try WriteBundle.pack(SampleBundle.make(edits: [fine, fine]), compression: .gzip) }
    }

    @Test(
        "a label that names no Space becomes part of a file name",
        arguments: [
            ("freeze.txt", "freeze.txt"), ("./dir/my file.txt", "my-file.txt"), ("/home/alice/captures/app/", "app"), ("../..", "unnamed"),
            ("日本", "unnamed"),
            ("", "unnamed"),
        ]
    )
    func fileNamePart(label: String, part: String) {
        let snapshot = BundleSnapshot(label: label, snapshot: Snapshot(reading: EnvironmentReading()))
        #expect(snapshot.fileNamePart == part)
        #expect(!snapshot.label.contains("/"), "the path tells whose machine it was")
    }

    @Test("bsdtar lists what the manifest names", .enabled(if: ExternalProgram.isInstalled("bsdtar")))
    func listing() throws {
        let scratch = try ScratchDirectory()
        let written = try WriteBundle.write(SampleBundle.make(), to: .directory(scratch.path))
        let listing = try #require(ExternalProgram(named: "bsdtar")).run(["-tf", written.path], in: scratch.path)
        #expect(listing.outputText.split(separator: "\n").map(String.init) == written.entries)
    }
}
