import DriftCore
import DriftTesting
import Testing

@Suite("RequirementsFile: laws over random files")
struct RequirementsFileLawTests {
    @Test("parse and render are inverse on any bytes", arguments: [1, 2, 3, 4] as [UInt64])
    func identityOnBytes(seed: UInt64) {
        var random = RandomPackaging(seed: seed)
        let marks: [[UInt8]] = [[], [], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
        for _ in 0..<600 {
            let count = Int.random(in: 0...80, using: &random)
            let interesting: [UInt8] = [
                0x0A, 0x0D, 0x20, 0x23, 0x2D, 0x3D, 0x5C, 0x85, 0xC2, 0xD8, 0xDC, 0xE2, 0x80, 0xA8, 0x00, 0x61, 0xFF,
            ]
            let bytes =
                random.pick(marks)
                + (0..<count).map { _ in random.chance(60) ? random.pick(interesting) : UInt8.random(in: 0...255, using: &random) }
            let file = RequirementsFile.parse(bytes)
            #expect(file.render() == bytes, "\(bytes)")
            _ = file.diagnostics
            _ = FreezeList.parse(bytes, file: "freeze.txt")
        }
    }

    @Test("parse and render are inverse on realistic files, damaged or not", arguments: [11, 12, 13] as [UInt64])
    func identityOnFiles(seed: UInt64) {
        var random = RandomPackaging(seed: seed)
        for _ in 0..<150 {
            let text = random.requirementsFile()
            let bytes = Array((random.chance(30) ? random.damaged(text, alphabet: "\n\r\\# -\u{2028}\u{0}\"'") : text).utf8)
            let file = RequirementsFile.parse(bytes)
            #expect(file.render() == bytes)
            // Every physical line belongs to exactly one logical line, in order.
            #expect(zip(file.lines, file.lines.dropFirst()).allSatisfy { $0.number < $1.number })
        }
    }

    @Test("An edit changes its own line only, reads back as meant, and twice is once", arguments: [21, 22, 23] as [UInt64])
    func edits(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        var editCount = 0
        for _ in 0..<150 {
            let original = RequirementsFile.parse(Array(random.requirementsFile().utf8))
            guard !original.lines.isEmpty else { continue }
            let index = Int.random(in: 0..<original.lines.count, using: &random)
            let (specifier, url) = (random.pick(["==9.9", "===2004d", ">=1,<2", "==1.0+cu118"]), "git+https://h/r@0123456#egg=x")
            var edited = original
            let usesURL = random.chance(30)
            let apply = { (file: inout RequirementsFile) in
                usesURL ? file.replaceSource(ofLineAt: index, with: url) : file.replaceVersion(ofLineAt: index, with: specifier)
            }
            let isEdited = apply(&edited)
            #expect(isEdited == (original.lines[index].requirement != nil))
            guard isEdited else {
                #expect(edited == original)
                continue
            }
            editCount += 1
            let (old, new) = (try #require(original.lines[index].requirement), try #require(edited.lines[index].requirement))
            #expect(
                new
                    == Requirement(
                        name: old.name,
                        extras: old.extras,
                        specifiers: usesURL ? VersionSpecifierSet() : try #require(VersionSpecifierSet(specifier)),
                        url: usesURL ? url : nil,
                        marker: old.marker
                    )
            )
            #expect(edited.lines.count == original.lines.count)
            for other in original.lines.indices where other != index {
                #expect(edited.lines[other].text == original.lines[other].text)
            }
            #expect(RequirementsFile.parse(edited.render()) == edited)
            var twice = edited
            #expect(apply(&twice) == true)
            #expect(twice == edited)
        }
        #expect(editCount > 30)
    }

    @Test("A marked block leaves every other byte, twice is once, and taking it away gives back the file", arguments: [31, 32] as [UInt64])
    func blocks(seed: UInt64) {
        var random = RandomPackaging(seed: seed)
        for _ in 0..<100 {
            let original = Array(random.requirementsFile().utf8)
            var file = RequirementsFile.parse(original)
            #expect(file.setMarkedBlock(["a==1", "b @ https://h/b"]) == true)
            #expect(file.render().starts(with: original))
            #expect(RequirementsFile.parse(file.render()) == file)
            var twice = file
            #expect(twice.setMarkedBlock(["a==1", "b @ https://h/b"]) == true)
            #expect(twice.render() == file.render())
            #expect(file.setMarkedBlock([]) == true)
            let rest = file.render().dropFirst(original.count)
            // At most the line end that the last line lacked, and one to end a joining.
            #expect(file.render().starts(with: original) && rest.count <= 4 && rest.allSatisfy { $0 == 0x0A || $0 == 0x0D })
        }
    }

    @Test("Time grows with the size, however hostile the content")
    func size() {
        let many = Array(String(repeating: "numpy==1.26.4 \\\n  --hash=sha256:00 # c\n", count: 2000).utf8)
        #expect(RequirementsFile.parse(many).render() == many)
        for unit in ["a", "\\", "\\\n", " ", "#", "-", "[", "(", "'", "\u{A0}", "1.", "=="] {
            let bytes = Array(String(repeating: unit, count: 50_000).utf8)
            #expect(RequirementsFile.parse(bytes).render() == bytes)
        }
    }
}

extension RandomPackaging {
    /// A file as people and tools write them: comments, options, hashes over several lines, any line ends.
    mutating func requirementsFile() -> String {
        let end = pick(["\n", "\n", "\r\n", "\r"])
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &self) {
            text += line(end: end) + (chance(95) ? end : pick(["\n", "\r\n", "\u{B}", "\u{2028}"]))
        }
        if chance(30), text.hasSuffix(end) { text.removeLast() }
        return chance(10) ? text + pick(["\\", " \\", "a \\"]) : text
    }

    private mutating func line(end: String) -> String {
        let comment = pick(["", "", " # why", "\t# grüße", "  #"])
        switch Int.random(in: 0..<10, using: &self) {
        case 0: return pick(["", "  ", "\t"])
        case 1: return pick(["# a comment", "  # -r x", "#", "# via \\", "#!shebang"])
        case 2:
            return pick([
                "-r other.txt", "-c c.txt", "--extra-index-url https://h/whl", "--pre", "-i https://h/s --pre", "--find-links 'a b'",
                "-f .",
            ]) + comment
        case 3:
            return pick(["-e .", "-e git+https://h/r@01#egg=r", "./local", "https://h/a-1.0-py3-none-any.whl", "git+https://h/r"]) + comment
        case 4: return pick(["garbage here", "numpy==", "--no-deps", "<<<<<<< HEAD", "pip install x", "${X}"]) + comment
        case 5, 6:
            let hashes = repeated(1...3) { _ in " \\\(end)    --hash=sha256:00ff" }.joined()
            return requirement() + hashes + comment
        case 7: return requirement() + pick([" \\\(end)  --config-settings=a=b", " --hash sha256:00", " \\\(end)  # c"])
        default: return pick(["", "  "]) + requirement() + comment
        }
    }
}
