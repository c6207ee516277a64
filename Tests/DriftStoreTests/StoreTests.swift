import DriftCore
import DriftStore
import DriftTesting
import Foundation
import GRDB
import Testing

@Suite("a store")
struct StoreTests {
    let scratch: ScratchDirectory
    let path: String
    let store: Store

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.path + "/driftd.db"
        store = try Store.open(at: path, access: .readWrite)
    }

    @Test("gives a snapshot and its capture back as they were added, after it was closed")
    func roundTrip() throws {
        let (snapshot, capture) = Samples.observation()
        let id = try store.add(snapshot, capture: capture)
        let reopened = try Store.open(at: path, access: .readOnly)
        let stored = try #require(try reopened.snapshot(id))
        #expect(stored.environment == snapshot.reading.environment)
        #expect(stored.evidenceKinds == snapshot.reading.packages.map(\.evidence.kind))
        #expect(stored.captureMetadata == capture.metadata)
        #expect(try reopened.capture(ofSnapshot: id) == capture)
        var expected = snapshot
        expected.id = id
        expected.reading.builds = []
        #expect(stored.snapshot == expected)
    }

    @Test("keeps an observation once, however often it is added")
    func idempotent() throws {
        let (snapshot, capture) = Samples.observation()
        let id = try store.add(snapshot, capture: capture)
        let before = try counts()
        #expect(try store.add(snapshot, capture: capture) == id)
        #expect(try counts() == before)
        let (later, laterCapture) = Samples.observation(takenAt: "2026-07-05T08:53:08Z")
        #expect(try store.add(later, capture: laterCapture) != id)
        let (other, otherCapture) = Samples.observation(log: "another log")
        #expect(try store.add(other, capture: otherCapture) != id)
    }

    @Test("keeps a file once that many captures hold")
    func sharedFiles() throws {
        for index in 0..<10 {
            let (snapshot, capture) = Samples.observation(space: "owner-\(index)/demo", log: "log \(index % 2)")
            _ = try store.add(snapshot, capture: capture)
        }
        #expect(try counts()["capture"] == 2)
        #expect(try counts()["file"] == 4, "two logs, requirements.txt, freeze.txt")
    }

    @Test(
        "keeps what a build became, and what is unknown of it",
        arguments: [BuildRecord.Outcome.succeeded, .failed, .cut, nil],
        [nil, "c515370", "C5153700123456789ABCDEF0123456789ABCDEF0"]
    )
    func outcomes(outcome: BuildRecord.Outcome?, commit: String?) throws {
        let (snapshot, capture) = Samples.observation(commit: commit, reading: Samples.reading(Samples.releases, outcome: outcome))
        let summary = try #require(try store.summary(ofSnapshot: try store.add(snapshot, capture: capture)))
        #expect(summary.buildOutcome == outcome)
        #expect(summary.commit == commit)
    }

    @Test("keeps a snapshot of which nothing is known")
    func empty() throws {
        let capture = Capture(
            metadata: CaptureMetadata(space: Samples.space(), takenAt: "2026-07-05T07:53:08.123456Z", origin: ""),
            files: [:]
        )
        let id = try store.add(Snapshot(reading: EnvironmentReading()), capture: capture)
        let stored = try #require(try store.snapshot(id))
        #expect(stored.environment == Environment())
        #expect(stored.summary.takenAt == "2026-07-05T07:53:08.123456Z")
        #expect(!stored.summary.isSucceeded)
        #expect(try store.capture(ofSnapshot: id) == capture)
    }

    private func counts() throws -> [String: Int] {
        try DatabaseQueue(path: path).read { database in
            let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { ($0, try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0) }
            )
        }
    }
}
