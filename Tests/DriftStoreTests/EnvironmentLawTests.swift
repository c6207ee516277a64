import DriftCore
import DriftDigest
import DriftStore
import DriftTesting
import GRDB
import Testing

/// Laws of content-addressed environments, over random ones from a small alphabet, so that likenesses happen.
@Suite("stored environments")
struct EnvironmentLawTests {
    @Test("come back exactly; equal ones share a row, different ones never do", arguments: 0..<20)
    func laws(seed: Int) throws {
        let scratch = try ScratchDirectory()
        let path = scratch.path + "/driftd.db"
        let store = try Store.open(at: path, access: .readWrite)
        var random = RandomReadings(seed: seed)
        var rowByEnvironment: [Environment: String] = [:]
        for index in 0..<60 {
            let reading = random.reading(size: index % 12 == 0 ? 200 : index % 4)
            let canonical = CanonicalEnvironment(reading)
            let (snapshot, capture) = Samples.observation(takenAt: Instant(milliseconds: Int64(index) * 1000).description, reading: reading)
            let stored = try #require(try store.snapshot(try store.add(snapshot, capture: capture)))
            #expect(stored.environment == canonical.environment)
            #expect(stored.evidenceKinds == canonical.evidenceKinds)
            #expect(stored.summary.unknownCount == reading.unknown.count)
            #expect(stored.summary.packageCount == reading.packages.count)
            #expect(stored.snapshot.reading.environment == canonical.environment)
            let digest = stored.summary.environmentDigest
            #expect(rowByEnvironment.updateValue(digest, forKey: canonical.environment) ?? digest == digest)
        }
        let rows = try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM environment") }
        #expect(rows == rowByEnvironment.count)
        #expect(Set(rowByEnvironment.values).count == rowByEnvironment.count)
    }

    @Test("do not depend on the order in which a reader lists packages", arguments: 0..<20)
    func order(seed: Int) {
        var random = RandomReadings(seed: seed)
        let reading = random.reading(size: 40)
        var shuffled = reading
        shuffled.packages.shuffle(using: &random.random)
        shuffled.systemPackages.shuffle(using: &random.random)
        shuffled.installers.shuffle(using: &random.random)
        #expect(CanonicalEnvironment(shuffled) == CanonicalEnvironment(reading))
        #expect(CanonicalEnvironment(shuffled).digest == CanonicalEnvironment(reading).digest)
    }

    @Test("do not depend on how a name is spelled, and keep the first spelling")
    func spelling() throws {
        let scratch = try ScratchDirectory()
        let store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
        let stored = try ["PyYAML", "pyyaml"].map { name in
            let reading = Samples.reading([Samples.release(name, "6.0.2")])
            let (snapshot, capture) = Samples.observation(space: "\(name)/demo", reading: reading)
            return try #require(try store.snapshot(try store.add(snapshot, capture: capture)))
        }
        #expect(stored[0].summary.environmentDigest == stored[1].summary.environmentDigest)
        #expect(stored[1].environment.packages.map(\.name.spelling) == ["PyYAML"])
    }

    @Test("have addresses that no other version of driftd may change")
    func address() {
        let digest = CanonicalEnvironment(Samples.reading(Samples.releases)).digest.hexadecimal
        #expect(digest == "ff938dc7d1f7631713e63a6e5e1f7f7de138c60d141ca00b3ead470e1f3f0200")
    }
}

/// Readings of few facts: the same name twice, unknown versions, legacy versions, sources, odd bytes.
struct RandomReadings {
    var random: SplitMix64

    init(seed: Int) { random = SplitMix64(seed: seed) }

    mutating func reading(size: Int) -> EnvironmentReading {
        var reading = EnvironmentReading()
        reading.python = random.pick([nil, "3.13", "3.11.15"])
        reading.baseImage = random.pick([nil, BaseImage(reference: ""), BaseImage(reference: "python:3.13", digest: "sha256:ab")])
        reading.sdk = random.pick([nil, SDK(name: "docker"), SDK(name: "gradio", version: "6.19.0")])
        reading.installers = random.pick([[], [Installer(name: "pip", version: "25.1"), Installer(name: "uv")]])
        reading.platformLine = random.pick([[], ["spaces", "gradio[oauth,mcp]==6.19.0"], ["gradio[oauth,mcp]==6.19.0", "spaces"]])
        reading.systemPackages = random.pick([[], [SystemPackage(name: "ffmpeg", version: "7:7.1.1-1+b1"), SystemPackage(name: "git")]])
        reading.packages = (0..<size).map { _ in
            ResolvedPackage(release: release(from: size), evidence: Evidence(kind: random.pick(EvidenceKind.allCases)))
        }.sorted { $0.release.name < $1.release.name }
        reading.isComplete = random.chance(50)
        return reading
    }

    private mutating func release(from size: Int) -> Release {
        Release(
            name: Samples.name("package-\(Int.random(in: 0..<max(2, size), using: &random))"),
            version: random.pick([nil, "", "0", "1.0", "1.0.0", "2004d", "1.0+cu118", "1.0\u{1B}", "日本"]),
            source: random.pick([nil, nil, "", "git+https://example.org/a.git@0123456", "file:///tmp/a.whl"]),
            isEditable: random.chance(10),
            isBuiltFromSource: random.chance(10)
        )
    }
}
