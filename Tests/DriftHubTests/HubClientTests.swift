import DriftCore
import Foundation
import HubStandIn
import Testing

@testable import DriftHub

@Suite("Reading the Hub")
struct HubClientTests {
    private static func world() -> StandInWorld {
        var space = StandInSpace(name: "alice/app", files: ["README.md": Array("# hi\n".utf8), "requirements.txt": Array("numpy\n".utf8)])
        space.card = ["app_file": "main.py", "duplicated_from": "bob/app", "preload_from_hub": ["org/model a,b"]]
        space.models = ["org/model"]
        return StandInWorld([space])
    }

    @Test("A Space's facts, its runtime and its files")
    func facts() async throws {
        try await ClientFixture.with(Self.world()) { fixture in
            let name = try ClientFixture.space()
            let space = try await fixture.client.space(name).value
            #expect(space.name == name)
            #expect(space.commit?.count == 40)
            #expect(space.files == ["README.md", "requirements.txt"])
            #expect(space.card.duplicatedFrom == "bob/app")
            #expect(space.models == ["org/model"])
            let runtime = try await fixture.client.runtime(name).value
            #expect(runtime.stage == "RUNNING" && runtime.servedCommit == space.commit && runtime.sleepTimeSeconds == 172_800)
            #expect(try await fixture.client.file("README.md", of: name, revision: space.commit ?? "") == Array("# hi\n".utf8))
            #expect(try await fixture.client.file("Dockerfile", of: name, revision: "main") == nil)
            #expect(fixture.client.traffic.calls == 4)
        }
    }

    @Test("Every page of a listing, and an unusable entry costs only itself")
    func list() async throws {
        let world = StandInWorld((0..<7).map { StandInSpace(name: "alice/app\($0)") } + [StandInSpace(name: "bob/app")])
        world.update { $0.pageSize = 3 }
        world.change("alice/app3") { $0.extraFields["runtime"] = "nonsense" }
        try await ClientFixture.with(world) { fixture in
            let names = try await fixture.client.list(author: "alice").map(\.name.description)
            #expect(names == (0..<7).map { "alice/app\($0)" })
            #expect(fixture.client.traffic.calls == 3)
            #expect(fixture.standIn.world.requestLines[1].hasSuffix("&cursor=3"))
        }
    }

    @Test("A listing that continues on a foreign host is not followed")
    func foreignPage() async throws {
        let world = Self.world()
        world.add(
            StandInFault(
                path: "/api/spaces?",
                .answer(status: 200, headers: ["Link": "<http://127.0.0.2:1/api/spaces>; rel=\"next\""], body: "[]")
            )
        )
        try await ClientFixture.with(world) { fixture in
            let error = await hubError { try await fixture.client.list(author: "alice") }
            #expect(error?.message.contains("continues on another host") == true)
        }
    }

    @Test(
        "A refusal is named for what it is, with and without the Hub's headers",
        arguments: [
            (401, "RepoNotFound", "Repository not found", true, "not found, or no access with this token (401)"),
            (401, nil, nil, false, "not found, or private: no token was sent (401)"),
            (404, "RepoNotFound", nil, true, "not found, or no access with this token (404)"),
            (404, nil, nil, true, "not found, or no access with this token (404)"),
            (401, nil, "Invalid credentials in Authorization header", true, "the Hub does not accept the token"),
            (403, nil, "You need write access", true, "not allowed with this token (403): You need write access"),
            (403, "GatedRepo", nil, true, "gated: its owner grants access (403)"),
            (500, nil, nil, true, "the Hub failed (500)"),
            (418, nil, "teapot", true, "refused (418): teapot"),
        ] as [(Int, String?, String?, Bool, String)]
    )
    func refusals(status: Int, code: String?, message: String?, hasToken: Bool, text: String) async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/api/spaces/alice/app", StandInFault.status(status, code: code, message: message)))
        try await ClientFixture.with(world, token: hasToken ? ClientFixture.token : nil) { fixture in
            let error = await hubError { try await fixture.client.runtime(try ClientFixture.space()) }
            let found = try #require(error)
            #expect(found.message.contains(text), "\(found.message)")
            #expect(found.message.contains("(request Root=1-standin)"))
            #expect(!found.hint.isEmpty)
            #expect(found.isTransient == (status == 500))
        }
    }

    @Test(
        "A body with the error in any of the Hub's forms",
        arguments: [
            #"{"error":"why"}"#, #"{"error":["why"]}"#, #"{"errors":[{"message":"why"}]}"#, "why",
        ]
    )
    func errorBodies(body: String) async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/runtime", .answer(status: 400, headers: [:], body: body)))
        try await ClientFixture.with(world) { fixture in
            let error = await hubError { try await fixture.client.runtime(try ClientFixture.space()) }
            #expect(error?.message.hasSuffix("refused (400): why") == true, "\(String(describing: error?.message))")
        }
    }

    @Test(
        "What passes is tried again, with the waits that the Hub asks for",
        arguments: [
            (StandInFault.rateLimit(resetSeconds: 7), [8.0]), (StandInFault.status(503), [1.0]), (StandInFault.status(408), [1.0]),
            (.answer(status: 429, headers: ["Retry-After": "3"], body: ""), [3.0]), (.cutBody, [1.0]),
            (.stall(milliseconds: 60_000), [1.0]),
        ]
    )
    func retries(fault: StandInFault.Kind, waits: [Double]) async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/runtime", fault, times: 1))
        var limits = ClientFixture.quick
        if case .stall = fault { limits.idleTimeout = .seconds(8) }
        try await ClientFixture.with(world, limits: limits) { fixture in
            let runtime = try await fixture.client.runtime(try ClientFixture.space()).value
            #expect(runtime.stage == "RUNNING")
            #expect(fixture.waits.all == waits)
        }
    }

    @Test("It gives up after five tries, and at once where the limit resets late")
    func givingUp() async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/runtime", StandInFault.status(502)))
        world.add(StandInFault(path: "/variables", StandInFault.rateLimit(resetSeconds: 299)))
        try await ClientFixture.with(world) { fixture in
            _ = await hubError { try await fixture.client.runtime(try ClientFixture.space()) }
            #expect(fixture.waits.all == [1, 2, 4, 8])
            let error = await hubError { try await fixture.client.variables(try ClientFixture.space()) }
            #expect(error?.message.contains("the limit resets in 299 seconds") == true)
            #expect(error?.isTransient == true)
            #expect(fixture.standIn.world.requests.count == 6)
        }
    }

    @Test("A body that is too large, or drips for ever, costs an error and not the machine")
    func hostileBodies() async throws {
        let world = Self.world()
        world.change("alice/app") { $0.extraFields["tags"] = .string(String(repeating: "x", count: 300_000)) }
        world.add(StandInFault(path: "/runtime", .drip(millisecondsPerByte: 100)))
        var limits = ClientFixture.quick
        limits.answerBytes = 200_000
        limits.answerTimeout = .seconds(5)
        try await ClientFixture.with(world, limits: limits) { fixture in
            let error = await hubError { try await fixture.client.space(try ClientFixture.space()) }
            guard case .tooLarge = error else { Issue.record("\(String(describing: error))"); return }
            let slow = await hubError { try await fixture.client.runtime(try ClientFixture.space()) }
            guard case .timedOut = slow else { Issue.record("\(String(describing: slow))"); return }
        }
    }

    @Test("An answer that is not JSON is said to be none", arguments: ["<html>", "[]", "{\"id\":"])
    func garbage(body: String) async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/api/spaces/alice/app", .answer(status: 200, headers: [:], body: body)))
        try await ClientFixture.with(world) { fixture in
            let error = await hubError { try await fixture.client.space(try ClientFixture.space()) }
            #expect(error?.message.hasSuffix("is not the JSON that was asked for") == true)
        }
    }

    @Test("A token goes to the Hub and to nobody it redirects to")
    func redirects() async throws {
        let elsewhere = StandInWorld([StandInSpace(name: "alice/app", files: ["README.md": Array("from the CDN".utf8)])])
        try await StandIn.with(elsewhere) { cdn in
            let world = Self.world()
            world.add(
                StandInFault(
                    path: "README.md",
                    .redirect(to: "\(cdn.endpoint)/spaces/alice/app/resolve/main/README.md?X-Signature=s", status: 302)
                )
            )
            try await ClientFixture.with(world) { fixture in
                let content = try await fixture.client.file("README.md", of: try ClientFixture.space(), revision: "main")
                #expect(content == Array("from the CDN".utf8))
                #expect(fixture.standIn.world.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(ClientFixture.token)" })
                #expect(elsewhere.requests.count == 1)
                #expect(elsewhere.requests.allSatisfy { $0.headers["authorization"] == nil })
            }
        }
    }

    @Test("The logs of a Space that was renamed are read by its new name, with the token on the same Hub only")
    func renamedLogs() async throws {
        var renamed = StandInSpace(name: "alice/new")
        renamed.logs["build"] = StandInLog("Successfully installed six-1.17.0\n")
        let world = StandInWorld([renamed])
        world.add(
            StandInFault(path: "/api/spaces/alice/app/logs/build", .redirect(to: "/api/spaces/alice/new/logs/build", status: 307))
        )
        try await ClientFixture.with(world) { fixture in
            let log = try await fixture.client.log(.build, of: try ClientFixture.space())
            #expect(String(decoding: log.text, as: UTF8.self).contains("six-1.17.0"))
        }
        let round = Self.world()
        round.add(StandInFault(path: "/logs/build", .redirect(to: "/api/spaces/alice/app/logs/build", status: 307)))
        try await ClientFixture.with(round) { fixture in
            let error = await hubError { try await fixture.client.log(.build, of: try ClientFixture.space()) }
            guard case .badRedirect = error else { Issue.record("\(String(describing: error))"); return }
        }
    }

    @Test("The budget is there for whoever paces the calls, from each answer, and the gate is asked before each call")
    func traffic() async throws {
        let world = Self.world()
        world.update { $0.rateLimit = (remaining: 400, resetSeconds: 250, quota: 500) }
        try await ClientFixture.with(world) { fixture in
            _ = try await fixture.client.runtime(try ClientFixture.space())
            _ = try await fixture.client.runtime(try ClientFixture.space())
            let limit = fixture.client.traffic.limit(of: "api")
            #expect(limit == RateLimit(bucket: "api", remaining: 398, secondsToReset: 250, quota: 500, windowSeconds: 300))
        }
    }

    @Test("A Hub that is not there is given up after a few seconds, and nobody after that waits for it anew")
    func away() async throws {
        try await HubClient.with(HubConfiguration(endpoint: "http://127.0.0.1:9")) { client in
            let started = ContinuousClock.now
            let error = await hubError { try await client.runtime(try ClientFixture.space()) }
            #expect(error?.message == "the Hub at http://127.0.0.1:9 does not answer: connection refused")
            #expect(error?.isTransient == true && error?.hint.contains("HF_ENDPOINT") == true)
            #expect(ContinuousClock.now - started < .seconds(60))
            let after = ContinuousClock.now
            for _ in 0..<100 { _ = await hubError { try await client.variables(try ClientFixture.space()) } }
            let log = await hubError { try await client.log(.build, of: try ClientFixture.space()) }
            #expect(log == error)
            #expect(ContinuousClock.now - after < .seconds(60))
        }
    }

    @Test("A Hub that takes calls and never says a word is asked twice, not five times")
    func mute() async throws {
        let world = Self.world()
        world.add(StandInFault(path: "/api/", .stall(milliseconds: 60_000)))
        var limits = ClientFixture.quick
        limits.idleTimeout = .seconds(3)
        try await ClientFixture.with(world, limits: limits) { fixture in
            let error = await hubError { try await fixture.client.runtime(try ClientFixture.space()) }
            #expect(error?.message.hasSuffix("does not answer: it says nothing for 3 seconds") == true, "\(String(describing: error))")
            // A busy machine's stand-in may hear of a call when it has been given up.
            #expect((1...2).contains(fixture.standIn.world.requests.count))
        }
    }

    @Test("A Hub that answered before gets all five tries, and one that answers others is not away for them")
    func partly() async throws {
        let name = try ClientFixture.space()
        let waits = ClientFixture.Waits()
        let client = try await StandIn.with(Self.world()) { standIn in
            var configuration = HubConfiguration(endpoint: standIn.endpoint)
            configuration.limits = ClientFixture.quick
            configuration.retries.sleep = { waits.add($0) }
            let client = try HubClient(configuration)
            _ = try await client.runtime(name)
            return client
        }
        let error = await hubError { try await client.runtime(name) }
        guard case .away? = error else { Issue.record("\(String(describing: error))"); return }
        #expect(waits.all == [1, 2, 4, 8])
        await client.shutDown()
    }

    @Test("An app that is not there is no Hub that is away")
    func noApp() async throws {
        let error = await hubError {
            try await GradioClient.with(HubConfiguration(endpoint: "http://127.0.0.1:9"), timeLimit: .seconds(3)) {
                try await $0.configuration()
            }
        }
        guard case .unreachable(_, let reason)? = error else { Issue.record("\(String(describing: error))"); return }
        #expect(reason.contains("refused"))
    }
}
