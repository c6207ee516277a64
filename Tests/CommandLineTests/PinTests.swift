import DriftTesting
import Foundation
import Testing

@Suite("driftd pin and apply: what is refused, and that nothing is half-written")
struct PinTests {
    private func prepare() throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate", "cached", "failed"] { try program.copyCapture(name) }
        return program
    }

    @Test("no observed evidence at all: no verdict, no bundle")
    func noEvidence() throws {
        let program = try prepare()
        try program.run(["pin", "./failed", "./duplicate", "-o", "b.tar.zst"]).expectFailure(
            3,
            error: "nothing observed says which packages ./failed has",
            hint: "ask its owner for the build log or a `pip freeze`, put it into the capture, and take a new snapshot"
        )
        #expect(!program.exists("b.tar.zst"))
    }

    @Test("an incomplete original is pinned as far as it is known, unless --require-complete")
    func incomplete() throws {
        let program = try prepare()
        try program.run(["pin", "./cached", "./duplicate", "-o", "b.tar.zst", "--require-complete"]).expectFailure(
            3,
            error: "the evidence of ./cached is incomplete: 1 gap, 2 versions unknown",
            hint:
                "do not rebuild ./cached: ask its owner for the build log or a `pip freeze`, and put it into the capture; without --require-complete what is known is pinned"
        )
        #expect(!program.exists("b.tar.zst"))
        try program.run(["pin", "./cached", "./duplicate", "-o", "b.tar.zst"]).expectSuccess()
        #expect(program.exists("b.tar.zst"))
    }

    @Test("the next command names the bundle as a shell takes it")
    func quotedBundle() throws {
        let program = try prepare()
        let output = try program.run(["pin", "./original", "./duplicate", "--offline", "-o", "to restore.tar.zst"]).output
        #expect(output.contains("next: driftd apply 'to restore.tar.zst' <checkout>"), "\(output)")
    }

    @Test("a folder of the bundle's that is not there is named, and not made")
    func noFolder() throws {
        let program = try prepare()
        try program.run(["pin", "./original", "./duplicate", "--offline", "-o", "bundels/b.tar.zst"])
            .expectFailure(2, errorContaining: "bundels")
        #expect(!program.exists("bundels"))
    }

    @Test("a duplicate without files cannot be patched")
    func noFiles() throws {
        let program = try prepare()
        try program.scratch.write("numpy==1.0\n", to: "freeze.txt")
        try FileManager.default.createDirectory(atPath: program.path("empty"), withIntermediateDirectories: false)
        for duplicate in ["freeze.txt", "./empty"] {
            try program.run(["pin", "./original", duplicate, "-o", "b.tar.zst"]).expectFailure(
                2,
                error: "\(duplicate) has no repository files to patch",
                hint: "name a snapshot, a capture directory with repo/, or a checkout of the duplicate"
            )
        }
        #expect(!program.exists("b.tar.zst"))
    }

    /// Nine levels of nine aliases each: 400 million nodes if somebody follows them.
    private static let bomb =
        (1...9).reduce(into: "---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n") { text, level in
            text += "a\(level): &a\(level) [" + repeatElement("*a\(level - 1)", count: 9).joined(separator: ",") + "]\n"
        } + "sdk: gradio\n---\n"

    @Test(
        "a README that cannot be read safely is left as it is, and named with what it has to say; everything else is in the bundle",
        arguments: [
            ("---\nsdk: [\n---\n", "README.md"),
            ("---\nsdk: gradio\n", "the front matter opened by --- in line 1 is never closed"),
            (bomb, "YAML aliases"), ("---\nsdk: gradio\nsdk: docker\n---\n", "twice"), ("---\n- a\n---\n", "README.md"),
        ]
    )
    func badReadme(content: String, error: String) throws {
        let program = try prepare()
        try program.scratch.write(content, to: "duplicate/repo/README.md")
        let outcome = try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst"])
        outcome.expectSuccess()
        let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains(error) && words.contains("Correct it by hand, with"), "\(words)")
        #expect(words.contains("`sdk_version: ") && words.contains("`python_version: \""), "\(words)")
        try program.run(["apply", "-q", "b.tar.zst", "duplicate/repo"]).expectSuccess()
        #expect(String(decoding: try program.scratch.read("duplicate/repo/README.md"), as: UTF8.self) == content)
        #expect(String(decoding: try program.scratch.read("duplicate/repo/requirements.txt"), as: UTF8.self).contains("=="))
    }

    @Test("of a README that is no YAML, the line that names the SDK counts", arguments: ["gradio", "docker"])
    func badReadmeSDK(sdk: String) throws {
        let program = try DriftdProgram()
        try program.scratch.write("gradio==6.5.1\nnumpy==1.26.4\n", to: "freeze.txt")
        try program.scratch.write("---\ntitle: a: b\nsdk: \(sdk)  # ours\n---\n", to: "repo/README.md")
        try program.scratch.write("FROM python:3.11\nRUN pip install numpy\n", to: "repo/Dockerfile")
        try program.scratch.write("numpy\n", to: "repo/requirements.txt")
        let outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "b.tar.gz", "--python", "3.11"])
        outcome.expectSuccess()
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        let requirements = String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self)
        let dockerfile = String(decoding: try program.scratch.read("repo/Dockerfile"), as: UTF8.self)
        #expect(outcome.output.contains("`sdk_version: 6.5.1`") == (sdk == "gradio"), "\(outcome.output)")
        #expect(requirements.hasPrefix("numpy==1.26.4\n") == (sdk == "gradio") && !requirements.contains("gradio"))
        #expect(dockerfile.contains("numpy==1.26.4") == (sdk == "docker"))
    }

    @Test(
        "a README value that cannot be replaced alone: it is named with what to write, everything else is in the bundle",
        arguments: [
            "---\nsdk_version: |\n  6.0\nsdk: gradio\n---\n", "---\nsdk: gradio\nsdk_version: &v 6.0.0\nother: *v\n---\n",
        ]
    )
    func fixedValue(readme: String) throws {
        let program = try prepare()
        try program.scratch.write(readme, to: "duplicate/repo/README.md")
        let outcome = try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst"])
        outcome.expectSuccess()
        #expect(outcome.output.contains("write `sdk_version: "))
        #expect(outcome.output.contains("`sdk_version` in README.md cannot be edited"))
        try program.run(["apply", "-q", "b.tar.zst", "duplicate/repo"]).expectSuccess()
        let patched = String(decoding: try program.scratch.read("duplicate/repo/README.md"), as: UTF8.self)
        #expect(patched.contains("python_version: \""))
        let version = readme.split(separator: "\n").filter { $0.hasPrefix("sdk_version") || $0.hasPrefix("  6") }
        #expect(version.allSatisfy { patched.contains($0) })
        #expect(String(decoding: try program.scratch.read("duplicate/repo/requirements.txt"), as: UTF8.self).contains("=="))
    }

    @Test("a directory that is not there is told before anything is asked")
    func destination() throws {
        let program = try prepare()
        try program.run(["pin", "./nowhere", "./duplicate", "-o", "not/here/b.tar.zst"]).expectFailure(
            2,
            error: "there is no directory not/here",
            hint: "make it (`mkdir -p not/here`), or name another place"
        )
        try program.run(["pin", "./original", "./duplicate", "-o", "original/capture.json/b.tar.zst"]).expectFailure(
            2,
            error: "original/capture.json is not a directory",
            hint: "name a directory"
        )
    }

    @Test("-q: what was done, and nothing besides")
    func quiet() throws {
        let program = try prepare()
        let loud = try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst"])
        let quiet = try program.run(["pin", "-q", "./original", "./duplicate", "-o", "b.tar.zst"])
        quiet.expectSuccess()
        #expect(loud.output.contains("To know:") && loud.output.contains("next: driftd apply"))
        #expect(!quiet.output.contains("To know:") && !quiet.output.contains("next:") && quiet.errors.isEmpty)
        #expect(quiet.output.hasPrefix("Proof: unproven") && quiet.output.contains("wrote b.tar.zst"))
    }

    @Test("requirement lines that are none are kept as they are, and reported")
    func garbageRequirements() throws {
        let program = try prepare()
        let garbage = "numpy\n%%% not a requirement\nhttpx>=0.27 \\\n\n\u{FFFD}==1\n"
        try program.scratch.write(garbage, to: "duplicate/repo/requirements.txt")
        let outcome = try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst"])
        outcome.expectSuccess()
        #expect(outcome.output.contains("requirements.txt:2"), "\(outcome.output)")
        try program.run(["apply", "-q", "b.tar.zst", "duplicate/repo"]).expectSuccess()
        let result = String(decoding: try program.scratch.read("duplicate/repo/requirements.txt"), as: UTF8.self)
        #expect(result.contains("%%% not a requirement\n") && result.contains("\u{FFFD}==1\n"))
        #expect(result.hasPrefix("numpy==2.4.2\n"))
    }

    @Test("a checkout in the duplicate's place")
    func checkout() throws {
        let program = try prepare()
        try program.run(["pin", "./original", "./duplicate/repo", "-o", "b.tar.zst", "-q"]).expectSuccess()
        try program.run(["apply", "b.tar.zst", "duplicate/repo", "-q"]).expectSuccess()
        let minimal = try program.run(["pin", "./original", "./duplicate/repo", "-o", "m.tar.zst", "--mode", "minimal"])
        #expect(minimal.exitCode == 0)
        #expect(minimal.errors.hasPrefix("note: nothing is known of what ./duplicate/repo installs"))
    }

    @Test("a bundle that cannot be written leaves nothing", .enabled(if: SmallDisk.isAvailable))
    func fullDisk() throws {
        let program = try prepare()
        let outcome = try program.shell(
            SmallDisk.script(
                kilobytes: 8,
                """
                head -c 4096 /dev/zero > disk/other
                "$DRIFTD" pin ./original ./duplicate -o disk/b.tar.zst; code=$?
                ls -A disk > left
                exit $code
                """
            )
        )
        outcome.expectFailure(2, errorContaining: "disk/b.tar.zst cannot be written")
        #expect(String(decoding: try program.scratch.read("left"), as: UTF8.self) == "other\n")
        try program.run(["pin", "./original", "./duplicate", "-o", "none/b.tar.zst"]).expectFailure(
            2,
            errorContaining: "there is no directory none"
        )
    }

    @Test("hostile, damaged and wrong bundles: refused, and the checkout is as it was")
    func badBundles() throws {
        let program = try prepare()
        try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst", "-q"]).expectSuccess()
        let bundle = try program.scratch.read("b.tar.zst")
        try program.scratch.write(bundle.prefix(bundle.count / 2), to: "cut.tar.zst")
        try program.scratch.write(bundle + [0, 1, 2], to: "longer.tar.zst")
        try program.scratch.write("", to: "empty.tar.zst")
        try program.scratch.write("no archive at all", to: "text.tar.zst")
        _ = try program.shell(
            "mkdir x; echo hi > x/evil; tar -C x -czf strange.tar.gz evil; tar -P -czf parent.tar.gz ../driftd.db x/../x/evil"
        )
        _ = try program.shell(
            "ln -s /etc/passwd x/link; tar -C x -czf link.tar.gz link; head -c 200M /dev/zero > x/zero; tar -C x -czf bomb.tar.gz zero"
        )
        let before = try checkoutFiles(program)
        for name in ["cut", "longer", "empty", "text"] {
            try program.run(["apply", "\(name).tar.zst", "duplicate/repo"]).expectFailure(2, errorContaining: "\(name).tar.zst")
        }
        for name in ["strange", "parent", "link", "bomb"] {
            try program.run(["apply", "\(name).tar.gz", "duplicate/repo"]).expectFailure(2, errorContaining: "\(name).tar.gz")
        }
        try program.run(["apply", "nothing.tar.gz", "duplicate/repo"]).expectFailure(2, errorContaining: "nothing.tar.gz does not exist")
        try program.run(["apply", "b.tar.zst", "nothing"]).expectFailure(2, errorContaining: "the checkout nothing does not exist")
        #expect(try checkoutFiles(program) == before)
    }

    @Test("a checkout that is not the one of the plan is refused and untouched")
    func mismatch() throws {
        let program = try prepare()
        try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst", "-q"]).expectSuccess()
        try program.scratch.write("numpy\nedited\n", to: "duplicate/repo/requirements.txt")
        let before = try checkoutFiles(program)
        try program.run(["apply", "b.tar.zst", "duplicate/repo"]).expectFailure(
            2,
            error: "requirements.txt is not the file that the bundle was made for: it was edited since",
            hint: "write a bundle for this checkout: `driftd pin <original> <checkout>`"
        )
        #expect(try checkoutFiles(program) == before)
    }

    @Test("dry run changes nothing, apply twice is apply once, undo brings back every byte")
    func applyAndUndo() throws {
        let program = try prepare()
        try program.run(["pin", "./original", "./duplicate", "-o", "b.tar.zst", "-q"]).expectSuccess()
        let before = try checkoutFiles(program)
        try program.run(["apply", "b.tar.zst", "duplicate/repo", "--dry-run"]).expectSuccess()
        #expect(try checkoutFiles(program) == before)
        try program.run(["apply", "b.tar.zst", "duplicate/repo"]).expectSuccess()
        let once = try checkoutFiles(program)
        #expect(once != before)
        try program.run(["apply", "b.tar.zst", "duplicate/repo"]).expectSuccess()
        #expect(try checkoutFiles(program) == once)
        try program.run(["apply", "b.tar.zst", "duplicate/repo", "--undo"]).expectSuccess()
        #expect(try checkoutFiles(program) == before)
    }

    @Test("a bundle is the same wherever it is made, and holds no path of the machine")
    func noPaths() throws {
        let program = try prepare()
        try program.scratch.write("numpy==1.0\n", to: "freeze.txt")
        try program.run(["pin", program.path("freeze.txt"), program.path("duplicate/repo"), "-o", "a.tar.gz", "-q"]).expectSuccess()
        try program.run(["pin", "./freeze.txt", "./duplicate/repo", "-o", "b.tar.gz", "-q"]).expectSuccess()
        #expect(try program.scratch.read("a.tar.gz") == program.scratch.read("b.tar.gz"))
        let content = try program.shell("tar -xzOf a.tar.gz").output
        #expect(content.contains("freeze.txt") && !content.contains(program.scratch.path))
    }

    @Test("the same pin gives the same bytes")
    func reproducible() throws {
        let program = try prepare()
        for name in ["a.tar.zst", "b.tar.zst"] { try program.run(["pin", "./original", "./duplicate", "-o", name, "-q"]).expectSuccess() }
        #expect(try program.scratch.read("a.tar.zst") == program.scratch.read("b.tar.zst"))
    }

    private func checkoutFiles(_ program: DriftdProgram) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try program.scratch.files() where name.hasPrefix("duplicate/repo/") { files[name] = try program.scratch.read(name) }
        return files
    }
}
