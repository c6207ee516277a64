import DriftCore
import DriftEngine
import DriftResolver
import DriftTesting
import Foundation

/// A bundle in a folder of its own, made by the planner from a few small packages, to be proven with real tools.
struct VerifyFixture {
    let scratch = try? ScratchDirectory()
    let bundle: String
    let plan: RestorePlan

    /// - Parameters:
    ///   - original: `six==1.16.0`, one a line, as a freeze has them.
    ///   - steps: what the platform runs.
    init(original: String, isComplete: Bool = true, requirements: String, steps: [BuildStep], python: String?) throws {
        var reading = EnvironmentReading()
        reading.python = python
        reading.packages = FreezeList.parse(Array(original.utf8), file: "freeze.txt").packages
        reading.isComplete = isComplete
        let snapshot = Snapshot(space: SpaceName("alice/app"), reading: reading)
        let duplicate = Snapshot(space: SpaceName("bob/app"), reading: EnvironmentReading())
        let files = ["requirements.txt": Array(requirements.utf8)]
        plan = Planner.plan(
            original: RestoreSide(snapshot),
            duplicate: RestoreSide(duplicate, files: files, steps: steps)
        )
        let drift = Drift.between(original: snapshot, duplicate: duplicate, requireComplete: false)
        bundle = (scratch?.path ?? "") + "/bundle.tar.zst"
        _ = try WriteBundle.write(
            Bundle(
                original: BundleSnapshot(label: "alice/app", snapshot: snapshot),
                duplicate: BundleSnapshot(label: "bob/app", snapshot: duplicate),
                report: [],
                drift: try ContractJSON.encode(drift),
                plan: try ContractJSON.encode(plan),
                edits: plan.edits
            ),
            to: .file(bundle)
        )
    }

    /// The caller's variables, with a folder for temporary files whose contents can be looked at.
    func variables(_ more: [String: String] = [:]) throws -> [String: String] {
        let temporary = (scratch?.path ?? "") + "/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        return ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary]) { $1 }.merging(more) { $1 }
    }

    /// What a proof left behind.
    func leftovers() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: (scratch?.path ?? "") + "/tmp") }

    /// The interpreter of the test tools.
    static func interpreter() async throws -> PythonInterpreter {
        let path = ExternalTool.path(of: "python") ?? "/usr/bin/python3"
        return try await InterpreterSearch(environment: ToolEnvironment(ProcessInfo.processInfo.environment)).interpreter(at: path)
    }
}
