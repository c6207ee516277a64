import DriftCore
import DriftStore
import DriftTesting
import Foundation
import GRDB
import Testing

@Suite("a store on a bad day")
struct StoreDamageTests {
    let scratch: ScratchDirectory
    let path: String

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.path + "/driftd.db"
    }

    @Test("writes all of a snapshot or nothing when the disk is full")
    func full() throws {
        let (snapshot, capture) = Samples.observation()
        let id = try Store.open(at: path, access: .readWrite).add(snapshot, capture: capture)
        let pages = try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        let limits = StoreLimits(maximumPageCount: pages + 4)
        let store = try Store.open(at: path, access: .readWrite, limits: limits)
        let log = String(repeating: "Collecting numpy\n", count: 4_000)
        let (large, largeCapture) = Samples.observation(space: "bob/large", takenAt: "2026-07-06T07:53:08Z", log: log)
        #expect(throws: StoreError.full(path: path)) { try store.add(large, capture: largeCapture) }
        #expect(try store.spaces() == [Samples.space()])
        #expect(try store.history(of: Samples.space()).map(\.id) == [id])
        #expect(try store.capture(ofSnapshot: id) == capture)
        let roomier = try Store.open(at: path, access: .readWrite)
        #expect(throws: Never.self) { try roomier.add(large, capture: largeCapture) }
    }

    @Test("reads a damaged file as an error or as what was stored, never otherwise", arguments: 0..<60)
    func damaged(seed: Int) throws {
        let store = try Store.open(at: path, access: .readWrite)
        let reading = Samples.reading((0..<80).map { Samples.release("package-\($0)", "1.\($0)") })
        let (snapshot, capture) = Samples.observation(reading: reading)
        let id = try store.add(snapshot, capture: capture)
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }

        var random = SplitMix64(seed: seed)
        var bytes = try scratch.read("driftd.db")
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if random.chance(20) { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
        try scratch.write(bytes, to: "damaged.db")

        do throws(StoreError) {
            let damaged = try Store.open(at: scratch.path + "/damaged.db", access: .readOnly)
            _ = try damaged.spaces()
            _ = try damaged.history(of: Samples.space())
            _ = try damaged.latestSucceeded(of: Samples.space())
            _ = try damaged.snapshot(id)
            if let files = try damaged.capture(ofSnapshot: id)?.files {
                #expect(files.values.allSatisfy(Set(capture.files.values).contains), "a raw file is whole or refused")
            }
        } catch {
            #expect(!error.isTransient, "\(error.message)")
        }
    }

    @Test("finds a changed byte in a stored log")
    func changedLog() throws {
        let store = try Store.open(at: path, access: .readWrite)
        let (snapshot, capture) = Samples.observation()
        let id = try store.add(snapshot, capture: capture)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE file SET content = CAST(content || 'x' AS BLOB)") }
        let error = #expect(throws: StoreError.self) { try store.capture(ofSnapshot: id) }
        guard case .corrupt = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "refuses a capture whose time is not a time, and writes nothing",
        arguments: ["", "yesterday", "2026-13-01", "2026-07-05T25:00:00Z"]
    )
    func unreadableTime(text: String) throws {
        let store = try Store.open(at: path, access: .readWrite)
        let (snapshot, capture) = Samples.observation(takenAt: text)
        #expect(throws: StoreError.unreadableTime(text)) { try store.add(snapshot, capture: capture) }
        #expect(try store.spaces() == [])
    }
}
