import DriftTesting
import Testing

@testable import DriftArchive

@Suite("Writing tarballs")
struct TarArchiveWriteTests {
    static let entries = [
        TarArchive.Entry(path: "manifest.json", content: Array("{}\n".utf8)),
        TarArchive.Entry(path: "files/requirements.txt", content: Array("numpy==1.26.4\r\n".utf8)),
        TarArchive.Entry(path: "files/größe/日本語.txt", content: [0xFF, 0x00, 0x0A]),
        TarArchive.Entry(path: "REPORT.md", content: []),
        TarArchive.Entry(path: "files/" + String(repeating: "long/", count: 60) + "name", content: [UInt8](repeating: 7, count: 513)),
    ]

    @Test("the order of the input and the time do not show", arguments: TarArchive.Compression.allCases)
    func reproducible(compression: TarArchive.Compression) throws {
        let first = try TarArchive.write(Self.entries, compression: compression)
        let second = try TarArchive.write(Self.entries.reversed(), compression: compression)
        #expect(first.archive == second.archive)
        #expect(first.tar == second.tar)
        #expect(try TarArchive.decompress(first.archive) == first.tar)
    }

    @Test("the tar's bytes are the same on every machine and day")
    func pinnedBytes() throws {
        let tar = try TarArchive.write([TarArchive.Entry(path: "a", content: [0x61])], compression: .gzip).tar
        let header = Array(tar.prefix(512))
        #expect(tar.count == 512 + 512 + 1024)
        #expect(header[100..<108].elementsEqual("000644 \0".utf8))
        #expect(header[108..<116].elementsEqual("000000 \0".utf8))
        #expect(header[136..<148].elementsEqual("00000000000 ".utf8))
        #expect(header[265..<329].allSatisfy { $0 == 0 }, "an owner's name is in the header")
    }

    @Test("bsdtar lists and unpacks it", .enabled(if: ExternalProgram.isInstalled("bsdtar")), arguments: TarArchive.Compression.allCases)
    func bsdtarReads(compression: TarArchive.Compression) throws {
        try compareWith(#require(ExternalProgram(named: "bsdtar")), compression)
    }

    @Test("GNU tar lists and unpacks it", .enabled(if: ExternalProgram.isInstalled("tar")), arguments: TarArchive.Compression.allCases)
    func tarReads(compression: TarArchive.Compression) throws {
        try compareWith(#require(ExternalProgram(named: "tar")), compression)
    }

    private func compareWith(_ program: ExternalProgram, _ compression: TarArchive.Compression) throws {
        let scratch = try ScratchDirectory()
        let name = "bundle" + compression.fileExtension
        try scratch.write(try TarArchive.write(Self.entries, compression: compression).archive, to: name)
        let listing = try program.run(["-tf", name], in: scratch.path)
        #expect(listing.status == 0, "\(listing.errorText)")
        let names = listing.outputText.split(separator: "\n").map(String.init)
        if program.path.hasSuffix("bsdtar") {
            #expect(names == Self.entries.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
        #expect(names.count == Self.entries.count)
        let verbose = try program.run(["-tvf", name, "manifest.json"], in: scratch.path, environment: ["TZ": "UTC"]).outputText
        #expect(verbose.hasPrefix("-rw-r--r--"))
        #expect(verbose.contains("1970"))
        let unpacking = try program.run(["-xf", name], in: scratch.path)
        #expect(unpacking.status == 0 && unpacking.errorText.isEmpty, "\(unpacking.errorText)")
        for entry in Self.entries { #expect(try scratch.read(entry.path) == entry.content) }
    }

    @Test(
        "a path that does not mean one file below the archive is refused",
        arguments: [
            ("", ArchivePath.Problem.empty), ("/etc/passwd", .absolute), ("../x", .parent), ("a/../b", .parent), ("a/..", .parent),
            ("a//b", .emptyComponent), ("a/", .emptyComponent), ("./a", .currentDirectory), ("a/.", .currentDirectory),
            ("a\nb", .controlCharacter), ("a\u{0}b", .controlCharacter), ("a\u{1B}[2Jb", .controlCharacter), ("a\u{7F}", .controlCharacter),
            ("a\u{202E}txt.exe", .controlCharacter), ("a\u{2028}b", .controlCharacter),
            (String(repeating: "n", count: 256), .tooLong), (String(repeating: "n/", count: 600) + "n", .tooLong),
        ]
    )
    func unsafePaths(path: String, problem: ArchivePath.Problem) {
        #expect(throws: ArchiveError.unsafePath(path, problem)) {
            try TarArchive.write([TarArchive.Entry(path: path, content: [])], compression: .zstd)
        }
    }

    @Test("two entries of one path, and a file used as a directory, are refused")
    func conflictingPaths() {
        let file = TarArchive.Entry(path: "a", content: [])
        #expect(throws: ArchiveError.duplicatePath("a")) { try TarArchive.write([file, file], compression: .zstd) }
        let below = TarArchive.Entry(path: "a/b/c", content: [])
        for entries in [[file, below], [below, file]] {
            #expect(throws: ArchiveError.fileUsedAsDirectory("a")) { try TarArchive.write(entries, compression: .zstd) }
        }
        // `é` in one and in two code points: one file on a system that normalises names.
        let accents = ["\u{E9}", "e\u{301}"].map { TarArchive.Entry(path: $0, content: []) }
        #expect(throws: ArchiveError.self) { try TarArchive.write(accents, compression: .zstd) }
    }

    @Test("messages stay on one line and show no control character", arguments: ["a\nb", "\u{1B}[31mred", "a\u{202E}b"])
    func quietMessages(path: String) {
        let error = ArchiveError.unsafePath(path, .controlCharacter)
        #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x7F })
        #expect(!error.hint.isEmpty)
    }
}
