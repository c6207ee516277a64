import DriftTesting
import Testing

@testable import DriftArchive

@Suite("Image layers")
struct ImageLayerTests {
    private static let path = "pipfreeze/freeze.txt"

    private func finding(
        _ path: String = Self.path,
        limits: ImageLayer.Limits = ImageLayer.Limits(),
        _ build: (inout HandmadeTar) -> Void
    ) throws -> ImageLayer.Finding? {
        var tar = HandmadeTar()
        build(&tar)
        return try ImageLayer.find([path], in: tar.finished, limits: limits)[path]
    }

    @Test(
        "the file is found under every spelling of its path",
        arguments: ["pipfreeze/freeze.txt", "./pipfreeze/freeze.txt", "/pipfreeze//freeze.txt"]
    )
    func spellings(name: String) throws {
        let found = try finding { tar in
            tar.add(name: "pipfreeze/".utf8, type: "5")
            tar.addText(name, "numpy==1.26.4\n")
        }
        #expect(found == .file(Array("numpy==1.26.4\n".utf8)))
    }

    @Test("gzip, zstd and plain tars are told by their content", arguments: [TarArchive.Compression.gzip, .zstd, nil])
    func compressions(compression: TarArchive.Compression?) throws {
        let entries = [TarArchive.Entry(path: Self.path, content: [65]), TarArchive.Entry(path: "a/ümlaut", content: [66])]
        let written = try TarArchive.write(entries, compression: compression ?? .gzip)
        let layer = compression == nil ? written.tar : written.archive
        #expect(try ImageLayer.find([Self.path, "none"], in: layer) == [Self.path: .file([65])])
    }

    @Test("what else layers hold is passed over: links, devices, names that are not UTF-8, paths that lead out")
    func others() throws {
        let found = try finding { tar in
            tar.add(name: "dev/null".utf8, type: "3")
            tar.add(name: "usr/bin/python".utf8, type: "2", link: "python3")
            tar.add(name: "usr/bin/python3".utf8, type: "1", link: "usr/bin/python")
            tar.add(name: [0x61, 0xFF, 0xFE], content: [1])
            tar.addText("../pipfreeze/freeze.txt", "evil==1\n")
            tar.addText("a/../pipfreeze/freeze.txt", "evil==1\n")
        }
        #expect(found == nil)
    }

    @Test("a link or directory of that name is no list, and nothing follows it", arguments: ["1", "2", "3", "5"] as [Character])
    func noPlainFile(type: Character) throws {
        let found = try finding { $0.add(name: Self.path.utf8, type: type, link: "etc/passwd") }
        #expect(found == .unusable(reason: "is a link, device or directory, not a plain file"))
    }

    @Test(
        "whiteouts take away what the layers below have",
        arguments: ["pipfreeze/.wh.freeze.txt", ".wh.pipfreeze", "pipfreeze/.wh..wh..opq", ".wh..wh..opq", "pipfreeze"]
    )
    func whiteouts(name: String) throws {
        #expect(try finding { $0.addText(name, "") } == .removed)
        // Only what is below: the layer's own file stands, before or behind.
        #expect(
            try finding {
                $0.addText(Self.path, "a==1"); $0.addText(name, "")
            } == .file(Array("a==1".utf8))
        )
        #expect(
            try finding {
                $0.addText(name, ""); $0.addText(Self.path, "a==1")
            } == .file(Array("a==1".utf8))
        )
    }

    @Test(
        "whiteouts of others take nothing away",
        arguments: ["pipfreeze/.wh.freeze.tx", "pip/.wh..wh..opq", ".wh.pipfreez", ".wh.", "pipfreezes"]
    )
    func otherWhiteouts(name: String) throws { #expect(try finding { $0.addText(name, "") } == nil) }

    @Test("of two entries of one name the last one counts")
    func twice() throws {
        let found = try finding { tar in
            tar.addText(Self.path, "a==1")
            tar.addText(Self.path, "a==2")
        }
        #expect(found == .file(Array("a==2".utf8)))
    }

    @Test("a bomb is given up before it is unpacked")
    func bombs() throws {
        var tar = HandmadeTar()
        tar.add(name: "zeros".utf8, content: [UInt8](repeating: 0, count: 80 << 20))
        tar.addText(Self.path)
        for compression in TarArchive.Compression.allCases {
            let bomb = try StreamCompression.compress(tar.finished, with: compression)
            #expect(bomb.count < 256 << 10)
            #expect(throws: ArchiveError.archiveTooLarge(limitBytes: 64 << 20)) { try ImageLayer.find([Self.path], in: bomb) }
        }
        #expect(throws: ArchiveError.archiveTooLarge(limitBytes: 64 << 20)) {
            try finding { $0.add(name: "claims".utf8, size: 8_589_934_591) }
        }
        var limits = ImageLayer.Limits()
        limits.entryCount = 3
        #expect(throws: ArchiveError.tooManyEntries(limit: 3)) {
            try finding(limits: limits) { tar in for _ in 0..<4 { tar.addText("x") } }
        }
        limits = ImageLayer.Limits()
        limits.fileBytes = 3
        #expect(try finding(limits: limits) { $0.addText(Self.path, "a==1") } == .unusable(reason: "is larger than 3 bytes"))
    }

    @Test("cut or changed anywhere it never crashes", arguments: TarArchive.Compression.allCases)
    func damage(compression: TarArchive.Compression) throws {
        let entries = [TarArchive.Entry(path: Self.path, content: Array("numpy==1.26.4\n".utf8))]
        let layer = try TarArchive.write(entries, compression: compression).archive
        for length in 0..<layer.count { _ = try? ImageLayer.find([Self.path], in: Array(layer.prefix(length))) }
        for index in layer.indices {
            var changed = layer
            changed[index] ^= 0x41
            _ = try? ImageLayer.find([Self.path], in: changed)
        }
        #expect(throws: ArchiveError.self) { try ImageLayer.find([Self.path], in: Array("no layer at all".utf8)) }
    }

    @Test("an empty layer says nothing")
    func empty() throws {
        #expect(try finding { _ in } == nil)
        #expect(try ImageLayer.find([Self.path], in: StreamCompression.compress(HandmadeTar.endMark, with: .gzip)) == [:])
    }
}
