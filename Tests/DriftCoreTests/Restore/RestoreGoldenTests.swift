import DriftCore
import DriftTesting
import Foundation
import Testing

/// One pair of Spaces with something of everything; the outputs are read like code.
@Suite("Golden outputs of a restoration")
struct RestoreGoldenTests {
    static let original = Snapshot.of(
        "gradio==6.5.1",
        "gradio_client==2.0.3",
        "spaces==0.47.0",
        "numpy==1.26.4",
        "pandas==2.2.0",
        "torch==2.1.2+cu118",
        "datasets",
        "tool @ git+https://github.com/o/tool@0123456789abcdef0123456789abcdef01234567",
        "local @ file:///tmp/local",
        "secret @ https://user:hunter2@host/secret-1.0.whl",
        "twice==1",
        "twice==2",
        sdk: SDK(name: "gradio", version: "6.5.1"),
        isComplete: false
    ).with {
        $0.takenAt = "2026-02-16T09:12:40Z"
        $0.commit = "222e30f"
        $0.hardware = "cpu-upgrade"
        $0.settings = SpaceSettings(sleepTimeSeconds: 3600, variables: ["CITY": "Lyon"], secretNames: ["API_KEY"])
        $0.reading.baseImage = BaseImage(reference: "docker.io/library/python:3.13", digest: "sha256:aa")
        $0.reading.platformLine = ["gradio[oauth,mcp]==6.5.1", "spaces"]
        $0.reading.gaps = [Gap(log: 0, line: 6, reason: .cached, command: "pip install datasets")]
    }

    static let duplicate = Snapshot.of(
        "gradio==6.9.0",
        "gradio_client==2.3.0",
        "spaces==0.48.0",
        "numpy==2.4.3",
        "pandas==2.2.0",
        "torch==2.11.0",
        "tool==1.0",
        "extra==1.0",
        space: "owner/duplicate",
        python: "3.12",
        sdk: SDK(name: "gradio", version: "6.9.0")
    ).with {
        $0.takenAt = "2026-03-16T15:03:21Z"
        $0.hardware = "cpu-basic"
        $0.reading.baseImage = BaseImage(reference: "docker.io/library/python:3.12", digest: "sha256:bb")
        $0.reading.platformLine = ["gradio[oauth,mcp]==6.9.0", "spaces", "websockets>=10.4"]
        $0.reading.builds = [BuildRecord(log: 0, line: 1, outcome: .failed)]
    }

    static let requirements = """
        # numbers
        numpy<2   # 1.x only
        torch
        gradio==3.50.2
        -r more.txt
        git+https://github.com/o/tool
        """

    @Test("drift.json, plan.json and REPORT.md")
    func outputs() throws {
        let drift = Drift.between(original: Self.original, duplicate: Self.duplicate, requireComplete: false)
        let plan = Planning.plan(
            Self.original,
            Self.duplicate,
            requirements: Self.requirements,
            originalRequirements: "--extra-index-url https://download.pytorch.org/whl/cu118\ntorch\n",
            frontMatter: ["sdk": "gradio"]
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let driftJSON = String(decoding: try encoder.encode(drift), as: UTF8.self)
        let planJSON = String(decoding: try encoder.encode(plan), as: UTF8.self)
        let report = RestoreReport.markdown(plan: plan, drift: drift, proof: .unproven)
        Golden.expect(driftJSON + "\n", matches: "Restore/drift.json")
        Golden.expect(planJSON + "\n", matches: "Restore/plan.json")
        Golden.expect(report, matches: "Restore/REPORT.md")
        Golden.expect(try #require(Planning.requirements(plan)), matches: "Restore/requirements.txt")
        #expect(!(driftJSON + planJSON + report).contains("hunter2"))
    }
}
