import DriftTesting
import Testing

@testable import DriftCore

@Suite("Unified diffs")
struct UnifiedDiffTests {
    @Test("the form of a patch")
    func form() {
        let base = "# pins\ngradio\nnumpy\npandas\nrequests\nscipy\ntorch\n"
        let result = "# pins\ngradio\nnumpy==1.26.4\npandas\nrequests\nscipy\ntorch\naccelerate==0.34.2\n"
        let expected = """
            diff --git a/requirements.txt b/requirements.txt
            --- a/requirements.txt
            +++ b/requirements.txt
            @@ -1,7 +1,8 @@
             # pins
             gradio
            -numpy
            +numpy==1.26.4
             pandas
             requests
             scipy
             torch
            +accelerate==0.34.2

            """
        #expect(UnifiedDiff.render(path: "requirements.txt", base: Array(base.utf8), result: Array(result.utf8)) == expected)
    }

    @Test("changes that are far apart have hunks of their own")
    func hunks() {
        let base = (1...30).map { "line \($0)\n" }
        var result = base
        result[2] = "changed\n"
        result[20] = "changed\n"
        let patch = UnifiedDiff.render(path: "a", base: Array(base.joined().utf8), result: Array(result.joined().utf8))
        #expect(patch.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,6 +1,6 @@", "@@ -18,7 +18,7 @@"])
    }

    @Test(
        "an equal file has no patch; one that is not text is named",
        arguments: [[UInt8(0xFF), 0xFE, 0x61, 0x00], [0x00], [0x61, 0xE9, 0x0A]]
    )
    func binary(bytes: [UInt8]) {
        #expect(UnifiedDiff.render(path: "a", base: bytes, result: bytes).isEmpty)
        let patch = UnifiedDiff.render(path: "a", base: bytes, result: [0x61])
        #expect(patch == "diff --git a/a b/a\nBinary files a/a and b/a differ\n")
    }

    /// Base and result; `nil`: no such file.
    static let cases: [(String?, String?)] = [
        ("a\n", "b\n"), ("a\n", ""), ("", "a\n"), (nil, "a\n"), (nil, "a"), ("a\n", nil), ("a", nil), (nil, ""), ("", nil),
        ("a\nb\nc\n", "a\nc\n"), ("a\nc\n", "a\nb\nc\n"), ("a", "a\n"), ("a\n", "a"), ("a\nb", "a\nc"), ("a\nb", "b\na"), ("x\na", "a"),
        ("a\r\nb\r\n", "a\r\nb==1\r\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb\rc", "a\rb"), ("\u{FEFF}a\n", "\u{FEFF}b\n"), ("\n\n\n", "\n"),
        ("größe\n日本\n", "größe\n日本語\n"), ("a\u{301}\n", "\u{E1}\n"), ("-- a\n++ b\n", "++ b\n-- a\n"),
        ("@@ -1 +1 @@\n", "diff --git a/x b/x\n"),
        ("a\u{2028}b\n", "a\u{2028}c\n"), ("a\u{B}\u{C}b\n", "\u{B}\n"),
    ]

    static let paths = ["requirements.txt", "dir/sub dir/my file.txt", "größe/日本.txt", "quo\"te.txt", "back\\slash.txt"]

    @Test("git apply makes the result of the base", .enabled(if: ExternalProgram.isInstalled("git")), arguments: cases, paths)
    func gitApplies(files: (base: String?, result: String?), path: String) throws {
        let git = try #require(ExternalProgram(named: "git"))
        let scratch = try prepare(files, path)
        let run = try git.run(["apply", "--whitespace=nowarn", "change.patch"], in: scratch.path)
        #expect(run.status == 0, "\(run.errorText)")
        try expectResult(files.result, path, in: scratch)
    }

    @Test("patch -p1 makes the result of the base", .enabled(if: ExternalProgram.isInstalled("patch")), arguments: cases, paths)
    func patchApplies(files: (base: String?, result: String?), path: String) throws {
        // GNU patch takes no file lines, no change; git alone knows empty files.
        guard files.base?.isEmpty != true || files.result != nil, files.result?.isEmpty != true || files.base != nil else { return }
        let patch = try #require(ExternalProgram(named: "patch"))
        let scratch = try prepare(files, path)
        let run = try patch.run(["-p1", "--binary", "-i", "change.patch"], in: scratch.path)
        #expect(run.status == 0, "\(run.outputText)\(run.errorText)")
        try expectResult(files.result, path, in: scratch)
    }

    private func prepare(_ files: (base: String?, result: String?), _ path: String) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        if let base = files.base { try scratch.write(base, to: path) }
        let patch = UnifiedDiff.render(path: path, base: files.base.map { Array($0.utf8) }, result: files.result.map { Array($0.utf8) })
        try scratch.write(patch, to: "change.patch")
        return scratch
    }

    private func expectResult(_ result: String?, _ path: String, in scratch: ScratchDirectory) throws {
        if let result {
            #expect(try scratch.read(path) == Array(result.utf8))
        } else {
            #expect(try !scratch.files().contains(path))
        }
    }

    @Test("random edits apply", .enabled(if: ExternalProgram.isInstalled("git")), arguments: UInt64(0)..<60)
    func randomEdits(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let base = Self.randomText(lines: Int.random(in: 0...120, using: &random), using: &random)
        let result = Self.edited(base, using: &random)
        guard base != result else { return }
        try gitApplies(files: (base, result), path: "requirements.txt")
    }

    @Test("no shorter patch exists", arguments: UInt64(0)..<200)
    func shortest(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func lines() -> [ArraySlice<UInt8>] {
            (0..<Int.random(in: 0...40, using: &random)).map { _ in [UInt8.random(in: 0...5, using: &random)][...] }
        }
        let (base, result) = (lines(), lines())
        let difference = UnifiedDiffLines(base: base, result: result)
        let common = Self.longestCommonSubsequence(base, result)
        #expect(difference.changes.reduce(0) { $0 + $1.base.count } == base.count - common)
        #expect(difference.changes.reduce(0) { $0 + $1.result.count } == result.count - common)
        #expect(Self.unchanged(base, difference.changes.map(\.base)) == Self.unchanged(result, difference.changes.map(\.result)))
    }

    @Test("20,000 lines stay within time and memory", arguments: ["shuffled", "different", "one edit", "reversed"])
    func large(kind: String) throws {
        var random = SplitMix64(seed: 1)
        let base = (0..<20_000).map { "package-\($0 % 15_000)==1.\($0)\n" }
        var result = base
        switch kind {
        case "shuffled": result.shuffle(using: &random)
        case "different": result = base.map { "x" + $0 }
        case "reversed": result.reverse()
        default: result[12_345] = "edited\n"
        }
        let clock = ContinuousClock()
        var patch = ""
        let time = clock.measure {
            patch = UnifiedDiff.render(path: "a", base: Array(base.joined().utf8), result: Array(result.joined().utf8))
        }
        #expect(time < .seconds(60))
        let git = try #require(ExternalProgram(named: "git"))
        let scratch = try ScratchDirectory()
        try scratch.write(base.joined(), to: "a")
        try scratch.write(patch, to: "change.patch")
        #expect(try git.run(["apply", "change.patch"], in: scratch.path).status == 0)
        #expect(try scratch.read("a") == Array(result.joined().utf8))
    }

    private static func randomText(lines: Int, using random: inout SplitMix64) -> String {
        let ends = ["\n", "\n", "\n", "\r\n"]
        let text = (0..<lines).map { _ in
            "name\(Int.random(in: 0...9, using: &random))" + (ends.randomElement(using: &random) ?? "\n")
        }.joined()
        return Bool.random(using: &random) ? text : text + "no end"
    }

    private static func edited(_ text: String, using random: inout SplitMix64) -> String {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let index = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: lines[index] += "==1"
            case 1: lines.insert("new", at: index)
            default: if lines.count > 1 { lines.remove(at: index) }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// By the textbook's table.
    private static func longestCommonSubsequence(_ a: [ArraySlice<UInt8>], _ b: [ArraySlice<UInt8>]) -> Int {
        var row = Array(repeating: 0, count: b.count + 1)
        for line in a {
            var diagonal = 0
            for index in b.indices {
                let above = row[index + 1]
                row[index + 1] = line == b[index] ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[b.count]
    }

    private static func unchanged(_ lines: [ArraySlice<UInt8>], _ changes: [Range<Int>]) -> [ArraySlice<UInt8>] {
        lines.indices.filter { index in !changes.contains { $0.contains(index) } }.map { lines[$0] }
    }
}
