import DriftCore
import DriftMigrations
import DriftStore
import DriftTesting
import GRDB
import Testing

@Suite("the newest call of each Space")
struct StoreSmokeTests {
    let scratch: ScratchDirectory
    let path: String

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.path + "/driftd.db"
    }

    private static let call = SmokeRecord(
        calledAt: "2026-03-01T10:00:00.250Z",
        commit: "c515370",
        endpoint: "/run",
        outcome: .failed,
        isOnGPU: true,
        reason: "ZeroGPU quota exceeded",
        bucket: .quota,
        differenceCount: 2
    )

    @Test("is kept whole, and the next one takes its place")
    func replaces() throws {
        let store = try Store.open(at: path, access: .readWrite)
        let space = Samples.space("mira/demo")
        #expect(try store.smoke(of: space) == nil)
        try store.record(Self.call, of: space)
        #expect(try store.smoke(of: space) == Self.call)
        #expect(try store.smoke(of: Samples.space("mira/other")) == nil)
        let next = SmokeRecord(calledAt: "2026-03-02T10:00:00Z", commit: nil, endpoint: nil, outcome: .skipped, isOnGPU: false)
        try store.record(next, of: space)
        #expect(try store.smoke(of: space) == next)
    }

    @Test("a time that is none, and a NUL, do no harm")
    func hostile() throws {
        let store = try Store.open(at: path, access: .readWrite)
        var call = Self.call
        call.calledAt = "yesterday"
        #expect(throws: StoreError.unreadableTime("yesterday")) { try store.record(call, of: Samples.space()) }
        call = Self.call
        call.reason = "a\0b"
        try store.record(call, of: Samples.space())
        #expect(try store.smoke(of: Samples.space())?.reason == "a\u{FFFD}b")
    }

    @Test("a database of the schema before gets the table and keeps its watches")
    func migrates() throws {
        let old = try Store.open(at: path, access: .readWrite, migrations: Array(Migrations.all.prefix(3)))
        let space = Samples.space("mira/demo")
        try old.addWatch(of: space, original: nil, lookSeconds: 60, captureSeconds: 600, at: Instant(milliseconds: 0))
        let store = try Store.open(at: path, access: .readWrite)
        #expect(try store.watches().map(\.space) == [space])
        try store.record(Self.call, of: space)
        #expect(try store.smoke(of: space) == Self.call)
    }

    @Test("a damaged row is an error")
    func damaged() throws {
        let store = try Store.open(at: path, access: .readWrite)
        try store.record(Self.call, of: Samples.space())
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
            try database.execute(sql: "UPDATE smoke SET outcome = 9")
        }
        #expect(throws: StoreError.self) { try store.smoke(of: Samples.space()) }
    }
}
