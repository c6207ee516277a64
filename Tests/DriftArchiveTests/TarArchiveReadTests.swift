import DriftTesting
import Testing

@testable import DriftArchive

@Suite("Reading tarballs")
struct TarArchiveReadTests {
    static let small = [
        TarArchive.Entry(path: "REPORT.md", content: Array("unproven\n".utf8)),
        TarArchive.Entry(path: "files/ümlaut.txt", content: Array(String(repeating: "numpy==1.26.4\n", count: 40).utf8)),
    ]

    @Test("what was written is read", arguments: TarArchive.Compression.allCases, Array(UInt64(0)..<25))
    func roundTrip(compression: TarArchive.Compression, seed: UInt64) throws {
        var random = RandomEntries(seed: seed)
        let entries = random.entries()
        let written = try TarArchive.write(entries, compression: compression)
        let sorted = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        #expect(try TarArchive.read(written.archive) == sorted)
        #expect(try TarArchive.read(written.tar) == sorted)
    }

    @Test("parallel writers and readers do not meet")
    func parallelUse() async throws {
        let expected = try TarArchive.write(Self.small, compression: .zstd).archive
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let archive = try TarArchive.write(Self.small, compression: .zstd).archive
                    return try archive == expected && TarArchive.read(archive) == Self.small
                }
            }
            for try await agrees in group { #expect(agrees) }
        }
    }

    @Test("cut at any byte, it is refused", arguments: TarArchive.Compression.allCases)
    func truncated(compression: TarArchive.Compression) throws {
        let written = try TarArchive.write(Self.small, compression: compression)
        for bytes in [written.archive, written.tar] {
            for length in 0..<bytes.count {
                #expect(throws: ArchiveError.self, "first \(length) of \(bytes.count) bytes") {
                    try TarArchive.read(Array(bytes.prefix(length)))
                }
            }
        }
    }

    @Test("no flipped bit crashes it, and none changes a name unnoticed", arguments: TarArchive.Compression.allCases)
    func flippedBits(compression: TarArchive.Compression) throws {
        let archive = try TarArchive.write(Self.small, compression: compression).archive
        for index in archive.indices {
            for bit in 0..<8 {
                var bytes = archive
                bytes[index] ^= 1 << UInt8(bit)
                // Contents may change (the bundle's manifest guards them); names are under the tar header's checksum.
                guard let entries = try? TarArchive.read(bytes) else { continue }
                #expect(Set(entries.map(\.path)).isSubset(of: Self.small.map(\.path)), "byte \(index), bit \(bit)")
            }
        }
    }

    @Test("bytes after the end are refused", arguments: [[UInt8(0x78)], Array("rm -rf".utf8), [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD]])
    func trailing(garbage: [UInt8]) throws {
        for compression in TarArchive.Compression.allCases {
            let written = try TarArchive.write(Self.small, compression: compression)
            #expect(throws: ArchiveError.self) { try TarArchive.read(written.archive + garbage) }
            let block = garbage + [UInt8](repeating: 0, count: 512 - garbage.count)
            #expect(throws: ArchiveError.trailingData) { try TarArchive.read(written.tar + block + HandmadeTar.endMark) }
        }
    }

    @Test(
        "names that an honest writer does not make are refused",
        arguments: [
            ("/etc/passwd", ArchivePath.Problem.absolute), ("../../x", .parent), ("a/../../x", .parent), ("./a", .currentDirectory),
            ("a//b", .emptyComponent), ("a\nb", .controlCharacter), ("a\rb", .controlCharacter), ("a\u{1B}]0;x", .controlCharacter),
        ]
    )
    func unsafeNames(name: String, problem: ArchivePath.Problem) {
        var tar = HandmadeTar()
        tar.addText("ok")
        tar.addText(name)
        #expect(throws: ArchiveError.unsafePath(name, problem)) { try TarArchive.read(tar.finished) }
    }

    @Test(
        "a pax header cannot bring in an unsafe name, link or size",
        arguments: ["path=../x", "path=/x", "linkpath=/etc/passwd", "size=99999999999"]
    )
    func paxOverrides(field: String) {
        // `22 path=../x\n`: the length counts itself, the space and the line feed.
        let length = (1...99).first { String($0).utf8.count + field.utf8.count + 2 == $0 } ?? 0
        var tar = HandmadeTar()
        tar.add(name: "PaxHeader/a".utf8, type: "x", content: Array("\(length) \(field)\n".utf8))
        if field.hasPrefix("linkpath") { tar.add(name: "a".utf8, type: "2", link: "b") } else { tar.addText("a") }
        #expect(throws: ArchiveError.self) { try TarArchive.read(tar.finished) }
    }

    @Test("a name that is not UTF-8 is refused", arguments: [[UInt8(0xFF)], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x61, 0xE9]])
    func brokenNames(name: [UInt8]) throws {
        var tar = HandmadeTar()
        tar.add(name: name, content: [0x61])
        #expect(throws: ArchiveError.self) { try TarArchive.read(tar.finished) }
    }

    @Test("only plain files are taken", arguments: ["1", "2", "3", "4", "5", "6"] as [Character])
    func otherTypes(type: Character) {
        var tar = HandmadeTar()
        tar.addText("target")
        tar.add(name: "entry".utf8, type: type, link: type == "1" || type == "2" ? "target" : "")
        #expect(throws: ArchiveError.notRegularFile("entry")) { try TarArchive.read(tar.finished) }
    }

    @Test("a path given twice, or used as a directory as well, is refused")
    func conflictingPaths() {
        var twice = HandmadeTar()
        twice.addText("a", "first")
        twice.addText("a", "second")
        #expect(throws: ArchiveError.duplicatePath("a")) { try TarArchive.read(twice.finished) }
        var both = HandmadeTar()
        both.addText("a")
        both.addText("a/b")
        #expect(throws: ArchiveError.fileUsedAsDirectory("a")) { try TarArchive.read(both.finished) }
    }

    @Test("limits hold for one file, for all, and for their number")
    func limits() throws {
        let bytes = try TarArchive.write(Self.small, compression: .zstd).archive
        #expect(throws: ArchiveError.tooManyEntries(limit: 1)) {
            try TarArchive.read(bytes, limits: TarArchive.Limits(entryCount: 1))
        }
        #expect(throws: ArchiveError.entryTooLarge("files/ümlaut.txt", limitBytes: 100)) {
            try TarArchive.read(bytes, limits: TarArchive.Limits(entryBytes: 100))
        }
        #expect(throws: ArchiveError.archiveTooLarge(limitBytes: 1000)) {
            try TarArchive.read(bytes, limits: TarArchive.Limits(totalBytes: 1000))
        }
    }

    @Test("a bomb is stopped while it unpacks", arguments: TarArchive.Compression.allCases)
    func bomb(compression: TarArchive.Compression) throws {
        let bomb = try TarArchive.write(
            [TarArchive.Entry(path: "zeros", content: [UInt8](repeating: 0, count: 200 << 20))],
            compression: compression
        ).archive
        #expect(bomb.count < 1 << 20)
        #expect(throws: ArchiveError.archiveTooLarge(limitBytes: 64 << 20)) { try TarArchive.read(bomb) }
    }

    @Test("a size that lies about what follows is refused", arguments: [600, 1 << 20, 8_589_934_591])
    func lyingSize(size: Int) {
        var tar = HandmadeTar()
        tar.add(name: "a".utf8, content: [0x61], size: size)
        #expect(throws: ArchiveError.self) { try TarArchive.read(tar.finished) }
    }

    @Test("layers of compression are not peeled")
    func layered() throws {
        let inner = try TarArchive.write(Self.small, compression: .gzip).archive
        for compression in TarArchive.Compression.allCases {
            let outer = try StreamCompression.compress(inner, with: compression)
            #expect(throws: ArchiveError.unrecognised) { try TarArchive.read(outer) }
        }
    }

    @Test(
        "what is no tarball is called so",
        arguments: [
            [], Array("PK\u{3}\u{4}".utf8), Array("hello\n".utf8), [UInt8](repeating: 0, count: 4), Array("!<arch>\n".utf8),
            [UInt8](repeating: 0x41, count: 2048), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
        ]
    )
    func otherFormats(bytes: [UInt8]) {
        #expect(throws: ArchiveError.unrecognised) { try TarArchive.read(bytes) }
    }

    @Test("random bytes after each magic are refused", arguments: Array(UInt64(0)..<50))
    func noise(seed: UInt64) {
        var random = RandomEntries(seed: seed)
        for magic in [[], [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD]] as [[UInt8]] {
            let bytes = magic + random.bytes(count: 700)
            #expect(throws: ArchiveError.self) { try TarArchive.read(bytes) }
        }
    }
}
