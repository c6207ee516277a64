import DriftCore
import DriftTesting
import ReadingLaws
import Testing

@testable import DriftLogs

/// The corpus, damaged: never a crash, nothing invalid, the same answer twice, and no completeness that is not true.
@Suite struct DamageTests {
    @Test("whatever happens to a log, what comes out is valid, and the same twice", arguments: CorpusCase.all)
    func valid(_ corpusCase: CorpusCase) {
        var random = SplitMix64(seed: corpusCase.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
        for round in 0..<(TestLength.isLong ? 40 : 1) {
            for damage in Damage.all {
                var logs = corpusCase.texts.map { Array($0.utf8) }
                let index = Int.random(in: logs.indices, using: &random)
                logs[index] = damage.apply(logs[index], &random)
                let reading = LogReader.read(logs)
                #expect(ReadingLaws.violations(reading) == [], "\(corpusCase.name), \(damage.name), round \(round)")
                if round == 0 { #expect(LogReader.read(logs) == reading, "\(corpusCase.name), \(damage.name)") }
            }
        }
    }

    /// Whether the answer may call itself complete: it is what the build really ended with.
    private func isTrue(_ reading: EnvironmentReading, of corpusCase: CorpusCase) -> Bool {
        let base = Set(corpusCase.details.base.map { CorpusTruth.key($0.prefix { $0 != "=" }) })
        let claimed = Dictionary(reading.packages.map { ($0.release.name.normalized, $0.release.version) }) { first, _ in first }
        let wanted = corpusCase.truth.packages.filter { !base.contains($0.key) && !CorpusTruth.installers.contains($0.key) }
        return wanted.allSatisfy { name, entry in
            claimed[name].flatMap(\.self).map { CorpusTruth.isSame($0, as: entry.version) }
                ?? (entry.version == nil && claimed[name] != nil)
        }
            && claimed.keys.allSatisfy { corpusCase.truth.packages[$0] != nil }
    }

    @Test("no wrap at any width makes a wrong version", arguments: CorpusCase.all)
    func wrapped(_ corpusCase: CorpusCase) {
        var random = SplitMix64(seed: corpusCase.name.utf8.reduce(7) { $0 &* 31 &+ Int($1) })
        for _ in 0..<(TestLength.isLong ? 40 : 1) {
            let width = Int.random(in: 40...240, using: &random)
            let reading = LogReader.read(corpusCase.texts.map { Array(CorpusView.wrapped($0, at: width).utf8) })
            for package in reading.packages where !(corpusCase.details.doubtful ?? []).contains(package.release.name.normalized) {
                guard let version = package.release.version else { continue }
                let actual = corpusCase.truth.packages[package.release.name.normalized]
                #expect(
                    actual.map { CorpusTruth.isSame(version, as: $0.version) } ?? false,
                    "\(corpusCase.name) at \(width): \(package.release.name) \(version), is \(actual?.version ?? "not there")"
                )
            }
            #expect(!reading.isComplete || isTrue(reading, of: corpusCase), "\(corpusCase.name) at \(width)")
        }
    }

    static let oneBuild = CorpusCase.all.filter {
        !$0.hasSeveralBuilds && $0.details.complete == true && $0.details.logs.count == 1 && CorpusTests.known[$0.name] == nil
    }

    @Test("a log cut anywhere is not complete unless it is true", arguments: oneBuild)
    func cut(_ corpusCase: CorpusCase) {
        let bytes = Array(corpusCase.texts[0].utf8)
        for end in stride(from: 997, to: bytes.count, by: TestLength.isLong ? 997 : 3 * 997) {
            let reading = LogReader.read([Array(bytes[..<end])])
            #expect(!reading.isComplete || isTrue(reading, of: corpusCase), "\(corpusCase.name), cut at \(end)")
        }
    }

    @Test("a log that lost a step, or a line that installs, is not complete unless it is true", arguments: oneBuild)
    func lost(_ corpusCase: CorpusCase) {
        let lines = CorpusView.lines(corpusCase.texts[0])
        // A step of a Dockerfile that is gone with all its lines leaves no trace; the platform's own steps are known.
        let headers = corpusCase.name.hasPrefix("platform-") ? lines.indices.filter { lines[$0].hasPrefix("--> ") } : []
        for header in headers where lines[header].hasPrefix("--> RUN ") && lines[header].contains("pip install") {
            let end = headers.first { $0 > header } ?? lines.count
            expectHonest(Array(lines[..<header] + lines[end...]), corpusCase, "without the step of line \(header + 1)")
        }
        // Where the blank line behind it stays, any step's loss shows; so does that of all that it printed.
        for header in lines.indices where lines[header].hasPrefix("--> RUN ") {
            guard let end = lines[header...].firstIndex(where: Self.ends) else { continue }
            expectHonest(Array(lines[..<header] + lines[(end + 1)...]), corpusCase, "without the step of line \(header + 1) up to its end")
            expectHonest(Array(lines[...header] + lines[end...]), corpusCase, "without what the step of line \(header + 1) printed")
        }
        for index in lines.indices where Self.bears(lines[index]) {
            var copy = lines
            copy.remove(at: index)
            expectHonest(copy, corpusCase, "without line \(index + 1), \(lines[index].prefix(60))")
        }
    }

    private func expectHonest(_ lines: [String], _ corpusCase: CorpusCase, _ what: String) {
        let reading = LogReader.read([Array(lines.joined(separator: "\n").utf8)])
        #expect(!reading.isComplete || isTrue(reading, of: corpusCase), "\(corpusCase.name), \(what)")
    }

    private static func ends(_ line: String) -> Bool { line.hasPrefix("DONE ") || line == "CACHED" }

    /// Lines that say what was installed, and the headers of steps.
    private static func bears(_ line: String) -> Bool {
        [
            "--> RUN ", "--> FROM ", "Successfully installed ", "Installing collected packages: ", "Installed ", " + ", " ~ ",
            "Package operations: ", "  - Installing ", "  - Updating ", "  • Installing ",
        ].contains(where: line.hasPrefix)
    }
}
