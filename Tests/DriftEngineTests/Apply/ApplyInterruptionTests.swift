import DriftCore
import DriftTesting
import Foundation
import Glibc
import Testing

@testable import DriftEngine

@Suite("Applying a bundle when something goes wrong half-way")
struct ApplyInterruptionTests {
    /// Two files with an old content, one without: two saves, three stages, arm, three replacements, finish.
    static let steps = 10

    @Test("a failure at any step leaves the checkout as it was", arguments: 0..<steps, CheckoutFixture.Kind.allCases)
    func failure(step: Int, kind: CheckoutFixture.Kind) throws {
        let checkout = try CheckoutFixture(kind)
        let before = try checkout.tree()
        var count = 0
        let error = #expect(throws: ApplyError.self) {
            try checkout.run { _ in
                defer { count += 1 }
                return count == step ? ENOSPC : nil
            }
        }
        #expect(error?.message.hasSuffix("cannot be written: no space left on device") == true)
        #expect(try checkout.tree() == before)
        #expect(try checkout.run().changed.count == 3)
    }

    @Test("the number of steps is as said")
    func stepCount() throws {
        var count = 0
        _ = try CheckoutFixture().run { _ in
            count += 1
            return nil
        }
        #expect(count == Self.steps)
    }

    @Test("killed at any step, the next apply completes and the next undo takes back", arguments: 0..<steps, [true, false])
    func killed(step: Int, undoesNext: Bool) async throws {
        let checkout = try CheckoutFixture(.git)
        let before = try checkout.tree()
        try await kill(at: step, in: checkout.path)
        let outcome = try checkout.run(undoesNext ? .undo : .apply)
        // Before the first replacement nothing is to be put back; after the last all is done.
        #expect(outcome.recoveredInterruption == (7...8).contains(step))
        #expect(try checkout.tree() == (undoesNext ? before : CheckoutFixture.expected(before)))
    }

    @Test("killed at any step, the files are put back without the bundle", arguments: 0..<steps)
    func putBackByJournal(step: Int) async throws {
        let checkout = try CheckoutFixture(.worktree)
        let before = try checkout.tree()
        try await kill(at: step, in: checkout.path)
        _ = try checkout.run(edits: [])
        #expect(try checkout.tree() == (step == 9 ? CheckoutFixture.expected(before) : before))
    }

    @Test("a file that is edited while others are replaced keeps its edit, and the others are put back")
    func editedMeanwhile() throws {
        let checkout = try CheckoutFixture(.git)
        var expected = try checkout.tree()
        expected["requirements.txt"]?.content = Array("mine\n".utf8)
        let error = #expect(throws: ApplyError.self) {
            try checkout.run { step in
                if step == .replace("requirements.txt") { try? checkout.scratch.write("mine\n", to: "requirements.txt") }
                return nil
            }
        }
        #expect(error == .editedMeanwhile(path: "requirements.txt"))
        #expect(try checkout.tree() == expected)
    }

    @Test("killed while it undoes, the next run goes on from a whole state", arguments: [5, 6, 7, 8])
    func killedUndo(step: Int) async throws {
        let checkout = try CheckoutFixture()
        let before = try checkout.tree()
        _ = try checkout.run()
        try await kill(at: step, in: checkout.path, undoing: true)
        _ = try checkout.run(.undo)
        #expect(try checkout.tree() == before)
    }

    @Test("a file that was edited after a kill is not written over")
    func editedAfterKill() async throws {
        let checkout = try CheckoutFixture(.git)
        try await kill(at: 8, in: checkout.path)
        try checkout.scratch.write("mine\n", to: "README.md")
        let before = try checkout.tree()
        let journal = checkout.path + "/.git/driftd/apply"
        #expect(throws: ApplyError.interrupted(path: "README.md", journal: journal)) { try checkout.run() }
        #expect(try checkout.tree() == before)
        // What the hint says helps.
        try FileManager.default.removeItem(atPath: journal)
        #expect(throws: ApplyError.mismatch(path: "README.md", .edited, .apply)) { try checkout.run() }
    }

    @Test("a stop while the staging directory is removed is nothing to recover")
    func leftovers() throws {
        let checkout = try CheckoutFixture()
        let before = try checkout.tree()
        try checkout.scratch.write("x", to: ".driftd/apply/0.saved")
        #expect(try !checkout.run().recoveredInterruption)
        #expect(try checkout.tree() == CheckoutFixture.expected(before))
    }

    @Test(
        "a journal that came with a stranger's repository does no harm",
        arguments: [
            "", "{}", "null", #"{"schema":"driftd.apply-journal/9","files":[],"newDirectories":[]}"#,
            #"{"schema":"driftd.apply-journal/1","files":[{"path":"../escaped","from":null,"to":null}],"newDirectories":[]}"#,
            #"{"schema":"driftd.apply-journal/1","files":[{"path":".git/config","from":null,"to":null}],"newDirectories":[]}"#,
        ]
    )
    func strangeJournal(text: String) throws {
        let checkout = try CheckoutFixture()
        try checkout.scratch.write(text, to: ".driftd/apply/journal.json")
        let before = try checkout.tree()
        let error = #expect(throws: ApplyError.self) { try checkout.run() }
        guard case .damagedJournal = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try checkout.tree() == before)
    }

    @Test("a saved file that was changed is not put back")
    func changedSave() async throws {
        let checkout = try CheckoutFixture()
        try await kill(at: 8, in: checkout.path)
        try checkout.scratch.write("forged\n", to: ".driftd/apply/0.saved")
        let before = try checkout.tree()
        #expect(throws: ApplyError.self) { try checkout.run() }
        #expect(try checkout.tree()["README.md"] == before["README.md"])
    }

    @Test("a full disk leaves the checkout as it was", .enabled(if: TinyDisk.isAvailable), arguments: [2, 12, 60])
    func fullDisk(freeKilobytes: Int) throws {
        let disk = try #require(TinyDisk(kilobytes: 256))
        let checkout = disk.path
        let edits = (0..<6).map { index in
            FileEdit(
                path: "file\(index).txt",
                base: index % 2 == 0 ? Array("old\n".utf8) : nil,
                result: [UInt8](repeating: UInt8(ascii: "x"), count: 20_000)
            )
        }
        for edit in edits { if let base = edit.base { try Data(base).write(to: URL(fileURLWithPath: checkout + "/" + edit.path)) } }
        disk.fill(leaving: freeKilobytes)
        let error = #expect(throws: ApplyError.self) { try ApplyBundle.run(SampleBundle.make(edits: edits), on: checkout) }
        #expect(error?.message.contains("no space left on device") == true)
        let names = try FileManager.default.contentsOfDirectory(atPath: checkout).sorted()
        #expect(names == ["file0.txt", "file2.txt", "file4.txt", "filler"])
        for name in names.dropLast() { #expect(try Data(contentsOf: URL(fileURLWithPath: checkout + "/" + name)) == Data("old\n".utf8)) }
        // The same disk has no room for a bundle either, and keeps no part of one.
        #expect(throws: BundleError.self) { try WriteBundle.write(Self.incompressible, to: .directory(checkout)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: checkout).sorted() == names)
    }

    /// About 100 kB, however it is packed.
    private static var incompressible: DriftEngine.Bundle {
        var random = SplitMix64(seed: 1)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        return SampleBundle.make(edits: [FileEdit(path: "noise", base: nil, result: noise)])
    }

    /// Applies or undoes the sample bundle in a process of its own that is killed before the given step.
    private func kill(at step: Int, in path: String, undoing isUndo: Bool = false) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path, step, isUndo] in
            var count = 0
            _ = try ApplyBundle.run(SampleBundle.edits, on: path, direction: isUndo ? .undo : .apply, isDryRun: false) { _ in
                if count == step { Glibc.kill(getpid(), SIGKILL) }
                count += 1
                return nil
            }
        }
    }
}
