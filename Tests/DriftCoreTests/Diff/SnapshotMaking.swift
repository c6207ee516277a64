import DriftCore
import DriftTesting

/// Snapshots in a line of test code: `Snapshot.of("numpy==1.26.4", "pkg @ git+https://h/r@c0ffee")`.
extension Snapshot {
    /// - Parameter packages: `name==version`, `name @ source`, or `name` for an unknown version.
    static func of(
        _ packages: String...,
        space: String = "owner/original",
        python: String? = "3.13",
        sdk: SDK? = SDK(name: "gradio", version: "6.19.0"),
        evidence: EvidenceKind = .log,
        isComplete: Bool = true
    ) -> Snapshot {
        var reading = EnvironmentReading()
        reading.python = python
        reading.sdk = sdk
        reading.isComplete = isComplete
        reading.packages = packages.enumerated().compactMap { index, text in
            release(text).map {
                let kind = $0.version == nil && $0.source == nil ? .none : evidence
                return ResolvedPackage(release: $0, evidence: Evidence(kind: kind, log: 0, line: index + 1))
            }
        }.sorted { Release.isOrderedBefore($0.release, $1.release) }
        return Snapshot(space: SpaceName(space), reading: reading, logPaths: ["logs/build-001.log"])
    }

    /// The same snapshot with something changed.
    func with(_ change: (inout Snapshot) -> Void) -> Snapshot {
        var result = self
        change(&result)
        return result
    }

    private static func release(_ text: String) -> Release? {
        if let range = text.firstRange(of: " @ ") {
            return PackageName(text[..<range.lowerBound]).map { Release(name: $0, version: nil, source: String(text[range.upperBound...])) }
        }
        if let range = text.firstRange(of: "==") {
            return PackageName(text[..<range.lowerBound]).map { Release(name: $0, version: String(text[range.upperBound...])) }
        }
        return PackageName(text).map { Release(name: $0, version: nil) }
    }
}

/// A random environment of few names and few versions, so that two of them share much and differ in much.
extension EnvironmentReading {
    static func random(using random: inout SplitMix64) -> EnvironmentReading {
        let names = [
            "numpy", "Torch", "ruamel.yaml", "zope_interface", "click", "protobuf", "spaces", "gradio", "gradio-client", "pydantic", "a",
            "b",
        ]
        let versions = ["1.0", "1.0.0", "2.1.2+cu118", "2.1.2", "1!0.5", "1.0rc1", "1.0.post1", "2004d", "0.9.dev3"]
        let sources = ["git+https://host/r@0123456789012345678901234567890123456789", "https://host/a-1.0-py3-none-any.whl#sha256=00"]
        var reading = EnvironmentReading()
        reading.python = random.pick(["3.10", "3.10.13", "3.13", nil])
        reading.sdk = random.chance(80) ? SDK(name: "gradio", version: random.pick(["6.19.0", "4.44.1"])) : nil
        reading.isComplete = random.chance(50)
        for name in names {
            var copies = random.chance(70) ? 1 : 0
            if copies == 1, random.chance(5) { copies = 2 }
            for _ in 0..<copies {
                guard let name = PackageName(random.chance(30) ? name.uppercased() : name) else { continue }
                var release = Release(name: name, version: random.chance(90) ? random.pick(versions) : nil)
                if random.chance(15) { release.source = random.pick(sources) }
                release.isEditable = random.chance(3)
                let isKnown = release.version != nil || release.source != nil
                let kind: EvidenceKind = isKnown ? random.pick([.freeze, .log, .log, .remembered, .inferred]) : .none
                reading.packages.append(ResolvedPackage(release: release, evidence: Evidence(kind: kind, log: 0, line: 1)))
            }
        }
        reading.packages.sort { Release.isOrderedBefore($0.release, $1.release) }
        return reading
    }
}
