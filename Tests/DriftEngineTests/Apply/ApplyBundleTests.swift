import DriftCore
import DriftTesting
import Foundation
import Glibc
import Testing

@testable import DriftEngine

@Suite("Applying a bundle")
struct ApplyBundleTests {
    @Test("files become what they shall be, once; undo makes them what they were", arguments: CheckoutFixture.Kind.allCases)
    func applyAndUndo(kind: CheckoutFixture.Kind) throws {
        let checkout = try CheckoutFixture(kind)
        let before = try checkout.tree()
        let paths = ["README.md", "pre-requirements.txt", "requirements.txt"]

        let applied = try checkout.run()
        #expect(applied.changed == paths && !applied.alreadyApplied && applied.diffs.count == 3)
        #expect(try checkout.tree() == CheckoutFixture.expected(before))

        let again = try checkout.run()
        #expect(again == ApplyOutcome(changed: [], alreadyApplied: true, diffs: [], recoveredInterruption: false))
        #expect(try checkout.tree() == CheckoutFixture.expected(before))

        #expect(try checkout.run(.undo).changed == paths)
        #expect(try checkout.tree() == before)
        #expect(try checkout.run(.undo).alreadyApplied)
        #expect(try checkout.tree() == before)
        #expect(access(checkout.path + "/.driftd", F_OK) != 0 && access(checkout.path + "/.git/driftd", F_OK) != 0)
    }

    @Test("permissions stay", arguments: [0o755, 0o600, 0o444] as [mode_t])
    func permissions(mode: mode_t) throws {
        let checkout = try CheckoutFixture()
        chmod(checkout.path + "/requirements.txt", mode)
        _ = try checkout.run()
        #expect(try checkout.tree()["requirements.txt"]?.mode == S_IFREG | mode)
        _ = try checkout.run(.undo)
        #expect(try checkout.tree()["requirements.txt"]?.mode == S_IFREG | mode)
    }

    @Test("a dry run shows what apply does and does nothing", .enabled(if: ExternalProgram.isInstalled("git")))
    func dryRun() throws {
        let checkout = try CheckoutFixture()
        let before = try checkout.tree()
        let outcome = try checkout.run(isDryRun: true)
        #expect(try checkout.tree() == before)
        #expect(outcome.changed.count == 3 && !outcome.alreadyApplied)

        let patched = try CheckoutFixture()
        try patched.scratch.write(outcome.diffs.joined(), to: "change.patch")
        let git = try #require(ExternalProgram(named: "git"))
        #expect(try git.run(["apply", "--whitespace=nowarn", "change.patch"], in: patched.path).status == 0)
        try FileManager.default.removeItem(atPath: patched.path + "/change.patch")
        _ = try checkout.run()
        #expect(try patched.tree().mapValues(\.content) == checkout.tree().mapValues(\.content))
    }

    @Test("apply then undo is nothing, apply twice is apply once", arguments: 0..<30)
    func laws(seed: Int) throws {
        let edits = SampleBundle.random(seed: seed).edits
        let checkout = try CheckoutFixture(edits: edits)
        let before = try checkout.tree()
        _ = try checkout.run(edits: edits)
        #expect(try checkout.tree() == CheckoutFixture.expected(before, after: edits))
        #expect(try checkout.run(edits: edits).alreadyApplied)
        _ = try checkout.run(.undo, edits: edits)
        #expect(try checkout.tree() == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: checkout.path).allSatisfy {
                $0 != "größe" || before.keys.contains("größe/日本 語.txt")
            }
        )
    }

    @Test("a bundle read from disk is applied")
    func fromDisk() throws {
        let checkout = try CheckoutFixture()
        let scratch = try ScratchDirectory()
        let written = try WriteBundle.write(SampleBundle.make(), to: .directory(scratch.path))
        let bundle = try ReadBundle.read(written.path)
        #expect(try ApplyBundle.run(bundle, on: checkout.path).changed.count == 3)
        #expect(try checkout.scratch.read("requirements.txt") == Array("numpy==1.26.4\r\npandas==2.2.2\r\n".utf8))
        #expect(try ApplyBundle.run(bundle, on: checkout.path, direction: .undo).changed.count == 3)
    }

    @Test("where some files are already as they shall be, the rest is done")
    func partlyApplied() throws {
        let checkout = try CheckoutFixture()
        let before = try checkout.tree()
        try checkout.scratch.write(SampleBundle.edits[0].result, to: SampleBundle.edits[0].path)
        #expect(try checkout.run().changed == ["README.md", "pre-requirements.txt"])
        #expect(try checkout.tree() == CheckoutFixture.expected(before))
    }

    @Test(
        "a checkout that does not match is refused and untouched",
        arguments: [
            ("requirements.txt", "numpy\r\npandas\r\nscipy\r\n", FileMismatch.edited), ("requirements.txt", "numpy\npandas\n", .lineEnds),
            ("requirements.txt", nil, .missing), ("pre-requirements.txt", "pip\n", .exists), ("README.md", "", .edited),
        ] as [(String, String?, FileMismatch)]
    )
    func mismatch(path: String, content: String?, reason: FileMismatch) throws {
        let checkout = try CheckoutFixture(.git)
        if let content {
            try checkout.scratch.write(content, to: path)
        } else {
            try FileManager.default.removeItem(atPath: checkout.path + "/" + path)
        }
        let before = try checkout.tree()
        for isDryRun in [false, true] {
            #expect(throws: ApplyError.mismatch(path: path, reason, .apply)) { try checkout.run(isDryRun: isDryRun) }
        }
        #expect(try checkout.tree() == before)
    }

    @Test("an edit made after apply is not undone over")
    func undoOverEdit() throws {
        let checkout = try CheckoutFixture()
        _ = try checkout.run()
        try checkout.scratch.write("pip<24\n", to: "pre-requirements.txt")
        let before = try checkout.tree()
        #expect(throws: ApplyError.mismatch(path: "pre-requirements.txt", .edited, .undo)) { try checkout.run(.undo) }
        #expect(try checkout.tree() == before)
    }

    @Test("links are not followed, neither as files nor on the way")
    func links() throws {
        let outside = try ScratchDirectory()
        try outside.write(SampleBundle.edits[0].base ?? [], to: "requirements.txt")
        let checkout = try CheckoutFixture()
        let link = checkout.path + "/requirements.txt"
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside.path + "/requirements.txt")
        #expect(throws: ApplyError.symbolicLink(path: "requirements.txt")) { try checkout.run() }

        try FileManager.default.createSymbolicLink(atPath: checkout.path + "/linked", withDestinationPath: outside.path)
        let below = FileEdit(path: "linked/requirements.txt", base: SampleBundle.edits[0].base, result: [])
        #expect(throws: ApplyError.symbolicLink(path: "linked/requirements.txt")) { try checkout.run(edits: [below]) }
        let new = FileEdit(path: "linked/new/x.txt", base: nil, result: [])
        #expect(throws: ApplyError.symbolicLink(path: "linked/new/x.txt")) { try checkout.run(edits: [new]) }
        #expect(try outside.files() == ["requirements.txt"])
        #expect(try outside.read("requirements.txt") == SampleBundle.edits[0].base)
    }

    @Test("a link where driftd prepares its work is not followed")
    func linkedStaging() throws {
        let outside = try ScratchDirectory()
        let checkout = try CheckoutFixture()
        try FileManager.default.createSymbolicLink(atPath: checkout.path + "/.driftd", withDestinationPath: outside.path)
        #expect(throws: ApplyError.self) { try checkout.run() }
        #expect(try outside.files().isEmpty)
        #expect(try checkout.scratch.read("requirements.txt") == SampleBundle.edits[0].base)
    }

    @Test("what is no plain file is refused", arguments: ["directory", "pipe"])
    func specialFiles(kind: String) throws {
        let checkout = try CheckoutFixture()
        let path = checkout.path + "/requirements.txt"
        try FileManager.default.removeItem(atPath: path)
        if kind == "pipe" { mkfifo(path, 0o644) } else { mkdir(path, 0o755) }
        #expect(throws: ApplyError.notRegularFile(path: "requirements.txt")) { try checkout.run() }
    }

    @Test(
        "a bundle cannot reach git's directory or out of the checkout",
        arguments: [".git/hooks/pre-commit", "../x", "/tmp/x", "a/.git/config"]
    )
    func unsafePaths(path: String) throws {
        let checkout = try CheckoutFixture(.git)
        let before = try checkout.tree()
        #expect(throws: ApplyError.self) { try checkout.run(edits: [FileEdit(path: path, base: nil, result: [])]) }
        #expect(try checkout.tree() == before)
    }

    @Test("a checkout that is not there, or no directory, is an error")
    func noCheckout() throws {
        let checkout = try CheckoutFixture()
        #expect(throws: ApplyError.missing(repository: "/nowhere/at/all")) {
            try ApplyBundle.run(SampleBundle.make(), on: "/nowhere/at/all")
        }
        let file = checkout.path + "/app.py"
        #expect(throws: ApplyError.notDirectory(repository: file)) { try ApplyBundle.run(SampleBundle.make(), on: file) }
    }

    @Test("two at once: one waits its turn")
    func busy() throws {
        let checkout = try CheckoutFixture()
        let other = try Checkout(checkout.path)
        try other.lock()
        let error = #expect(throws: ApplyError.busy(repository: checkout.path)) { try checkout.run() }
        #expect(error?.isTransient == true)
        #expect(throws: Never.self) { try checkout.run(isDryRun: true) }
        withExtendedLifetime(other) {}
    }

    @Test("what a hint has a shell do is meant for the checkout, with paths that may have blanks")
    func hints() {
        #expect(ApplyError.symbolicLink(path: "my file.txt").hint.hasSuffix("`bsdtar -xOf <bundle> 'files/my file.txt'`"))
        #expect(ApplyError.editedMeanwhile(path: "my file.txt").hint.contains("`git diff -- 'my file.txt'` in the checkout"))
        #expect(ApplyError.damagedJournal(journal: ".git/driftd/apply", reason: "r").hint.contains("`rm -r .git/driftd/apply` there"))
        #expect(FileError.unreadable(path: "standard input", reason: "r").hint.contains("driftd parse -"))
        #expect(CaptureError.notDirectory(path: "my build.log").hint.hasSuffix("`driftd parse --log 'my build.log'`"))
    }

    @Test("each error has one line of what and one of what next")
    func messages() {
        let directions: [ApplyBundle.Direction] = [.apply, .undo]
        let mismatches: [FileMismatch] = [.missing, .exists, .edited, .lineEnds]
        var errors = directions.flatMap { direction in mismatches.map { ApplyError.mismatch(path: "README.md", $0, direction) } }
        errors += [
            .busy(repository: "r"), .symbolicLink(path: "p"), .interrupted(path: "p", journal: "j"), .otherFileSystem(path: "p"),
            .notPutBack(path: "p", reason: "r", journal: "j"), .damagedJournal(journal: "j", reason: "r"),
        ]
        for error in errors {
            #expect(!error.message.isEmpty && !error.message.contains("\n") && !error.message.hasSuffix("."))
            #expect(!error.hint.isEmpty && !error.hint.contains("\n"))
        }
    }
}
