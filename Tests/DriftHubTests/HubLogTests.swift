import DriftCore
import HubStandIn
import Testing

@testable import DriftHub

@Suite("Reading logs by event stream")
struct HubLogTests {
    private static let text = (1...50).map { "line \($0) \u{1B}[32mgrün\u{1B}[0m \"quoted\"\n" }.joined()

    private func read(
        _ change: @escaping @Sendable (inout StandInLog) -> Void,
        limits: HubLimits = ClientFixture.quick,
        _ check: @escaping @Sendable (HubLog, ClientFixture) throws -> Void
    ) async throws {
        var space = StandInSpace(name: "alice/app")
        var log = StandInLog(Self.text)
        change(&log)
        space.logs["build"] = log
        try await ClientFixture.with(StandInWorld([space]), limits: limits) { fixture in
            try check(try await fixture.client.log(.build, of: try ClientFixture.space()), fixture)
        }
    }

    @Test(
        "However the stream ends, the text is the same",
        arguments: [
            (StandInLog.Ending.closes, HubLog.End.closed), (.staysOpen(keepAliveMilliseconds: nil), .silence),
            (.staysOpen(keepAliveMilliseconds: 50), .silence), (.breaks(afterEvents: 20, times: 2), .closed),
        ]
    )
    func endings(ending: StandInLog.Ending, end: HubLog.End) async throws {
        try await read({ $0.ending = ending }) { log, _ in
            #expect(String(decoding: log.text, as: UTF8.self) == Self.text)
            #expect(log.end == end)
            #expect(log.isWhole)
        }
    }

    @Test("An event younger than the answer ends the reading")
    func catchingUp() async throws {
        var limits = ClientFixture.quick
        limits.logSilence = .seconds(20)
        try await read({ $0.ending = .goesOn(line: "new") }, limits: limits) { log, _ in
            #expect(String(decoding: log.text, as: UTF8.self) == Self.text + "new\n")
            #expect(log.end == .caughtUp)
        }
    }

    @Test("Pieces that are no lines, and events without a time")
    func pieces() async throws {
        try await read({
            $0.pieceLength = 7
            $0.hasTimestamps = false
            $0.ending = .closes
        }) { log, _ in #expect(String(decoding: log.text, as: UTF8.self) == Self.text) }
    }

    @Test("A broken event costs itself only, and is counted")
    func malformed() async throws {
        try await read({
            $0.malformedEvery = 10
            $0.ending = .closes
        }) { log, _ in
            let lines = String(decoding: log.text, as: UTF8.self).split(separator: "\n")
            #expect(log.malformedCount == 5)
            #expect(lines.count { $0.hasPrefix("line ") } == 45)
            #expect(lines.count { $0.hasPrefix("data: {") } == 5)
        }
    }

    @Test("A connection that keeps breaking: what came, and a word that the rest is missing")
    func broken() async throws {
        try await read({ $0.ending = .breaks(afterEvents: 20, times: 99) }) { log, fixture in
            #expect(log.end == .broken && !log.isWhole)
            // A reset connection may take with it what had arrived and was not yet read.
            let text = String(decoding: log.text, as: UTF8.self)
            #expect(Self.text.hasPrefix(text) && (1...20).contains(text.split(separator: "\n").count))
            #expect(fixture.standIn.world.requests.count == 5)
        }
    }

    @Test("A huge log stops at the limit")
    func huge() async throws {
        var limits = ClientFixture.quick
        limits.logBytes = 1000
        try await read({ $0.text = String(repeating: "x", count: 100_000) }, limits: limits) { log, _ in
            #expect(log.end == .tooLong)
        }
    }

    @Test("The banner costs one event")
    func banner() async throws {
        var space = StandInSpace(name: "alice/app")
        var log = StandInLog("\n===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n" + Self.text)
        // The whole log would take minutes.
        log.millisecondsBetweenEvents = 1_000
        space.logs["build"] = log
        try await ClientFixture.with(StandInWorld([space])) { fixture in
            let started = ContinuousClock.now
            let line = try await fixture.client.firstBuildLine(try ClientFixture.space())
            #expect(line == "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====")
            #expect(ContinuousClock.now - started < .seconds(30))
        }
    }

    @Test("The end of a log")
    func tail() async throws {
        var space = StandInSpace(name: "alice/app")
        space.logs["run"] = StandInLog("1\n2\n3\n")
        try await ClientFixture.with(StandInWorld([space])) { fixture in
            let log = try await fixture.client.log(.run, of: try ClientFixture.space(), tail: 2)
            #expect(String(decoding: log.text, as: UTF8.self) == "2\n3\n")
            // On a busy machine perhaps more than once.
            #expect(Set(fixture.standIn.world.requestLines) == ["GET /api/spaces/alice/app/logs/run?tail=2"])
        }
    }

    @Test("Somebody else's log is refused")
    func refused() async throws {
        var space = StandInSpace(name: "bob/app")
        space.logs["build"] = StandInLog("secret\n")
        try await ClientFixture.with(StandInWorld([space])) { fixture in
            let error = await hubError { try await fixture.client.log(.build, of: try ClientFixture.space("bob/app")) }
            guard case .refused(let refusal)? = error else {
                Issue.record("handed out: \(String(describing: error))")
                return
            }
            #expect(refusal.isForbidden)
        }
    }
}
