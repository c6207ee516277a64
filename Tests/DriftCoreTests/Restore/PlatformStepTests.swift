import DriftCore
import DriftTesting
import Testing

/// Of a duplicate that nobody saw being built: what the table of eras has for the policy's date.
@Suite("The platform's steps without a log")
struct PlatformStepTests {
    private static func steps(
        _ original: Snapshot = .of("numpy==1"),
        hardware: String? = "cpu-basic",
        sdk: String = "gradio",
        version: String = "6.19.0",
        policy: Policy = .current
    ) -> [[String]] {
        let plan = Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(
                Snapshot.of(space: "owner/duplicate", sdk: nil).with { $0.hardware = hardware },
                files: ["requirements.txt": Array("numpy\n".utf8)],
                frontMatter: FrontMatterFacts(["sdk": sdk, "sdk_version": version, "python_version": "3.12"])
            ),
            choices: RestoreChoices(policy: policy)
        )
        return plan.build?.steps.map(\.arguments) ?? []
    }

    private static let base = [["-U", "pip"], ["datasets", "huggingface-hub>=0.30", "hf-transfer>=0.1.4", "protobuf<4", "click<8.1"]]

    @Test("the table's recipe, in the version of the README; on ZeroGPU with the platform's own limit of torch")
    func recipe() {
        let line = ["uvicorn>=0.14.0", "websockets>=10.4", "spaces"]
        #expect(Self.steps() == Self.base + [["-r", "requirements.txt", "gradio[oauth,mcp]==6.19.0"] + line])
        #expect(
            Self.steps(hardware: "zero-a10g")
                == Self.base + [["-r", "requirements.txt", "torch<=2.13.0", "gradio[oauth,mcp]==6.19.0"] + line]
        )
        let four = Snapshot.of("numpy==1", sdk: SDK(name: "gradio", version: "4.44.1"))
        #expect(
            Self.steps(four, version: "4.44.1")
                == Self.base + [["-r", "requirements.txt", "gradio[oauth]==4.44.1"] + line + ["fastapi<0.113.0"]]
        )
    }

    @Test("an older date of the policy takes the recipe of that time, with the line in a call of its own")
    func era() {
        let policy = Policy(date: "2023-10-01", owned: [], packageLimits: [], pythonLimits: [])
        let original = Snapshot.of("numpy==1", sdk: SDK(name: "gradio", version: "3.47.1"))
        #expect(
            Self.steps(original, version: "3.47.1", policy: policy) == [
                ["pip==22.3.1"], ["datasets", "huggingface-hub>=0.12.1", "protobuf<4", "click<8.1", "pydantic~=1.0"],
                ["-r", "requirements.txt"], ["gradio[oauth]==3.47.1", "uvicorn>=0.14.0", "spaces"],
            ]
        )
    }

    @Test("the original's own line counts where its build was of the same time and on hardware of the same kind")
    func observed() {
        func original(_ queuedAt: String?, _ hardware: String) -> Snapshot {
            Snapshot.of("numpy==1").with {
                $0.hardware = hardware
                $0.reading.platformLine = ["gradio[oauth,mcp]==6.19.0", "newcomer", "spaces"]
                $0.reading.builds = [BuildRecord(log: 0, line: 1, queuedAt: queuedAt, outcome: .succeeded)]
            }
        }
        func isTaken(_ snapshot: Snapshot) -> Bool { Self.steps(snapshot).last?.contains("newcomer") ?? false }
        #expect(isTaken(original("2026-08-01T00:00:00Z", "cpu-basic")))
        #expect(isTaken(original(nil, "t4-small")))
        #expect(!isTaken(original("2025-08-01T00:00:00Z", "cpu-basic")))
        #expect(!isTaken(original("2026-09-10T00:00:00Z", "zero-a10g")))
    }
}
