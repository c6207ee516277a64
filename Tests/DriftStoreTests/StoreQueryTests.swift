import DriftCore
import DriftStore
import DriftTesting
import Testing

@Suite("finding a snapshot")
struct StoreQueryTests {
    let scratch: ScratchDirectory
    let store: Store
    /// In the order in which they were taken.
    let ids: [Int64]
    let space = Samples.space("alice/demo")

    /// Stored out of order, in several ways of writing a time.
    init() throws {
        scratch = try ScratchDirectory()
        let store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
        func add(_ takenAt: String, _ commit: String?, _ outcome: BuildRecord.Outcome?, _ releases: [Release] = Samples.releases) throws
            -> Int64
        {
            let reading = Samples.reading(releases, outcome: outcome)
            let (snapshot, capture) = Samples.observation(takenAt: takenAt, commit: commit, reading: reading, log: takenAt)
            return try store.add(snapshot, capture: capture)
        }
        let third = try add("2026-07-06T10:00:00Z", "aaaa000123456789abcdef0123456789abcdef01", .failed)
        let first = try add("2026-07-05T09:53:08.5+02:00", "c5153700123456789abcdef0123456789abcdef0", .succeeded)
        let second = try add("2026-07-05T23:59:59.999Z", "c515370", nil)
        let fourth = try add("2026-07-07T00:00:00Z", nil, nil, [])
        self.store = store
        ids = [first, second, third, fourth]
    }

    @Test("in a history that is newest first")
    func history() throws {
        #expect(try store.history(of: space).map(\.id) == ids.reversed())
        #expect(try store.history(of: space, limit: 2).map(\.id) == [ids[3], ids[2]])
        #expect(try store.history(of: Samples.space("nobody/nothing")) == [])
    }

    @Test("of a capture's files what is wanted of each is kept, once it was checked")
    func keeping() throws {
        let whole = try #require(try store.capture(ofSnapshot: ids[1]))
        let ends = try #require(
            try store.capture(ofSnapshot: ids[1]) { path, content in path.hasPrefix("logs/") ? Array(content.prefix(3)) : content }
        )
        #expect(ends.metadata == whole.metadata && ends.files.keys.sorted() == whole.files.keys.sorted())
        for (path, content) in whole.files {
            #expect(ends.files[path] == (path.hasPrefix("logs/") ? Array(content.prefix(3)) : content))
        }
        #expect(whole.files.contains { $0.key.hasPrefix("logs/") && $0.value.count > 3 })
    }

    @Test("by its Space alone: the newest whose build went through; a failed one and an empty one do not count")
    func latestSucceeded() throws {
        #expect(try store.latestSucceeded(of: space)?.id == ids[1])
        #expect(try store.latestSucceeded(of: Samples.space("nobody/nothing")) == nil)
    }

    @Test(
        "by a commit: its prefix, or what is known of it",
        arguments: [
            ("c5153", [1, 0]), ("C515370", [1, 0]), ("c5153700123456789abcdef0123456789abcdef0", [1, 0]), ("aaaa", [2]), ("b", []),
            ("", []),
        ]
    )
    func commit(prefix: String, expected: [Int]) throws {
        #expect(try store.snapshots(of: space, commit: prefix).map(\.id) == expected.map { ids[$0] })
    }

    @Test("by its id, with the line that a history shows")
    func summary() throws {
        let summary = try #require(try store.summary(ofSnapshot: ids[0]))
        #expect(summary.takenAt == "2026-07-05T09:53:08.5+02:00")
        #expect(summary.commit == "c5153700123456789abcdef0123456789abcdef0")
        #expect(summary.buildOutcome == .succeeded)
        #expect(summary.python == "3.13")
        #expect(summary.sdk == SDK(name: "gradio", version: "6.19.0"))
        #expect((summary.packageCount, summary.unknownCount) == (4, 1))
        #expect(!summary.isComplete)
        #expect(summary.bestEvidence == .log)
        #expect(summary.environmentDigest.count == 12)
        #expect(try store.summary(ofSnapshot: ids[1])?.environmentDigest == summary.environmentDigest)
        #expect(try store.summary(ofSnapshot: ids[3])?.bestEvidence == nil)
        #expect(try store.summary(ofSnapshot: 999) == nil)
        #expect(try store.snapshot(999) == nil)
        #expect(try store.capture(ofSnapshot: 999) == nil)
    }

    @Test("in the list of Spaces, sorted")
    func spaces() throws {
        let (snapshot, capture) = Samples.observation(space: "Zoe/a")
        _ = try store.add(snapshot, capture: capture)
        #expect(try store.spaces() == [Samples.space("Zoe/a"), space])
    }
}
