import DriftCore
import DriftTesting
import Foundation
import HubStandIn
import Synchronization
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
            state.repositories["datasets/org/data"] = ["id": "org/data", "sha": "d1"]
            state.payingUsers = ["alice"]
            state.pageSize = 1
        }
        return world
    }

    /// What the client made of the steps.
    private func drive(_ fixture: ClientFixture, _ steps: [String], _ variables: [String: String] = [:]) async throws -> StandInJSON {
        let python = try #require(ExternalTool.python(importing: "huggingface_hub"))
        let scratch = try ScratchDirectory()
        let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("driver.py").path
        let environment = variables.merging([
            "HF_ENDPOINT": fixture.standIn.endpoint, "HF_TOKEN": ClientFixture.token, "HF_HOME": scratch.path,
            "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        ]) { $1 }
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

    /// Method, path, query and body, in a form in which the order of JSON's members and the escaping of a query do not count.
    private struct Sent: Hashable, CustomStringConvertible {
        var line: String
        var body: [StandInJSON]

        init(_ request: RecordedRequest) {
            let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
            let query = (parts.count > 1 ? parts[1] : "").replacing("%5B%5D", with: "[]")
            line = "\(request.method) \(parts[0])" + (query.isEmpty ? "" : "?\(query)")
            body = request.body.split(separator: UInt8(ascii: "\n")).compactMap { StandInJSON(Array($0)) }
        }

        var description: String { "\(line) \(body)" }
    }

    private static let files = ["README.md": "---\ntitle: Hi\nsdk: gradio\n---\n", "requirements.txt": "numpy==1.26.4\n"]

    /// Every call that driftd makes of the Hub's API, as it makes it.
    private func callAll(_ client: HubClient, head: String) async throws {
        let name = try ClientFixture.space()
        _ = try await client.space(name)
        _ = try await client.unexpandedSpace(name)
        _ = try await client.listedSpace(name)
        _ = try await client.list(author: "alice", pages: 1)
        _ = try await client.runtime(name)
        _ = try await client.variables(name)
        _ = try await client.secretNames(name)
        _ = try await client.log(.build, of: name)
        _ = try await client.log(.run, of: name)
        _ = try await client.commits(name, at: head)
        _ = try await client.file("requirements.txt", of: name, revision: head)
        _ = try await client.repository(.model, "org/model")
        _ = try await client.repository(.dataset, "org/data")
        _ = try await client.hardwarePrices()
        _ = try await client.account()
        _ = try await client.readmeErrors(Array((Self.files["README.md"] ?? "").utf8))
        let files = Self.files.sorted { $0.key < $1.key }.map { HubClient.CommitFile(path: $0.key, content: Array($0.value.utf8)) }
        for asPullRequest in [true, false] {
            _ = try await client.commit(
                files,
                to: name,
                summary: "Restore",
                description: "why",
                parent: head,
                asPullRequest: asPullRequest
            )
        }
        try await client.setVariable("CITY", to: "Lyon", of: name)
        _ = try await client.requestHardware("t4-small", for: name)
        try await client.setSleepTime(300, of: name)
        _ = try await client.duplicate(
            name,
            as: try ClientFixture.space("alice/copy"),
            hardware: "t4-small",
            sleepTimeSeconds: 600,
            variables: ["CITY": "Lyon"]
        )
    }

    /// Of driftd's calls the one that the client cannot be made to send: it pages through all commits, where driftd wants one. Besides: the image
    /// registry and what sells tokens for it, and apps' own addresses, which the client does not know at all.
    private static let ownWay = "/commits/"

    @Test("driftd sends, for each of its calls, what it sends: method, path, query, token and body")
    func sameLines() async throws {
        let fields: StandInJSON = [
            "whole": .array(HubClient.wholeSpace.map { .string($0) }), "listed": .array(HubClient.listedSpace.map { .string($0) }),
            "repository": ["gated", "private", "sha"], "files": .object(Self.files.mapValues { .string($0) }),
        ]
        try await ClientFixture.with(Self.world()) { fixture in
            _ = try await drive(fixture, ["routes"], ["FIELDS": String(decoding: fields.bytes, as: UTF8.self)])
            Self.official.withLock { $0 = fixture.standIn.world.requests }
        }
        try await ClientFixture.with(Self.world()) { fixture in
            let head = try #require(fixture.standIn.world.space("alice/app")).head.identifier
            try await callAll(fixture.client, head: head)
            Self.own.withLock { $0 = fixture.standIn.world.requests }
        }
        let (official, own) = (Self.official.withLock { $0 }, Self.own.withLock { $0 })
        #expect(own.count == 22)
        let known = Set(official.map(Sent.init))
        for request in own where !request.target.contains(Self.ownWay) {
            #expect(known.contains(Sent(request)), "\(Sent(request)) is none of \(official.map(\.line))")
        }
        let commits = own.filter { $0.target.contains(Self.ownWay) }.map(\.target)
        #expect(commits.count == 1 && official.contains { "\($0.target)?limit=1" == commits[0] })
        #expect(Set(own.map { $0.headers["authorization"] }) == ["Bearer \(ClientFixture.token)"])
        #expect(official.contains { $0.headers["authorization"] == "Bearer \(ClientFixture.token)" })
    }

    private static let official = Mutex<[RecordedRequest]>([])
    private static let own = Mutex<[RecordedRequest]>([])
}
