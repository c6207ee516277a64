import DriftTesting
import Foundation
import Testing

@Suite("driftd diff: exit codes and references")
struct DiffTests {
    private static let packages = "numpy==1.26.4\nhttpx==0.28.1\n"

    @Test(
        "the exit code is the verdict",
        arguments: [
            (packages, packages, [], 3),
            (packages, "numpy==1.26.4\nhttpx==0.28.0\n", [], 1),
            (packages, "numpy==1.26.4\nhttpx==0.28.0\n", ["--exit-zero"], 0),
            (packages, "numpy==1.26.4\nhttpx>=0.28\n", [], 3),
            (packages, "numpy==2.0.0\nhttpx>=0.28\n", [], 1),
            (packages, "numpy==2.0.0\nhttpx>=0.28\n", ["--require-complete"], 3),
            (packages, "numpy==2.0.0\nhttpx>=0.28\n", ["--require-complete", "--exit-zero"], 3),
            (packages, "NumPy==1.26.4\nHTTPX==0.28.1.0\n", [], 3),
        ] as [(String, String, [String], Int32)]
    )
    func verdict(original: String, duplicate: String, options: [String], exitCode: Int32) throws {
        let program = try DriftdProgram()
        try program.scratch.write(original, to: "a.txt")
        try program.scratch.write(duplicate, to: "b.txt")
        let outcome = try program.run(["diff", "a.txt", "b.txt"] + options)
        #expect(outcome.exitCode == exitCode, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        #expect(!program.exists("driftd.db"), "paths need no database")
    }

    @Test("alike and incomplete on both sides is not \"no drift\"")
    func incompleteTwins() throws {
        let program = try DriftdProgram()
        try program.copyCapture("cached")
        #expect(try program.run(["diff", "./cached", "./cached"]).exitCode == 3)
    }

    @Test("a log that ends in its only build: no build is said to have succeeded")
    func cutLog() throws {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] { try program.copyCapture(name) }
        let log = String(decoding: try program.scratch.read("original/logs/build-001.log"), as: UTF8.self)
        let end = try #require(log.firstRange(of: "--> COPY"))
        try program.scratch.write(String(log[..<end.lowerBound]), to: "original/logs/build-001.log")
        let outcome = try program.run(["diff", "./original", "./duplicate"])
        #expect(outcome.errors.contains("note: ./original: the newest build is cut off in the log\n"), "\(outcome.errors)")
        try program.scratch.write(log + String(log[..<end.lowerBound]), to: "original/logs/build-001.log")
        let second = try program.run(["diff", "./original", "./duplicate"])
        #expect(
            second.errors.contains("is cut off in the log; the packages are those of the last build that succeeded"),
            "\(second.errors)"
        )
    }

    @Test(
        "every way to name a snapshot",
        arguments: [
            ("bob/tides", 3), ("bob/tides@2", 2), ("@2", 2), ("bob/tides@2026-03-17", 2), ("bob/tides@2026-03-18", 3),
            ("bob/tides@2026-03-16T15:10:00Z", 2), ("bob/tides@4be1a5f", 3), ("bob/tides@4BE1A5F0c0ff", 3), ("bob/tides@4", 4),
        ]
    )
    func references(reference: String, identifier: Int) throws {
        let program = try stored()
        let outcome = try program.run(["show", reference, "--json", "-q"])
        outcome.expectSuccess()
        #expect(outcome.output.contains("\n  \"id\" : \(identifier),\n"))
    }

    @Test(
        "references that name nothing",
        arguments: [
            ("eve/tides", "no snapshot of eve/tides is stored"), ("@99", "there is no snapshot @99"),
            ("ada/tides@2", "there is no snapshot ada/tides@2: that id belongs to bob/tides"),
            ("ada/tides@2020-01-01", "there is no snapshot ada/tides@2020-01-01"),
            ("ada/tides@fffffff", "there is no snapshot ada/tides@fffffff"), ("./nothing", "./nothing does not exist"),
            ("nothing.txt", "nothing.txt does not exist"),
        ]
    )
    func unknown(reference: String, error: String) throws {
        try stored().run(["show", reference]).expectFailure(2, errorContaining: error)
    }

    @Test(
        "of a Space none of whose builds went through, another one is to be named; where no log could be read, its owner is to be asked",
        arguments: [
            (true, "choose one by its id: `driftd history bob/tides`"),
            (
                false,
                "who may not read its logs needs its owner's help: `driftd export bob/tides DIR` run there, or a `pip freeze`; "
                    + "with the owner's token in HF_TOKEN: `driftd snapshot bob/tides`"
            ),
        ]
    )
    func noneSucceeded(isReadable: Bool, hint: String) throws {
        let program = try DriftdProgram()
        try program.copyCapture("failed")
        if !isReadable { try FileManager.default.removeItem(atPath: program.path("failed/logs")) }
        try program.run(["snapshot", "-q", "failed"]).expectSuccess()
        try program.run(["show", "bob/tides"]).expectFailure(
            2,
            error: "none of the snapshots of bob/tides shows a build that went through",
            hint: hint
        )
    }

    @Test("a directory that looks like a Space's name is pointed at")
    func directoryName() throws {
        let program = try stored()
        try program.copyCapture("original", as: "captures")
        try FileManager.default.createDirectory(atPath: program.path("my"), withIntermediateDirectories: false)
        try program.copyCapture("original", as: "my/capture")
        try program.run(["show", "my/capture"]).expectFailure(
            2,
            error: "no snapshot of my/capture is stored",
            hint: "to name the directory, write ./my/capture"
        )
    }

    @Test(
        "files that hold no environment",
        arguments: [
            ("a.json", "[]", "a.json holds no environment: not a JSON object"),
            ("a.json", "{}", "a.json holds no environment: it names no schema"),
            ("a.json", #"{"schema":"x/1"}"#, #"a.json holds no environment: its schema is "x/1""#),
            ("a.json", #"{"schema":"driftd.environment/1"}"#, "a.json holds no environment: packages is missing"),
            ("a.txt", "===== Build Queued at\nnot a list\n", "a.txt holds no environment: no line names an installed package"),
            ("a.txt", "", "a.txt holds no environment: no line names an installed package"),
            ("a.log", "\u{1}\0PNG\nc @ of\n3 @ w\n", "a.log holds no environment: it is no text"),
            ("a.tar.zst", "\u{1F}", "a.tar.zst holds no environment: no line names an installed package"),
        ]
    )
    func unusable(name: String, content: String, error: String) throws {
        let program = try DriftdProgram()
        try program.scratch.write(content, to: name)
        try program.run(["show", name]).expectFailure(2, errorContaining: error)
    }

    @Test("a log may be longer than any list")
    func longLog() throws {
        let program = try stored()
        let log = String(decoding: try program.scratch.read("original/logs/build-001.log"), as: UTF8.self)
        let talk = String(repeating: "2026-07-05 10:00:00 INFO answered in 0.2 s\n", count: 400_000)
        try program.scratch.write(log + "\n===== Application Startup at 2026-07-05 08:00:00 =====\n\n" + talk, to: "long.log")
        try program.run(["show", "./long.log", "--format", "freeze"]).expectSuccess()
        try program.scratch.write(talk, to: "talk.txt")
        try program.run(["show", "talk.txt"]).expectFailure(2, errorContaining: "talk.txt is larger than 16 MiB")
    }

    @Test("what driftd prints as JSON it reads again")
    func roundTrip() throws {
        let program = try stored()
        try program.scratch.write(try program.run(["show", "@1", "--json"]).output, to: "snapshot.json")
        try program.scratch.write(try program.run(["parse", "original/logs/build-001.log", "--json"]).output, to: "environment.json")
        try program.scratch.write(try program.run(["show", "@1", "--format", "freeze"]).output, to: "freeze.txt")
        try program.run(["pin", "@1", "@2", "-o", "bundle.tar.gz", "-q"]).expectSuccess()
        for name in ["snapshot.json", "environment.json", "freeze.txt", "./bundle.tar.gz"] {
            let outcome = try program.run(["diff", "@1", name])
            #expect(outcome.exitCode == 0 || name == "freeze.txt" && outcome.exitCode == 3, "\(name): \(outcome.output)\(outcome.errors)")
        }
    }

    @Test("a list of any length is a list and no log that holds one: complete, with nothing said of a build")
    func lists() throws {
        let program = try DriftdProgram()
        for count in [1, 3, 6, 20, 200] {
            let lines = (0..<count).map { "package-\($0)==1.\($0)\n" }.joined()
            for (name, head) in [("a.txt", ""), ("b.txt", "# as of Monday\n")] {
                try program.scratch.write(
                    head + lines + "-e git+https://host.example/o/r@\(String(repeating: "a", count: 40))#egg=r\n",
                    to: name
                )
                let shown = try program.run(["show", name, "--json"])
                shown.expectSuccess()
                #expect(shown.output.contains("\"complete\" : true") && !shown.output.contains("head-missing"), "\(name) \(count)")
                #expect(!shown.output.contains("build.none-succeeded"), "\(name) \(count)")
            }
        }
    }

    @Test("a log's own text cannot become markup or act on a terminal", arguments: ["text", "json", "markdown", "html"])
    func hostileText(format: String) throws {
        let program = try DriftdProgram()
        let hostile = "https://x/<script>alert(1)</script>|`*[a](javascript:b)&\u{1B}[31m\u{202E}"
        try program.scratch.write("numpy @ \(hostile)\n", to: "a.txt")
        try program.scratch.write("numpy==1.0\n", to: "b.txt")
        let outcome = try program.run(["diff", "a.txt", "b.txt", "--format", format])
        #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\u{202E}"))
        if format == "html" || format == "markdown" { #expect(!outcome.output.contains("<script")) }
        if format == "markdown" { #expect(!outcome.output.contains("](java")) }
    }

    private func stored() throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate", "cached", "failed"] { try program.copyCapture(name) }
        let outcome = try program.run(["snapshot", "-q", "original", "duplicate", "cached", "failed"])
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        return program
    }
}
