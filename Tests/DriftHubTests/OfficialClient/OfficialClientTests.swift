import DriftCore
import DriftTesting
import Foundation
import HubStandIn
import Testing

@testable import DriftHub

/// The stand-in must be right before anything that is tested against it is: the Hub's own Python client says whether it is.
@Suite(
    "The stand-in, driven by the official client",
    .enabled(if: ExternalTool.python(importing: "huggingface_hub") != nil, ExternalTool.skipReason)
)
struct OfficialClientTests {
    private static func world() -> StandInWorld {
        var space = StandInSpace(name: "alice/app", files: ["README.md": Array("# hi\n".utf8), "requirements.txt": Array("numpy\n".utf8)])
        space.variables["MODE"] = .init(value: "fast")
        space.secrets["HF_TOKEN"] = "secret"
        var log = StandInLog("===== Build Queued =====\nCollecting numpy\n")
        log.ending = .closes
        space.logs["build"] = log
        var hidden = StandInSpace(name: "bob/hidden")
        hidden.isPrivate = true
        let world = StandInWorld([space, StandInSpace(name: "alice/second"), hidden])
        world.update { state in
            state.repositories["models/org/model"] = ["id": "org/model", "sha": "m1"]
            state.payingUsers = ["alice"]
            state.pageSize = 1
        }
        return world
    }

    /// What the client made of the steps.
    private func drive(_ fixture: ClientFixture, _ steps: [String]) async throws -> StandInJSON {
        let python = try #require(ExternalTool.python(importing: "huggingface_hub"))
        let scratch = try ScratchDirectory()
        let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("driver.py").path
        let environment = [
            "HF_ENDPOINT": fixture.standIn.endpoint, "HF_TOKEN": ClientFixture.token, "HF_HOME": scratch.path,
            "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        ]
        // On a thread of its own: waiting on one of the few that tasks share would leave the stand-in without any.
        let result: ExternalProgram.Result = try await withCheckedThrowingContinuation { continuation in
            Thread {
                continuation.resume(
                    with: Result { try ExternalProgram(at: python).run([driver] + steps, in: scratch.path, environment: environment) }
                )
            }.start()
        }
        #expect(result.status == 0, "\(result.errorText.suffix(2000))")
        return try #require(StandInJSON(result.output), "\(result.outputText)")
    }

    @Test("It reads from it what is there")
    func reading() async throws {
        try await ClientFixture.with(Self.world()) { fixture in
            let result = try await drive(fixture, ["reading"])
            let head = fixture.standIn.world.space("alice/app")?.head.identifier ?? ""
            #expect(result["sha"]?.text == head)
            #expect(result["runtime"] == ["RUNNING", "cpu-basic", "cpu-basic", 172_800])
            #expect(result["variables"] == ["MODE": "fast"])
            #expect(result["secrets"] == ["HF_TOKEN"])
            #expect(result["buildLog"] == "===== Build Queued =====\nCollecting numpy\n")
            #expect(result["spaces"] == ["alice/app", "alice/second"])
            #expect(result["commits"] == [.string(head)])
            #expect(result["files"] == ["README.md", "requirements.txt"])
            #expect(result["requirements"] == "numpy\n")
            #expect(result["model"] == "m1")
            #expect(result["user"] == "alice")
        }
    }

    @Test("It takes its refusals for what they are")
    func refusals() async throws {
        try await ClientFixture.with(Self.world()) { fixture in
            let outcomes = try await drive(fixture, ["refusals"])["refusals"]
            #expect(
                outcomes == [
                    "missing": "RepositoryNotFound", "foreign": "RepositoryNotFound", "noFile": "EntryNotFound", "badToken": 401,
                    "stale": 412,
                ]
            )
        }
    }

    @Test("It changes Spaces in it")
    func changing() async throws {
        try await ClientFixture.with(Self.world()) { fixture in
            let result = try await drive(fixture, ["changing"])
            let space = try #require(fixture.standIn.world.space("alice/app"))
            #expect(result["pullRequest"] == [1, "refs/pr/1"])
            #expect(result["committed"]?.text == space.head.identifier)
            #expect(space.head.files["requirements.txt"] == Array("numpy==1.26.3\n".utf8))
            #expect(space.pullRequests.first?.files["requirements.txt"] == Array("numpy==1.26.4\n".utf8))
            #expect(space.variables["ADDED"]?.value == "1")
            #expect(space.secrets["KEY"] == "value")
            #expect(result["hardware"] == "t4-small" && space.sleepTimeSeconds == 300)
            #expect(fixture.standIn.world.space("alice/copy")?.requestedHardware == "t4-small")
        }
    }

    @Test("driftd sends the lines that it sends")
    func sameLines() async throws {
        try await ClientFixture.with(Self.world()) { fixture in
            _ = try await drive(fixture, ["reading"])
            let official = fixture.standIn.world.requests
            fixture.standIn.world.forgetRequests()
            let name = try ClientFixture.space()
            _ = try await fixture.client.unexpandedSpace(name)
            _ = try await fixture.client.runtime(name)
            _ = try await fixture.client.variables(name)
            _ = try await fixture.client.secretNames(name)
            _ = try await fixture.client.log(.build, of: name)
            _ = try await fixture.client.file("requirements.txt", of: name, revision: "main")
            let own = fixture.standIn.world.requests
            #expect(own.count == 6)
            for request in own {
                #expect(official.contains { $0.line == request.line }, "\(request.line) is none of \(official.map(\.line))")
                #expect(official.contains { $0.headers["authorization"] == request.headers["authorization"] })
            }
        }
    }
}
