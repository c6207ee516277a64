import DriftTesting
import Foundation
import Testing

@Suite("Captures that cannot be taken: exit code 2, two lines, and no database")
struct CaptureInputTests {
    private func refuse(
        _ program: DriftdProgram,
        _ target: String,
        error: String,
        hint: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try program.run(["snapshot", target]).expectFailure(2, error: error, hint: hint, sourceLocation: sourceLocation)
        #expect(!program.exists("driftd.db"), sourceLocation: sourceLocation)
    }

    private static let layout = "docs/Captures.md shows what a capture directory holds"

    @Test("a directory deeper than any Space's is the wrong one, whoever may read it")
    func deep() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.scratch.write("x", to: "original/repo/" + String(repeating: "d/", count: 20) + "app.py")
        try refuse(
            program,
            "original",
            error: "original holds directories nested deeper than 16",
            hint: "check that it is the right directory: `ls original`"
        )
    }

    @Test("missing, a file, a log, a directory without capture.json")
    func noCapture() throws {
        let program = try DriftdProgram()
        try program.scratch.write("x", to: "file")
        try program.scratch.write("x", to: "build.log")
        try program.scratch.write("x", to: "empty/other")
        try refuse(
            program,
            "nothing",
            error: "the capture nothing does not exist",
            hint: "check the path, which counts from the current directory; a Space on the Hub is owner/name"
        )
        try refuse(program, "file", error: "file is not a capture directory", hint: Self.layout)
        try refuse(
            program,
            "build.log",
            error: "build.log is not a capture directory",
            hint: "to read logs alone, use `driftd parse --log build.log`"
        )
        try refuse(
            program,
            "empty",
            error: "empty holds no capture.json, so it is not a capture directory",
            hint: "name the directory that capture.json stands in; docs/Captures.md shows its content"
        )
    }

    @Test(
        "a capture.json that is not one",
        arguments: [
            ("", "not JSON"), ("[]", "the whole has the wrong type"), ("{}", "schema is missing"),
            (#"{"schema":"driftd.capture/1"}"#, "space is missing"),
            (#"{"schema":"driftd.capture/1","space":"x","takenAt":"","origin":"","readable":{}}"#, "space: not a Space name (owner/name)"),
            (
                #"{"schema":"driftd.capture/1","space":"a/b","takenAt":"yesterday","origin":"","readable":{}}"#,
                "takenAt is not a time such as 2026-11-22T10:00:00Z"
            ),
            (String(repeating: "[", count: 100_000), "not JSON"),
        ]
    )
    func metadata(content: String, reason: String) throws {
        let program = try DriftdProgram()
        try program.scratch.write(content, to: "c/capture.json")
        try refuse(program, "c", error: "c/capture.json is not usable: \(reason)", hint: "docs/Captures.md shows what capture.json holds")
    }

    @Test("a capture of a newer driftd is named as such")
    func newerSchema() throws {
        let program = try DriftdProgram()
        try program.scratch.write(#"{"schema":"driftd.capture/2","other":true}"#, to: "c/capture.json")
        try refuse(
            program,
            "c",
            error: "c/capture.json has the schema \"driftd.capture/2\", which this driftd does not know",
            hint: "a newer driftd wrote it: update driftd (this is 0.1.0), or take the capture again"
        )
    }

    @Test("a directory that is named like a Space is pointed out, with and without a database")
    func directoryLikeSpace() throws {
        let program = try DriftdProgram()
        try FileManager.default.createDirectory(atPath: program.path("captures"), withIntermediateDirectories: true)
        try program.copyCapture("original", as: "captures/original")
        for _ in 0..<2 {
            try program.run(["show", "captures/original"]).expectFailure(
                2,
                error: "no snapshot of captures/original is stored",
                hint: "to name the directory, write ./captures/original"
            )
            try program.run(["snapshot", "./captures/original"]).expectSuccess()
        }
    }

    @Test("a log, a list or a bundle has no raw capture to export")
    func exportOfNone() throws {
        let program = try DriftdProgram()
        try program.scratch.write("six==1.17.0\n", to: "freeze.txt")
        try program.run(["export", "freeze.txt", "out"]).expectFailure(
            2,
            error: "there is no raw capture behind freeze.txt",
            hint: "name a capture directory, or a stored snapshot (`driftd history` lists them)"
        )
    }

    @Test("links out of the capture are refused, wherever they stand", arguments: ["repo/README.md", "logs/build-002.log", "freeze.txt"])
    func links(place: String) throws {
        let program = try DriftdProgram()
        try program.copyCapture("original", as: "c")
        try program.scratch.write("secret", to: "secret")
        try? FileManager.default.removeItem(atPath: program.path("c/\(place)"))
        try FileManager.default.createSymbolicLink(atPath: program.path("c/\(place)"), withDestinationPath: program.path("secret"))
        try refuse(
            program,
            "c",
            error: "c/\(place) is a symbolic link",
            hint: "put the file itself in its place: `cp --remove-destination \"$(readlink -f c/\(place))\" c/\(place)`"
        )
    }

    @Test("a linked directory, a pipe and a directory in a file's place are refused, not followed and not waited for")
    func specialFiles() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original", as: "linked")
        try FileManager.default.moveItem(atPath: program.path("linked/repo"), toPath: program.path("elsewhere"))
        try FileManager.default.createSymbolicLink(atPath: program.path("linked/repo"), withDestinationPath: program.path("elsewhere"))
        try program.run(["snapshot", "linked"]).expectFailure(2, errorContaining: "linked/repo is a symbolic link")
        try program.copyCapture("original", as: "pipe")
        _ = try program.shell("mkfifo pipe/freeze.txt")
        try refuse(program, "pipe", error: "pipe/freeze.txt is not a plain file", hint: "put a plain file in its place")
        try program.copyCapture("original", as: "directory")
        try program.scratch.write("x", to: "directory/freeze.txt/x")
        try refuse(program, "directory", error: "directory/freeze.txt is a directory, not a file", hint: "name the file inside it")
    }

    @Test("an oversize file is refused before it is read")
    func oversize() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original", as: "c")
        _ = try program.shell("truncate -s 17M c/freeze.txt")
        try refuse(
            program,
            "c",
            error: "c/freeze.txt is larger than 16 MiB",
            hint: "check that it is the right file: `ls -l c/freeze.txt`"
        )
    }

    @Test("one bad capture among good ones: none is stored")
    func allOrNothing() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original", "nothing"]).expectFailure(2, errorContaining: "the capture nothing does not exist")
        #expect(!program.exists("driftd.db"))
    }

    @Test("broken content is a result: stored, with a warning for each oddity")
    func brokenContent() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original", as: "c")
        try program.scratch.write("---\nsdk: [\n---\n", to: "c/repo/README.md")
        try program.scratch.write("{", to: "c/secrets.json")
        try program.scratch.write([0xFF, 0x00, 0x1B], to: "c/logs/build-001.log")
        let outcome = try program.run(["snapshot", "c"])
        #expect(outcome.exitCode == 0)
        let warnings = outcome.errors.split(separator: "\n")
        #expect(warnings.allSatisfy { $0.hasPrefix("warning: c: ") }, "\(outcome.errors)")
        #expect(warnings.contains { $0.contains("secrets.json is not the JSON object it should be") }, "\(outcome.errors)")
        #expect(warnings.contains { $0.contains("README.md") }, "\(outcome.errors)")
        #expect(try program.run(["snapshot", "-q", "c"]).errors.isEmpty)
    }
}
