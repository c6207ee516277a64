import DriftTesting
import Foundation
import Testing

@Suite("A cached build, known by what earlier snapshots printed")
struct LayerMemoryTests {
    private static let cachedOutput = "CACHED\n"

    /// Captures `name` of ada/tides: the log of `original`, or the same with all steps of pip cached.
    private func capture(
        _ name: String,
        of program: DriftdProgram,
        takenAt: String,
        commit: String,
        requirements: String? = nil,
        edit: (String) -> String = { $0 }
    ) throws {
        try program.copyCapture("original", as: name)
        let metadata = String(decoding: try program.scratch.read("\(name)/capture.json"), as: UTF8.self)
        try program.scratch.write(
            metadata.replacing(/"takenAt": *"[^"]*"/, with: "\"takenAt\": \"\(takenAt)\""),
            to: "\(name)/capture.json"
        )
        for file in ["space.json", "runtime.json"] {
            let text = String(decoding: try program.scratch.read("\(name)/\(file)"), as: UTF8.self)
            try program.scratch.write(text.replacing(/"sha": *"[^"]*"/, with: "\"sha\": \"\(commit)00000000\""), to: "\(name)/\(file)")
        }
        let log = String(decoding: try program.scratch.read("\(name)/logs/build-001.log"), as: UTF8.self)
        try program.scratch.write(
            edit(log).replacing(/Commit SHA: [0-9a-f]+/, with: "Commit SHA: \(commit)"),
            to: "\(name)/logs/build-001.log"
        )
        if let requirements { try program.scratch.write(requirements, to: "\(name)/repo/requirements.txt") }
    }

    /// Every step that ran says `CACHED`, and nothing of what it printed.
    private func cached(_ log: String) -> String {
        log.components(separatedBy: "--> ").map { step in
            step.hasPrefix("RUN") ? (step.split(separator: "\n").first.map(String.init) ?? "") + "\nCACHED\n\n" : step
        }.joined(separator: "--> ")
    }

    private func environment(_ program: DriftdProgram, _ reference: String) throws -> [String: Any] {
        let outcome = try program.run(["show", reference, "--json"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        return try #require(object["environment"] as? [String: Any])
    }

    private func kinds(_ environment: [String: Any]) -> Set<String> {
        let packages = environment["packages"] as? [[String: Any]] ?? []
        return Set(packages.compactMap { ($0["evidence"] as? [String: Any])?["kind"] as? String })
    }

    @Test("a fully cached build is complete, remembered by the snapshot that printed it")
    func remembered() throws {
        let program = try DriftdProgram()
        try capture("first", of: program, takenAt: "2026-03-01T00:00:00Z", commit: "aaaaaaa")
        try capture("second", of: program, takenAt: "2026-03-02T00:00:00Z", commit: "bbbbbbb", edit: cached)
        let stored = try program.run(["snapshot", "first", "second"])
        #expect(stored.exitCode == 0, "\(stored.errors)")
        let (first, second) = (try environment(program, "@1"), try environment(program, "@2"))
        #expect(second["complete"] as? Bool == true)
        #expect(kinds(second) == ["remembered"])
        let files = Set(
            (second["packages"] as? [[String: Any]] ?? []).compactMap { ($0["evidence"] as? [String: Any])?["file"] as? String }
        )
        #expect(files == ["@1:logs/build-001.log"])
        let names = { (environment: [String: Any]) in
            (environment["packages"] as? [[String: Any]] ?? []).map { "\($0["name"] ?? "")==\($0["version"] ?? "")" }
        }
        #expect(names(first) == names(second))
        try program.run(["diff", "@1", "@2"]).expectSuccess()
        #expect(try program.run(["show", "@2"]).output.contains("remembered @1:logs/build-001.log:"))
    }

    @Test("snapshots of the same call know each other in the order of their times")
    func once() throws {
        let program = try DriftdProgram()
        try capture("first", of: program, takenAt: "2026-03-01T00:00:00Z", commit: "aaaaaaa")
        try capture("second", of: program, takenAt: "2026-03-02T00:00:00Z", commit: "bbbbbbb", edit: cached)
        try capture("third", of: program, takenAt: "2026-03-03T00:00:00Z", commit: "ccccccc", edit: cached)
        try program.run(["snapshot", "-q", "first", "second", "third"]).expectSuccess()
        #expect(try environment(program, "@3")["complete"] as? Bool == true)
    }

    @Test("changed requirements are another layer: a gap")
    func changed() throws {
        let program = try DriftdProgram()
        try capture("first", of: program, takenAt: "2026-03-01T00:00:00Z", commit: "aaaaaaa")
        try capture("second", of: program, takenAt: "2026-03-02T00:00:00Z", commit: "bbbbbbb", requirements: "numpy==1.0\n", edit: cached)
        try program.run(["snapshot", "-q", "first", "second"]).expectSuccess()
        let second = try environment(program, "@2")
        #expect(second["complete"] as? Bool == false)
        #expect((second["gaps"] as? [[String: Any]])?.contains { $0["reason"] as? String == "cached" } == true)
        #expect(try program.run(["diff", "@1", "@2"]).exitCode == 3)
    }

    @Test("two results of one text: a gap, and the parts that agree are known")
    func ambiguous() throws {
        let program = try DriftdProgram()
        try capture("first", of: program, takenAt: "2026-03-01T00:00:00Z", commit: "aaaaaaa")
        try capture("other", of: program, takenAt: "2026-03-02T00:00:00Z", commit: "ccccccc") { $0.replacing("numpy-", with: "numpy-9.") }
        try capture("second", of: program, takenAt: "2026-03-03T00:00:00Z", commit: "bbbbbbb", edit: cached)
        try program.run(["snapshot", "-q", "first", "other", "second"]).expectSuccess()
        let third = try environment(program, "@3")
        #expect(third["complete"] as? Bool == false)
        #expect(third["unknown"] as? [String] == ["numpy"])
    }

    @Test("another Space's snapshots, and later ones, are not asked")
    func foreign() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original", as: "mine")
        try capture("later", of: program, takenAt: "2026-03-09T00:00:00Z", commit: "aaaaaaa")
        try capture("second", of: program, takenAt: "2026-03-02T00:00:00Z", commit: "bbbbbbb", edit: cached)
        let metadata = String(decoding: try program.scratch.read("mine/capture.json"), as: UTF8.self)
        try program.scratch.write(metadata.replacing("ada/tides", with: "eve/tides"), to: "mine/capture.json")
        try program.run(["snapshot", "-q", "mine", "later", "second"]).expectSuccess()
        #expect(try environment(program, "@3")["complete"] as? Bool == false)
    }
}
