import DriftCore
import DriftTesting
import Foundation
import Testing

@Suite("Drift between two snapshots")
struct DriftTests {
    static func between(_ a: Snapshot, _ b: Snapshot, requireComplete: Bool = false) -> Drift {
        Drift.between(original: a, duplicate: b, requireComplete: requireComplete)
    }

    @Test(
        "a package's change, compared by PEP 440 after normalisation",
        arguments: [
            ("numpy==1.26.4", "numpy==2.1.0", .upgraded), ("numpy==2.1.0", "numpy==1.26.4", .downgraded),
            ("torch==2.1.2+cu118", "torch==2.1.2", .downgraded), ("torch==2.1.2+cu118", "torch==2.1.2+cu121", .upgraded),
            ("a==1!0.5", "a==2.0", .downgraded), ("a==1.0rc1", "a==1.0", .upgraded), ("a==2004d", "a==2005b", .changed),
            ("a==2004d", "a==1.0", .changed), ("a==1.0", "a @ git+https://h/r@c0ffee", .changed),
            ("a @ git+https://h/r@c0ffee", "a @ git+https://h/r@beef", .changed),
            ("a @ https://h/a.whl#sha256=00", "a @ https://h/a.whl#sha256=01", .changed), ("a", "a==1.0", .unknown),
            ("a==1.0", "a", .unknown),
        ] as [(String, String, PackageDrift.Change)]
    )
    func changes(original: String, duplicate: String, change: PackageDrift.Change) throws {
        let drift = Self.between(.of(original), .of(duplicate))
        #expect(drift.packages.map(\.change) == [change])
        #expect(drift.verdict == (change == .unknown ? .noVerdict : .drift))
    }

    @Test(
        "what only looks different is no drift",
        arguments: [
            ("numpy==1.0", "numpy==1.0.0"), ("PyYAML==6.0", "pyyaml==6.0"), ("ruamel.yaml==1", "ruamel_yaml==1.0"),
            ("a==1.0-RC.1", "a==1.0rc1"),
            ("a==2004d", "a==2004d"), ("a==1.0+CU.118", "a==1.0+cu.118"),
            ("a @ git+https://user@h/r@c0ffee#egg=a", "a @ git+https://h/r@c0ffee"),
        ]
    )
    func sameState(original: String, duplicate: String) {
        let drift = Self.between(.of(original), .of(duplicate))
        #expect(drift.packages.isEmpty && drift.verdict == .none)
    }

    @Test("a freeze's name @ url and a log's version from the same source agree")
    func sourceWithoutVersion() {
        let log = Snapshot.of("a==1.0").with { $0.reading.packages[0].release.source = "git+https://h/r@c0ffee" }
        #expect(Self.between(log, .of("a @ git+https://h/r@c0ffee")).verdict == .none)
    }

    @Test("a package that only one side has is drift only if the other side's evidence is complete")
    func presence() {
        let both = Snapshot.of("a==1", "b==1")
        let one = Snapshot.of("a==1")
        #expect(Self.between(one, both).packages.map(\.change) == [.added])
        #expect(Self.between(both, one).packages.map(\.change) == [.removed])
        let incomplete = one.with { $0.reading.isComplete = false }
        let drift = Self.between(incomplete, both)
        #expect(drift.packages.map(\.change) == [.unknown])
        #expect(drift.verdict == .noVerdict)
        #expect(drift.unknown == [DriftUnknown(side: .original, name: "b", reason: .presenceUnknown)])
        // The other way round, b's presence in the original is known, its absence from the duplicate is: the gap is on the other side.
        #expect(Self.between(both, one.with { $0.reading.isComplete = true }).verdict == .drift)
        #expect(Self.between(both, incomplete).packages.map(\.change) == [.unknown])
    }

    @Test("what pip freeze leaves out by itself is not called removed", arguments: ["pip", "setuptools", "wheel"])
    func leftOutByFreeze(name: String) {
        let freeze = Snapshot.of("a==1", evidence: .freeze)
        #expect(Self.between(.of("a==1", "\(name)==1"), freeze).verdict == .none)
        #expect(Self.between(freeze, .of("a==1", "\(name)==1")).verdict == .none)
        #expect(Self.between(.of("a==1"), .of("a==1", "\(name)==1")).packages.map(\.change) == [.added])
    }

    @Test("another pip is listed, but is no drift of the environment")
    func installer() {
        let drift = Self.between(.of("a==1", "pip==25.1"), .of("a==1", "pip==26.3"))
        #expect(drift.packages.map(\.change) == [.upgraded])
        #expect(drift.verdict == .none)
    }

    @Test("observed drift wins over incomplete data, unless completeness is required")
    func verdicts() {
        let (old, new) = (Snapshot.of("a==1", isComplete: false), Snapshot.of("a==2", isComplete: false))
        let drift = Self.between(old, new)
        #expect(drift.verdict == .drift && !drift.isComplete)
        #expect(Self.between(old, new, requireComplete: true).verdict == .noVerdict)
        // Equal, but incomplete: never "no drift".
        #expect(Self.between(old, old).verdict == .noVerdict)
        #expect(Self.between(old, old).packages.isEmpty)
        #expect(Self.between(.of("a==1"), .of("a==1"), requireComplete: true).verdict == .none)
    }

    @Test("an inferred difference is not observed drift", arguments: [EvidenceKind.inferred, .runtime])
    func inferred(kind: EvidenceKind) {
        let drift = Self.between(.of("a==1"), .of("a==2", evidence: kind))
        #expect(drift.packages.map(\.isObserved) == [false])
        #expect(drift.verdict == .noVerdict)
        #expect(drift.unknown == [DriftUnknown(side: .duplicate, name: "a", reason: .notObserved)])
    }

    @Test("two versions of one name are kept and named as an anomaly (T27)")
    func anomaly() {
        let two = Snapshot.of("a==1", "a==2")
        #expect(Self.between(two, two).packages.isEmpty)
        let drift = Self.between(.of("a==1"), two)
        #expect(drift.packages.map(\.change) == [.added])
        #expect(drift.packages.allSatisfy { $0.isAnomaly })
        #expect(drift.packages.first?.duplicate?.release.version == "2")
    }

    @Test("editable installation is a state of its own")
    func editable() {
        let editable = Snapshot.of("a==1").with { $0.reading.packages[0].release.isEditable = true }
        #expect(Self.between(.of("a==1"), editable).packages.map(\.change) == [.changed])
    }

    @Test("the JSON form is versioned, stable and read back")
    func json() throws {
        let drift = Self.between(.of("a==1", "b==1"), .of("a==2", "c", isComplete: false))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(drift)
        #expect(try JSONDecoder().decode(Drift.self, from: data) == drift)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"schema\" : \"driftd.drift/1\"") && text.contains("\"duplicate\" : null"))
    }

    @Test("tables have a cell for each heading")
    func tables() {
        let drift = Self.between(.of("a==1", "b"), .of("a==2", "b==1", python: "3.10"))
        #expect(drift.tables.map(\.title) == ["Facts", "Packages"])
        for table in drift.tables { #expect(table.rows.allSatisfy { $0.cells.count == table.headings.count }) }
        #expect(drift.tables.last?.rows.first?.cells == ["a", "1", "2", "upgraded", "log logs/build-001.log:1 | log logs/build-001.log:1"])
        #expect(Self.between(.of("a==1"), .of("a==1")).tables.isEmpty)
    }
}

@Suite("Laws of drift, over random environments")
struct DriftLawTests {
    static func pair(_ seed: Int) -> (Snapshot, Snapshot) {
        var random = SplitMix64(seed: seed)
        return (Snapshot(reading: .random(using: &random)), Snapshot(reading: .random(using: &random)))
    }

    @Test("a compared with itself has no rows, and no drift")
    func reflexive() {
        for seed in 0..<500 {
            let (a, _) = Self.pair(seed)
            let drift = DriftTests.between(a, a)
            #expect(drift.packages.isEmpty && drift.facts.isEmpty && drift.verdict != .drift, "seed \(seed)")
        }
    }

    @Test("applying the drift from a to b to a gives b")
    func applying() {
        for seed in 0..<500 {
            let (a, b) = Self.pair(seed)
            let result = DriftTests.between(a, b).applied(to: a.reading.packages.map(\.release))
            let expected = b.reading.packages.map(\.release)
            #expect(result.elementsEqual(expected) { $0.name == $1.name && $0.isSameState(as: $1) }, "seed \(seed)")
        }
    }

    @Test("the other way round every change is the opposite one")
    func antisymmetric() {
        let opposite: [PackageDrift.Change: PackageDrift.Change] = [
            .added: .removed, .removed: .added, .upgraded: .downgraded, .downgraded: .upgraded, .changed: .changed, .unknown: .unknown,
        ]
        for seed in 0..<500 {
            let (a, b) = Self.pair(seed)
            let (there, back) = (DriftTests.between(a, b), DriftTests.between(b, a))
            #expect(there.packages.map { opposite[$0.change] } == back.packages.map(\.change), "seed \(seed)")
            #expect(there.packages.map(\.original) == back.packages.map(\.duplicate), "seed \(seed)")
            #expect(there.verdict == back.verdict, "seed \(seed)")
        }
    }

    @Test("drift is never said over empty lists, and no drift never over incomplete data")
    func honest() {
        for seed in 0..<500 {
            let (a, b) = Self.pair(seed)
            let drift = DriftTests.between(a, b)
            if drift.verdict == .drift {
                #expect(drift.packages.contains { $0.isObservedDrift } || drift.facts.contains { $0.isObservedDrift })
            }
            if drift.verdict == .none { #expect(drift.isComplete && a.reading.isComplete && b.reading.isComplete) }
        }
    }

    @Test("equal lists that name no Python are no verdict; without packages there is no Python to know")
    func unknownPython() {
        let list = Snapshot.of("numpy==1.0", python: nil, evidence: .freeze)
        let drift = Drift.between(original: list, duplicate: list, requireComplete: false)
        #expect(drift.verdict == .noVerdict)
        #expect(!drift.isComplete)
        #expect(drift.unknown.map(\.name) == ["python", "python"])
        let drifted = Drift.between(original: list, duplicate: .of("numpy==2.0", python: nil), requireComplete: false)
        #expect(drifted.verdict == .drift)
        let empty = Snapshot.of(python: nil)
        #expect(Drift.between(original: empty, duplicate: empty, requireComplete: false).verdict == .none)
    }
}

extension Drift {
    /// The duplicate's packages, made from the original's by undoing each difference; sorted.
    /// Versions that are spelled differently but equal (`1.0`, `1.0.0`) keep the original's spelling.
    fileprivate func applied(to packages: [Release]) -> [Release] {
        var result = packages
        for drift in self.packages {
            if let original = drift.original?.release, let index = result.firstIndex(of: original) { result.remove(at: index) }
        }
        result += self.packages.compactMap { $0.duplicate?.release }
        return result.sorted(by: Release.isOrderedBefore)
    }
}
