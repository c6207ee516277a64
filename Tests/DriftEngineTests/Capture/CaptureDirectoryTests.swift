import DriftCore
import DriftEngine
import DriftTesting
import Foundation
import Testing

@Suite("Capture directories")
struct CaptureDirectoryTests {
    private func capture(_ files: [String: [UInt8]]) throws -> Capture {
        let space = try #require(SpaceName("ada/tides"))
        return Capture(
            metadata: CaptureMetadata(space: space, takenAt: "2026-02-16T09:20:00Z", origin: "test", readable: ["build-log": true]),
            files: files
        )
    }

    @Test("what is saved is what is loaded")
    func roundTrip() throws {
        let scratch = try ScratchDirectory()
        let saved = try capture([
            "freeze.txt": [0xFF, 0x00], "space.json": [], "repo/README.md": Array("# x\r\n".utf8), "repo/a/b/c.txt": [1],
            "logs/build-001.log": Array("x".utf8), "logs/run-001.log": [],
        ])
        try CaptureDirectory.save(saved, to: scratch.path + "/c")
        #expect(try CaptureDirectory.load(scratch.path + "/c") == saved)
        #expect(try CaptureDirectory.load(scratch.path + "/c/") == saved)
    }

    @Test("files that no capture has are left alone")
    func strangers() throws {
        let scratch = try ScratchDirectory()
        try CaptureDirectory.save(try capture([:]), to: scratch.path + "/c")
        try scratch.write("x", to: "c/notes.md")
        try scratch.write("x", to: "c/logs/notes.md")
        try scratch.write("x", to: "c/other/x.log")
        #expect(try CaptureDirectory.load(scratch.path + "/c").files.isEmpty)
    }

    @Test("nothing that exists is written over, and nothing is left behind")
    func existing() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("x", to: "c/x")
        #expect(throws: FileError.exists(path: scratch.path + "/c")) {
            try CaptureDirectory.save(try capture([:]), to: scratch.path + "/c")
        }
        #expect(try scratch.files() == ["c/x"])
    }

    @Test("no capture writes outside its directory", arguments: ["../x", "/x", "repo/../../x", "a//b", ".", "repo/\u{0}"])
    func escaping(path: String) throws {
        let scratch = try ScratchDirectory()
        #expect(throws: FileError.self) { try CaptureDirectory.save(try capture(["ok": [1], path: [1]]), to: scratch.path + "/c") }
        #expect(try scratch.files().isEmpty)
    }
}
