import DriftTesting
import Foundation
import Testing

@Suite("Nothing that a log, a list or a variable holds gets out of its place, in any output")
struct HostileOutputTests {
    private static let secret = "S3CR3TS3CR3TS3CR3TS3CR3T"
    private static let escape = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}\u{2028}"
    private static let markup = "<script>alert(1)</script>|`x`\\[a\\](javascript:b)@someone"

    /// Lines that carry the plants into every fact that driftd reads from a log.
    private static var steps: String {
        let address = "https://user:\(secret)@h.example"
        return """
            --> RUN pip install --extra-index-url \(address)/simple?token=\(secret) git+https://\(secret)@h.example/o/tool@main hidden\(escape) \(markup)
            Looking in indexes: https://pypi.org/simple, \(address)/simple
            Collecting tool @ git+https://\(secret)@h.example/o/tool@main
              Resolved https://\(secret)@h.example/o/tool to commit c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00
            Collecting wheel-of-url @ \(address)/wheel_of_url-2.0-py3-none-any.whl?key=\(secret)
            ERROR: pip's dependency resolver does not currently take into account all the packages that are installed.
            numpy 2.4.2 requires evil<2\(markup)\(escape), but you have evil 3 \(address) which is incompatible.
            Installing collected packages: tool, wheel-of-url, torch, --index-url, evil;x
            Successfully installed tool-1.0 wheel-of-url-2.0 torch-2.1.0+cu118 --index-url=https://evil.example evil-1.0;x pkg-1.0\u{5C} pkg2-1.0${HOME}
            Setting up ffmpeg\(markup) (7:1-\(escape)) ...
            DONE 9.1s

            --> RUN pip install -q quiet-one --index-url \(address)/simple \(markup)\(escape)
            DONE 1.0s

            --> RUN pip freeze
            listed==1.0 --index-url https://evil.example
            listed-two==1.0\u{5C}
            listed-three @ https://\(secret)@h.example/a.whl?auth=\(secret)
            DONE 1.0s

            """
    }

    /// - Parameter withList: A freeze list settles what was installed before it; without one, every installer's line counts.
    private func prepare(withList: Bool = true) throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] { try program.copyCapture(name) }
        let log = String(decoding: try program.scratch.read("original/logs/build-001.log"), as: UTF8.self)
        let steps = withList ? Self.steps : Self.steps.components(separatedBy: "--> RUN pip freeze")[0]
        try program.scratch.write(log.replacing("--> COPY --link", with: steps + "--> COPY --link"), to: "original/logs/build-001.log")
        try program.scratch.write(
            "===== Application Startup =====\nHF_TOKEN=hf_\(Self.secret)\(Self.secret)\n\(Self.escape)\n",
            to: "original/logs/run-001.log"
        )
        try program.scratch.write(
            #"{"URL":{"value":"https://u:\#(Self.secret)@h.example"},"X":{"value":"\u001b[2J<script>"}}"#,
            to: "original/variables.json"
        )
        return program
    }

    /// Control characters, marks of writing direction, the secret; raw markup where the format has any.
    private func expectClean(_ text: String, _ what: String) {
        let active = text.unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}" || $0 == "\u{2028}"
        }
        #expect(active.isEmpty, "\(what): \(active.map { $0.value })")
        #expect(!text.contains(Self.secret), "\(what): \(text.split(separator: "\n").first { $0.contains(Self.secret) } ?? "")")
    }

    static let reads: [[String]] = [
        ["parse", "original/logs/build-001.log", "original/logs/run-001.log"],
        ["parse", "original/logs/build-001.log", "--json"],
        ["parse", "original/logs/build-001.log", "--explain", "tool"],
        ["parse", "original/logs/build-001.log", "--explain", "evil", "--json"],
        ["parse", "original/logs/build-001.log", "--explain", "quiet_one"],
        ["snapshot", "original", "duplicate"], ["show", "@1"], ["show", "@1", "--json"], ["show", "@1", "--format", "freeze"],
        ["diff", "@1", "@2"], ["diff", "@1", "@2", "--json"], ["diff", "@1", "@2", "--format", "markdown"],
        ["diff", "@1", "@2", "--format", "html"], ["diff", "./original", "./duplicate"], ["history", "ada/tides"],
        ["triage", "original"], ["triage", "original", "--json"], ["pin", "@1", "@2", "--json", "-o", "b.tar.gz"],
        ["pin", "./original", "./duplicate", "-o", "c.tar.gz"],
    ]

    @Test("every command that prints")
    func prints() throws {
        let program = try prepare()
        try program.run(["snapshot", "-q", "original", "duplicate"]).expectSuccess()
        for arguments in Self.reads {
            let outcome = try program.run(arguments)
            let what = arguments.joined(separator: " ")
            #expect([0, 1, 3].contains(outcome.exitCode), "\(what): \(outcome.errors)")
            expectClean(outcome.output + outcome.errors, what)
            if arguments.contains("html") || arguments.contains("markdown") { #expect(!outcome.output.contains("<script"), "\(what)") }
            if arguments.contains("markdown") {
                #expect(!outcome.output.contains("@someone") && !outcome.output.contains("](javascript"), "\(what)")
            }
        }
    }

    @Test("a freeze list has names, versions and addresses alone", arguments: [(true, 1), (false, 6)])
    func freeze(withList: Bool, least: Int) throws {
        let program = try prepare(withList: withList)
        try program.run(["snapshot", "-q", "original"]).expectSuccess()
        let lines = try program.run(["show", "@1", "--format", "freeze"]).output.split(separator: "\n")
        #expect(lines.count >= least)
        for line in lines where !line.hasPrefix("#") {
            let isPin = line.wholeMatch(of: /[A-Za-z0-9._-]+===?[A-Za-z0-9.!+_-]+/) != nil
            let isAddress = line.wholeMatch(of: /[A-Za-z0-9._-]+ @ [a-z+]+:\/\/[^\s\\"'<>`]+/) != nil
            #expect(isPin || isAddress, "\(line)")
        }
    }

    @Test("what is written: the bundle's files, the database, an exported capture")
    func files() throws {
        let program = try prepare()
        try program.run(["snapshot", "-q", "original", "duplicate"]).expectSuccess()
        _ = try program.run(["pin", "@1", "@2", "-q", "-o", "bundle.tar.gz"])
        #expect(try program.run(["export", "@1", "exported", "-q"]).exitCode == 0)
        _ = try program.shell("mkdir unpacked && tar -xzf bundle.tar.gz -C unpacked")
        for folder in ["unpacked", "exported"] {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: program.path(folder)).sorted()
            #expect(paths.count > 5)
            for path in paths where !path.hasSuffix(".log") && !path.hasSuffix("variables.json") {
                guard let content = try? program.scratch.read("\(folder)/\(path)") else { continue }
                expectClean(String(decoding: content, as: UTF8.self), path)
            }
            for path in paths {
                guard let content = try? program.scratch.read("\(folder)/\(path)") else { continue }
                #expect(!String(decoding: content, as: UTF8.self).contains(Self.secret), "\(path)")
            }
        }
        let database = String(decoding: try program.scratch.read("driftd.db"), as: UTF8.self)
        #expect(!database.contains(Self.secret))
        let requirements = String(decoding: try program.scratch.read("unpacked/files/requirements.txt"), as: UTF8.self)
        for line in requirements.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(!line.contains("evil.example") && !line.contains("${") && !line.hasSuffix("\\"), "\(line)")
        }
    }

    @Test("a hand-made environment JSON smuggles nothing into a list or a pin")
    func handMade() throws {
        let program = try prepare()
        let packages = [
            #"{"name":"a","version":"1.0 --index-url https://evil.example","source":null,"evidence":{"kind":"log"}}"#,
            #"{"name":"b","version":"1.0\nevil==1","source":null,"evidence":{"kind":"log"}}"#,
            #"{"name":"c","version":null,"source":"https://h.example/x \\\nevil","evidence":{"kind":"log"}}"#,
            #"{"name":"d","version":null,"source":"https://h.example/x\\","evidence":{"kind":"log"}}"#,
            "{\"name\":\"e\",\"version\":\"2.1.0+cu118\",\"index\":\"https://h.example --index-url https://evil.example\",\"source\":null,\"evidence\":{\"kind\":\"log\"}}",
            "{\"name\":\"f\",\"version\":null,\"source\":\"https://\(Self.secret)@h.example/f.whl\",\"evidence\":{\"kind\":\"log\"}}",
            #"{"name":"good","version":"1.0","source":null,"evidence":{"kind":"log"}}"#,
        ]
        let json =
            #"{"schema":"driftd.environment/1","complete":true,"python":"3.13","packages":["# + packages.joined(separator: ",") + "]}"
        try program.scratch.write(json, to: "hand.json")
        let list = try program.run(["show", "hand.json", "--format", "freeze"]).output
        expectClean(list, "freeze")
        #expect(list.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.contains("***") } == ["e==2.1.0+cu118", "good==1.0"])
        let pinned = try program.run(["pin", "./hand.json", "./duplicate", "-o", "hand.tar.gz"])
        #expect(pinned.exitCode == 0, "\(pinned.errors)")
        _ = try program.shell("mkdir hand && tar -xzf hand.tar.gz -C hand")
        let requirements = String(decoding: try program.scratch.read("hand/files/requirements.txt"), as: UTF8.self)
        expectClean(requirements, "requirements")
        #expect(requirements.contains("good==1.0"))
        #expect(!requirements.contains("evil"))
    }

    @Test("two bare lists that agree: no verdict, for neither names its Python")
    func bareLists() throws {
        let program = try DriftdProgram()
        for name in ["a.txt", "b.txt"] { try program.scratch.write("numpy==1.0\n", to: name) }
        let outcome = try program.run(["diff", "./a.txt", "./b.txt"])
        #expect(outcome.exitCode == 3)
        #expect(outcome.output.contains("not shown: python"))
        #expect(outcome.output.contains("names no Python"))
    }

    @Test("a base image of another digest is drift that no README restores, and the report says so")
    func baseImage() throws {
        let program = try DriftdProgram()
        for name in ["original", "other"] { try program.copyCapture("original", as: name) }
        let log = String(decoding: try program.scratch.read("other/logs/build-001.log"), as: UTF8.self)
        try program.scratch.write(log.replacing("sha256:ab", with: "sha256:cd"), to: "other/logs/build-001.log")
        let drift = try program.run(["diff", "./original", "./other"])
        #expect(drift.exitCode == 1)
        #expect(drift.output.contains("base-image"))
        #expect(try program.run(["pin", "./original", "./other", "-q", "-o", "b.tar.gz"]).exitCode == 0)
        let report = try program.shell("tar -xzOf b.tar.gz --wildcards '*REPORT.md'").output
        let section = try #require(report.components(separatedBy: "## Not restored").last)
        #expect(section.contains("base image"))
        #expect(section.contains("the same tag names another image today, and nothing in the repository pins its digest"))
    }
}
