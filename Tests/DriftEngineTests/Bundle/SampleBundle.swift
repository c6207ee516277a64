import DriftCore
import DriftTesting

@testable import DriftEngine

/// Bundles for tests.
enum SampleBundle {
    static let edits = [
        FileEdit(
            path: "requirements.txt",
            base: Array("numpy\r\npandas\r\n".utf8),
            result: Array("numpy==1.26.4\r\npandas==2.2.2\r\n".utf8)
        ),
        FileEdit(
            path: "README.md",
            base: Array("---\nsdk: gradio\n---\n".utf8),
            result: Array("---\nsdk: gradio\nsdk_version: 5.0.1\n---\n".utf8)
        ),
        FileEdit(path: "pre-requirements.txt", base: nil, result: Array("pip<24.1\n".utf8)),
    ]

    static func make(edits: [FileEdit] = edits, settings: String? = "{}\n", lock: String? = nil) -> DriftEngine.Bundle {
        DriftEngine.Bundle(
            original: snapshot("alice/app"),
            duplicate: snapshot("bob/app"),
            report: Array("Not tried: the pins are unproven.\n".utf8),
            drift: Array("{\"schema\":\"driftd.drift/1\"}\n".utf8),
            plan: Array("{\"schema\":\"driftd.plan/1\"}\n".utf8),
            edits: edits,
            settings: settings.map { Array($0.utf8) },
            lock: lock.map { Array($0.utf8) }
        )
    }

    static func snapshot(_ name: String) -> BundleSnapshot {
        let snapshot = Snapshot(space: SpaceName(name), takenAt: "2026-07-05T07:53:08Z", commit: "c515370", reading: EnvironmentReading())
        return BundleSnapshot(label: name, snapshot: snapshot)
    }

    /// Up to five edits of files with names of several scripts and any bytes.
    static func random(seed: Int) -> DriftEngine.Bundle {
        var random = SplitMix64(seed: seed)
        func bytes() -> [UInt8] {
            (0..<random.pick([0, 1, 511, 512, 900])).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        let names = ["requirements.txt", "README.md", "größe/日本 語.txt", "a/b/c/d.txt", "quo\"te.txt", "packages.txt"]
        let edits = names.filter { _ in random.chance(60) }.map { name in
            FileEdit(path: name, base: random.chance(70) ? bytes() : nil, result: bytes())
        }
        return make(edits: edits.shuffled(using: &random), settings: random.chance(50) ? "{}" : nil, lock: random.chance(50) ? "lock" : nil)
    }
}
