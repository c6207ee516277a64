import DriftCore
import DriftTesting
import Testing

@Suite("Better evidence wins, package by package, and disagreement is named")
struct EvidenceLadderTests {
    private func source(
        _ label: String,
        _ kind: EvidenceKind,
        _ packages: [(String, String?)],
        isExact: Bool = false
    ) throws -> EvidenceSource {
        let resolved = try packages.map { name, version in
            let isLogged = kind == .log
            return ResolvedPackage(
                release: Release(name: try #require(PackageName(name)), version: version),
                evidence: Evidence(kind: version == nil ? .none : kind, log: isLogged ? 0 : nil, line: 7, file: isLogged ? nil : label)
            )
        }
        return EvidenceSource(label: label, packages: resolved, isExact: isExact)
    }

    private func freeze(_ text: String) -> EvidenceSource {
        let (packages, diagnostics) = FreezeList.parse(Array(text.utf8), file: "freeze.txt")
        return EvidenceSource(label: "freeze.txt", packages: packages, isExact: diagnostics.isEmpty)
    }

    private func merged(_ sources: EvidenceSource...) -> EnvironmentReading {
        var reading = EnvironmentReading()
        reading.gaps = [Gap(log: 0, line: 3, reason: .cached, command: "RUN pip install a")]
        return EvidenceLadder.merge(sources, into: reading)
    }

    private func versions(_ reading: EnvironmentReading) -> [String] {
        reading.packages.map { "\($0.release.name)=\($0.release.version ?? "?") \($0.evidence.kind.rawValue)" }
    }

    @Test("an exact list replaces the log's packages and fills its gaps")
    func exact() throws {
        let log = try source("the log", .log, [("httpx", nil), ("numpy", "1.26.4"), ("pip", "26.0")])
        let reading = merged(freeze("numpy==1.26.4\nhttpx==0.28.1\n"), log)
        #expect(versions(reading) == ["httpx=0.28.1 freeze", "numpy=1.26.4 freeze", "pip=26.0 log"])
        #expect(reading.isComplete && reading.gaps.isEmpty && reading.diagnostics.isEmpty)
    }

    @Test("one version in two spellings is no disagreement")
    func spellings() throws {
        let reading = merged(freeze("numpy==1.26.0\n"), try source("the log", .log, [("numpy", "1.26")]))
        #expect(versions(reading) == ["numpy=1.26.0 freeze"] && reading.diagnostics.isEmpty)
    }

    @Test("another version and a missing package are disagreements; the list counts")
    func disagreement() throws {
        let log = try source("the log", .log, [("numpy", "2.0.0"), ("rich", "14.0")])
        let reading = merged(freeze("numpy==1.26.4\n"), log)
        #expect(versions(reading) == ["numpy=1.26.4 freeze"])
        #expect(reading.diagnostics.map(\.code) == ["evidence.disagree", "evidence.disagree"])
        #expect(reading.diagnostics.first?.message == "numpy: freeze.txt says 1.26.4, the log says 2.0.0; the exact list counts")
        #expect(reading.diagnostics.last?.message == "rich: the log shows 14.0, freeze.txt does not list it; the exact list counts")
    }

    @Test("a list with a line that is not exact adds, but proves nothing absent")
    func inexact() throws {
        let log = try source("the log", .log, [("rich", "14.0")])
        let reading = merged(freeze("numpy==1.26.4\nhttpx>=0.27\n"), log)
        #expect(versions(reading) == ["numpy=1.26.4 freeze", "rich=14.0 log"])
        #expect(!reading.isComplete && reading.gaps.count == 1)
    }

    @Test("each rung fills what those above leave open: log, then what runs, then what was worked out")
    func rungs() throws {
        let log = try source("the log", .log, [("gradio", nil), ("numpy", "1.26.4"), ("tqdm", nil)])
        let running = try source("config.json", .runtime, [("gradio", "6.19.0")])
        let inferred = try source(
            "the inference",
            .inferred,
            [("gradio", "6.19.0"), ("numpy", "2.0.0"), ("pandas", "2.3.0"), ("tqdm", "4.67")]
        )
        let reading = merged(log, running, inferred)
        #expect(versions(reading) == ["gradio=6.19.0 runtime", "numpy=1.26.4 log", "pandas=2.3.0 inferred", "tqdm=4.67 inferred"])
        #expect(!reading.isComplete && reading.gaps.count == 1)
        #expect(
            reading.diagnostics.map(\.message) == [
                "of 2 packages that better evidence shows, 1 are as they were worked out; not numpy 2.0.0 for 1.26.4"
            ]
        )
    }

    @Test("what runs and what the log printed may differ; the log counts, and both are named")
    func runtime() throws {
        let log = try source("the log", .log, [("spaces", "0.48.1")])
        let running = try source("runtime.json", .runtime, [("spaces", "0.48.2")])
        let reading = merged(log, running)
        #expect(versions(reading) == ["spaces=0.48.1 log"])
        #expect(reading.diagnostics.map(\.message) == ["spaces: the log says 0.48.1, runtime.json says 0.48.2; the log counts"])
    }

    @Test("beside an exact list nothing that was worked out stands")
    func nothingBesideAList() throws {
        let inferred = try source("the inference", .inferred, [("numpy", "1.26.4"), ("pandas", "2.3.0"), ("setuptools", "80")])
        let reading = merged(freeze("numpy==1.26.4\n"), inferred)
        #expect(versions(reading) == ["numpy=1.26.4 freeze"])
        #expect(reading.isComplete)
    }

    @Test("whatever the sources, each name has the best kind that knows it, and only an exact list makes it complete")
    func law() throws {
        var random = SplitMix64(seed: 11)
        let names = ["a", "b", "c", "d", "e"]
        for _ in 0..<2000 {
            let kinds = [
                ("freeze.txt", EvidenceKind.freeze), ("the log", .log), ("x.json", .runtime), ("the inference", .inferred),
            ]
            let isExact = random.chance(30)
            let sources = try kinds.map { label, kind in
                let packages = names.filter { _ in random.chance(50) }
                    .map { name in (name, kind != .freeze && random.chance(20) ? nil : "\(random.pick([1, 2]))") as (String, String?) }
                return try source(label, kind, packages, isExact: kind == .freeze && isExact && !packages.isEmpty)
            }
            let reading = EvidenceLadder.merge(sources, into: EnvironmentReading())
            #expect(reading.isComplete == sources.contains(where: \.isExact))
            #expect(reading.packages.map(\.release.name.normalized) == reading.packages.map(\.release.name.normalized).sorted())
            for package in reading.packages {
                let known = sources.flatMap(\.packages).filter { $0.release.name == package.release.name && $0.release.version != nil }
                #expect(package.evidence.kind == (known.map(\.evidence.kind).min() ?? EvidenceKind.none))
            }
            let claimed = Set(sources.flatMap(\.packages).map(\.release.name))
            let expected = sources.first(where: \.isExact).map { Set($0.packages.map(\.release.name)) } ?? claimed
            #expect(Set(reading.packages.map(\.release.name)) == expected)
        }
    }

    @Test(
        "a list that is not exact, and names what a log does not show, ends the log's completeness",
        arguments: [("a==1\nb==2\n-e /home/user/tool\n", false), ("a==1\npip==26.0\n-e /home/user/tool\n", true), ("a==1\nb==2\n", true)]
    )
    func unaccounted(list: String, isComplete: Bool) throws {
        let log = try source("the log", .log, [("a", "1")])
        var reading = EnvironmentReading()
        reading.packages = log.packages
        reading.isComplete = true
        let merged = EvidenceLadder.merge([freeze(list), log], into: reading)
        #expect(merged.isComplete == isComplete)
        #expect(merged.diagnostics.contains { $0.code == "evidence.unaccounted" } == !isComplete)
    }
}
