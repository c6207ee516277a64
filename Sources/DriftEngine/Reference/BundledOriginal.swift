internal import DriftCore
internal import Foundation

/// The original's environment out of a bundle: the plan names every package of it, the manifest the other facts.
enum BundledOriginal {
    static func read(_ bytes: [UInt8], path: String) throws -> Snapshot {
        let bundle = try ReadBundle.read(bytes, named: path)
        let plan: RestorePlan
        do {
            plan = try JSONDecoder().decode(RestorePlan.self, from: Data(bundle.plan))
        } catch {
            throw ReferenceError.unusableFile(path: path, reason: "plan.json: \(JSONFault.describe(error))")
        }
        var reading = EnvironmentReading()
        reading.python = bundle.original.python
        reading.sdk = bundle.original.sdk
        reading.baseImage = bundle.original.baseImage
        reading.isComplete = bundle.original.isComplete
        reading.gaps = plan.original.gaps
        reading.packages = plan.decisions.map { decision in
            ResolvedPackage(
                release: Release(name: decision.name, version: decision.version, source: decision.source),
                evidence: decision.evidence
            )
        }
        return Snapshot(
            space: bundle.original.space,
            takenAt: bundle.original.takenAt,
            commit: bundle.original.commit,
            hardware: bundle.original.hardware,
            reading: reading,
            logPaths: plan.original.logs
        )
    }
}
