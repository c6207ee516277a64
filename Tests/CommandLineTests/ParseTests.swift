import DriftTesting
import Foundation
import Testing

@Suite("driftd parse")
struct ParseTests {
    @Test("content that is no log is a result", arguments: ["", "\n", "hello\n", "\u{0}\u{1}\u{2}", "===== Build Queued at"])
    func noLog(content: String) throws {
        let program = try DriftdProgram()
        try program.scratch.write(content, to: "a.log")
        let outcome = try program.run(["parse", "--log", "a.log", "--json"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "driftd.environment/1")
        #expect((object["packages"] as? [Any])?.isEmpty == true)
        #expect(object["complete"] as? Bool == false)
        #expect(object["python"] is NSNull)
    }

    @Test("a file that is another than a log is named for what it is")
    func otherThanLog() throws {
        let program = try DriftdProgram()
        try program.scratch.write(
            "numpy==1.26.4\n-e git+https://host/o/app@0123456789abcdef0123456789abcdef01234567#egg=app\n",
            to: "freeze.txt"
        )
        try program.scratch.write("# what we need\nnumpy>=1.26\n", to: "requirements.txt")
        try program.scratch.write([0x1F, 0x8B, 8, 0, 0], to: "build.log.gz")
        for (file, expected) in [("freeze.txt", "log.is-freeze"), ("build.log.gz", "log.compressed"), ("requirements.txt", nil)] {
            let outcome = try program.run(["parse", file])
            #expect(outcome.exitCode == 0)
            for code in ["log.is-freeze", "log.compressed"] { #expect(outcome.output.contains(code) == (code == expected), "\(file)") }
        }
    }

    @Test("logs come as options, as arguments, and from standard input, in that order")
    func inputs() throws {
        let program = try DriftdProgram()
        try program.scratch.write("one\n", to: "a.log")
        for arguments in [["--log", "a.log", "--log", "-"], ["--log", "a.log", "-"], ["a.log", "-"]] {
            let outcome = try program.run(["parse", "--json"] + arguments, input: "two\n")
            #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
        }
    }

    @Test("an error page tells which steps were made anew")
    func errorPage() throws {
        let program = try DriftdProgram()
        let page =
            "Job failed with exit code: 1. Reason: cache miss: [base 2/3] RUN pip install -r r.txt <b>\ncache miss: [base 3/3] COPY . ."
        try program.scratch.write(page + "\n{\"total\":3,\"completed\":1}\n", to: "page.txt")
        let lines = try program.run(["parse", "page.txt"]).output.split(separator: "\n").map(String.init)
        let title = try #require(lines.firstIndex(of: "Made anew, not taken from the cache:"))
        #expect(lines[(title + 1)...].prefix(2) == ["page.txt:1  RUN pip install -r r.txt <b>", "page.txt:2  COPY . ."])
        #expect(try program.run(["parse", "--json", "page.txt"]).output.contains("\"rebuilt\" : ["))
    }

    @Test("the operating system's packages are counted, Node first")
    func systemPackages() throws {
        let program = try DriftdProgram()
        func system(_ lines: String...) throws -> String? {
            let settings = lines.map { "Setting up \($0) ...\n" }.joined()
            try program.scratch.write("--> RUN apt-get install -y ffmpeg nodejs\n\(settings)DONE 12.2s\n", to: "build.log")
            let outcome = try program.run(["parse", "build.log"])
            #expect(outcome.exitCode == 0)
            return outcome.output.split(separator: "\n").first { $0.hasPrefix("System") }.map { String($0.dropFirst("System".count)) }
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(try system() == nil)
        #expect(try system("curl (7.88.1-10)") == "curl 7.88.1-10")
        #expect(
            try system("curl (7.88.1-10)", "ffmpeg (7:5.1.6-0)", "nodejs (20.19.5-1nodesource1)")
                == "nodejs 20.19.5-1nodesource1, curl 7.88.1-10 and 1 more (--json has them all)"
        )
    }

    @Test("a version that a later quiet run may have replaced is told")
    func replaceable() throws {
        let program = try DriftdProgram()
        let steps =
            "--> RUN pip install click\nSuccessfully installed click-8.1.3\nDONE 1.2s\n\n--> RUN pip install -q typer TOKEN=hf_\(String(repeating: "Q", count: 34))\nDONE 1.2s\n"
        try program.scratch.write(steps, to: "build.log")
        let doubt = "1 version was printed before that, and may have been replaced."
        #expect(try program.run(["parse", "build.log"]).output.contains(doubt))
        let explained = try program.run(["parse", "build.log", "--explain", "click"]).output
        #expect(explained.contains("may have replaced it:\nbuild.log:5  RUN pip install -q typer"))
        #expect(!explained.contains("QQQ"))
        #expect(try program.run(["parse", "build.log", "--explain", "click", "--json"]).output.contains("\"reason\" : \"quiet\""))
        try program.scratch.write(steps.replacingOccurrences(of: " -q", with: ""), to: "build.log")
        #expect(try !program.run(["parse", "build.log"]).output.contains("may have been replaced"))
    }

    @Test("a log that cannot be read is named")
    func unreadable() throws {
        let program = try DriftdProgram()
        try program.scratch.write("x", to: "directory/file")
        try program.run(["parse", "--log", "nothing.log"]).expectFailure(
            2,
            error: "nothing.log does not exist",
            hint: "check the path; a relative one counts from the current directory"
        )
        try program.run(["parse", "directory"]).expectFailure(
            2,
            error: "directory is a directory, not a file",
            hint: "name the file inside it"
        )
    }

    @Test("a step that the log lost shows by the checkout's Dockerfile, for parse and --explain alike")
    func checkout() throws {
        let program = try DriftdProgram()
        let head =
            "===== Build Queued at 2026-03-04 10:00:00 / Commit SHA: 0cdacde =====\n\n--> FROM docker.io/library/python:3.11\nDONE 0.1s\n\n"
        let click =
            "--> RUN pip install click\nCollecting click\nInstalling collected packages: click\nSuccessfully installed click-8.1.7\nDONE 1.0s\n\n"
        try program.scratch.write(head + click + "--> Pushing image\nDONE 0.1s\n", to: "build.log")
        try program.scratch.write("FROM python:3.11\nRUN pip install click\nRUN pip install idna\n", to: "space/Dockerfile")
        try program.scratch.write("FROM python:3.11\nRUN pip install click\n", to: "whole/Dockerfile")
        try program.scratch.write("", to: "empty/other.txt")
        for (arguments, isMissing) in [([], false), (["--checkout", "whole"], false), (["--checkout", "space"], true)] {
            let outcome = try program.run(["parse", "build.log"] + arguments)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("Dockerfile:3") == isMissing, "\(arguments)")
        }
        let explained = try program.run(["parse", "build.log", "--checkout", "space", "--explain", "idna"])
        #expect(explained.exitCode == 0, "\(explained.errors)")
        try program.run(["parse", "build.log", "--checkout", "build.log"]).expectFailure(
            2,
            error: "build.log is not a directory",
            hint: "name a directory"
        )
        try program.run(["parse", "build.log", "--checkout", "nowhere"]).expectFailure(
            2,
            error: "nowhere does not exist",
            hint: "check the path; a relative one counts from the current directory"
        )
        try program.run(["parse", "build.log", "--checkout", "empty"]).expectFailure(
            2,
            error: "empty/README.md does not exist",
            hint: "check the path; a relative one counts from the current directory"
        )
    }

    @Test("what a log holds never acts on the terminal")
    func terminalEscapes() throws {
        let program = try DriftdProgram()
        let escape = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}"
        try program.scratch.write("\(escape)\n--> RUN pip install \(escape)\nCACHED\n", to: "a.log")
        for format in ["text", "json"] {
            let outcome = try program.run(["parse", "a.log", "--format", format])
            #expect(outcome.exitCode == 0)
            let active = (outcome.output + outcome.errors).unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            }
            #expect(active.isEmpty)
        }
    }

    @Test("100 MB on one line and 100 MB of noise are results")
    func large() throws {
        let program = try DriftdProgram()
        try program.scratch.write(Data(repeating: UInt8(ascii: "x"), count: 100_000_000), to: "line.log")
        var random = SplitMix64(seed: 1)
        let noise = Data((0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        try program.scratch.write((0..<100).reduce(into: Data()) { whole, _ in whole += noise }, to: "noise.log")
        for name in ["line.log", "noise.log"] {
            let outcome = try program.run(["parse", name, "--json"])
            #expect(outcome.exitCode == 0, "\(name): \(outcome.errors)")
            #expect(outcome.output.utf8.count < 1_000_000, "\(name): a result is a summary")
        }
    }
}
