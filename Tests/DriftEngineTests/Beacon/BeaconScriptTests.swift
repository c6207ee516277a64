import DriftCore
import DriftEngine
import DriftTesting
import Foundation
import Testing

@Suite("The beacon, run by real Pythons")
struct BeaconScriptTests {
    /// Those of pyenv, the test tools' own and the machine's, from 3.8 on.
    private static let pythons: [String] = {
        let root = (ProcessInfo.processInfo.environment["HOME"] ?? "") + "/.pyenv/versions"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let paths = versions.map { "\(root)/\($0)/bin/python" } + [ExternalTool.path(of: "python")].compactMap(\.self)
        return paths.sorted().filter { path in
            let answer = try? ExternalProgram(at: path).run(["-c", "import sys; sys.exit(sys.version_info < (3, 8))"], in: "/")
            return answer?.status == 0
        }
    }()

    private static let secret = "S3CR3T"
    private static let commit = String(repeating: "c0ffee00", count: 5)

    /// A scratch directory with installed distributions in `site` and the app with the beacon in `app.py`.
    private func prepare(_ app: String = "print('app is up')\n", freeze: String? = nil) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        func distribution(_ name: String, _ version: String, _ url: String? = nil) throws {
            let folder = "site/\(name.replacing("-", with: "_"))-\(version).dist-info"
            try scratch.write("Metadata-Version: 2.1\nName: \(name)\nVersion: \(version)\n", to: "\(folder)/METADATA")
            if let url { try scratch.write(url, to: "\(folder)/direct_url.json") }
        }
        try distribution("Flask-Cors", "4.0.0")
        try distribution("torch", "2.1.0+cu118")
        let git = "\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"\(Self.commit)\",\"requested_revision\":\"main\"}"
        try distribution("tool", "1.0", "{\"url\":\"https://user:\(Self.secret)@git.example/o/tool.git\",\(git),\"subdirectory\":\"py\"}")
        try distribution("own", "0.1", "{\"url\":\"file:///app\",\"dir_info\":{\"editable\":true}}")
        try distribution(
            "wheel-of-url",
            "2.0",
            "{\"url\":\"https://\(Self.secret)@h.example/wheel_of_url-2.0-py3-none-any.whl\",\"archive_info\":{}}"
        )
        if let freeze { try scratch.write(freeze, to: "freeze.txt") }
        try scratch.write(BeaconScript(freezeFile: scratch.path + "/freeze.txt").code + app, to: "app.py")
        return scratch
    }

    private func run(_ python: String, _ scratch: ScratchDirectory, _ arguments: [String] = ["app.py"]) throws -> ExternalProgram.Result {
        let environment = ["PYTHONPATH": scratch.path + "/site", "PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1"]
        // Without the interpreter's own packages: those of the test are the only ones.
        return try ExternalProgram(at: python).run(["-S"] + arguments, in: scratch.path, environment: environment)
    }

    /// What driftd reads from a run log that holds `output`.
    private func read(_ output: String, banner: Bool = true) throws -> EnvironmentReading {
        let scratch = try ScratchDirectory()
        try scratch.write((banner ? "===== Application Startup at 2026-06-19 09:20:00 =====\n\n" : "") + output, to: "run.log")
        return try ParseLogs.run([scratch.path + "/run.log"])
    }

    private func version(_ name: String, _ reading: EnvironmentReading) -> String? {
        reading.packages.first { $0.release.name.normalized == name }?.release.version
    }

    @Test("a live freeze is read back whole, without its secrets", arguments: pythons)
    func live(python: String) throws {
        let result = try run(python, try prepare())
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.errorText.isEmpty)
        #expect(result.outputText.hasSuffix("app is up\n"))
        #expect(!result.outputText.contains(Self.secret))
        for banner in [true, false] {
            let reading = try read(result.outputText, banner: banner)
            #expect(reading.isComplete)
            #expect(reading.packages.allSatisfy { $0.evidence.kind == .freeze })
            #expect(version("flask-cors", reading) == "4.0.0")
            #expect(version("torch", reading) == "2.1.0+cu118")
            #expect(version("own", reading) == "0.1")
            let sources = reading.packages.compactMap(\.release.source).filter { $0.contains("example") }
            #expect(
                sources == [
                    "git+https://git.example/o/tool.git@\(Self.commit)#subdirectory=py",
                    "https://h.example/wheel_of_url-2.0-py3-none-any.whl",
                ]
            )
            let printed = try ExternalProgram(at: python).run(["-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], in: "/")
                .outputText
            #expect(reading.python == printed.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    @Test("the platform's own list is printed where there is one", arguments: pythons)
    func freezeFile(python: String) throws {
        let list =
            "-f /wheels\n# comment\nflask==3.0.0\r\npkg @ git+https://\(Self.secret)@h.example/p@\(Self.commit)\n# Editable install with no version control (own==0.1)\n-e /app\n\n"
        let result = try run(python, try prepare(freeze: list))
        #expect(!result.outputText.contains(Self.secret))
        let reading = try read(result.outputText)
        #expect(reading.isComplete)
        #expect(reading.packages.map(\.release.name.normalized) == ["flask", "own", "pkg"])
    }

    @Test("what the app prints in between does no harm; what is lost or run together is noticed")
    func damage() throws {
        let python = try #require(Self.pythons.first)
        let output = try run(python, try prepare()).outputText
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let begin = try #require(lines.firstIndex { $0.contains("freeze begin") })
        let end = try #require(lines.firstIndex { $0.contains("freeze end") })
        let whole = try read(output).packages.map(\.release)
        for place in begin + 1...end {
            var chatter = lines
            chatter.insert(contentsOf: ["INFO:     127.0.0.1 - \"GET / HTTP/1.1\" 200 OK", "", "Loading model…"], at: place)
            let reading = try read(chatter.joined(separator: "\n"))
            #expect(reading.isComplete, "at \(place)")
            #expect(reading.packages.map(\.release) == whole)
        }
        for place in begin...end where !lines[place].hasPrefix("# crc32") {
            var lost = lines
            lost.remove(at: place)
            #expect(try read(lost.joined(separator: "\n")).isComplete == false, "\(lines[place]) was lost")
        }
        for place in begin + 1..<end where !lines[place].hasPrefix("#") && !lines[place].hasPrefix("-e") {
            var glued = lines
            glued[place] += "rc1"
            #expect(try read(glued.joined(separator: "\n")).isComplete == false, "\(glued[place])")
        }
        #expect(try read(lines[..<end].joined(separator: "\n")).isComplete == false)
    }

    @Test("as the Hub streams it: one event a line, blank lines between", arguments: pythons.prefix(1))
    func stream(python: String) throws {
        let lines = try run(python, try prepare()).outputText.split(separator: "\n")
        let events = lines.map { "data: {\"data\":\"\($0)\",\"timestamp\":\"2026-06-19T09:20:01Z\"}\n\n" }.joined(
            separator: ": keep-alive\n\n"
        )
        let reading = try read("data: {\"data\":\"===== Application Startup =====\\n\",\"timestamp\":null}\n\n" + events, banner: false)
        #expect(reading.isComplete)
        #expect(version("torch", reading) == "2.1.0+cu118")
    }

    @Test("printed once, however often the app is loaded again; and no trace in the app's names", arguments: pythons)
    func reload(python: String) throws {
        let scratch = try prepare()
        let twice = "code = open('app.py').read()\nfor _ in range(3): exec(code, {})\n"
        try scratch.write(twice, to: "main.py")
        let result = try run(python, scratch, ["main.py"])
        #expect(result.outputText.components(separatedBy: "freeze begin").count == 2)
        #expect(result.outputText.components(separatedBy: "app is up").count == 4)
    }

    @Test(
        "the app goes on, whatever happens",
        arguments: ["import sys\nsys.stdout.close()\n", "import sys\nsys.stdout = None\n", "import os\nos.environ.pop('HOME', None)\n"]
    )
    func failures(before: String) throws {
        for python in Self.pythons {
            let scratch = try prepare("import sys\nsys.stderr.write('went on')\n")
            let app = String(decoding: try scratch.read("app.py"), as: UTF8.self)
            try scratch.write(before + app, to: "app.py")
            let result = try run(python, scratch)
            #expect(result.errorText.hasPrefix("went on"), "\(result.errorText)")
        }
    }

    @Test("a list that cannot be read is reported by the kind of error alone")
    func reported() throws {
        let python = try #require(Self.pythons.first)
        let scratch = try prepare()
        try scratch.write(Data([0xFF, 0xFE, 0x80]), to: "freeze.txt")
        let result = try run(python, scratch)
        #expect(result.outputText == "driftd beacon: no list printed (UnicodeDecodeError)\napp is up\n")
        #expect(result.status == 0)
    }

    @Test("where pip is, its own freeze agrees", .enabled(if: ExternalTool.path(of: "pip") != nil, ExternalTool.skipReason))
    func pip() throws {
        let python = try #require(ExternalTool.path(of: "python"))
        let scratch = try ScratchDirectory()
        try scratch.write(BeaconScript(freezeFile: scratch.path + "/none").code, to: "app.py")
        let program = ExternalProgram(at: python)
        let reading = try read(try program.run(["app.py"], in: scratch.path).outputText)
        let frozen = try program.run(["-m", "pip", "freeze", "--all"], in: scratch.path).outputText
        let wanted = Set(frozen.split(separator: "\n").compactMap { Requirement.named($0) }).subtracting(["pip", "setuptools", "wheel"])
        #expect(Set(reading.packages.map(\.release.name.normalized)).subtracting(["setuptools", "wheel"]) == wanted)
    }
}

extension Requirement {
    /// `flask` of `Flask==3.0.0`.
    fileprivate static func named(_ line: Substring) -> String? {
        PackageName(line.prefix { $0 != "=" && $0 != " " && $0 != "@" })?.normalized
    }
}
