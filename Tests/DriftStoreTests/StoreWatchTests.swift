import DriftCore
import DriftMigrations
import DriftStore
import DriftTesting
import GRDB
import Testing

@Suite("watched Spaces")
struct StoreWatchTests {
    let scratch: ScratchDirectory
    let store: Store
    let start = Instant(milliseconds: 1_770_000_000_000)

    init() throws {
        scratch = try ScratchDirectory()
        store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
    }

    private func later(_ seconds: Int64) -> Instant { Instant(milliseconds: start.milliseconds + seconds * 1000) }

    private func add(_ space: String, original: String? = nil, look: Int = 3600, capture: Int = 86_400, at now: Instant? = nil) throws
        -> Bool
    {
        try store.addWatch(
            of: Samples.space(space),
            original: original.map { Samples.space($0) },
            lookSeconds: look,
            captureSeconds: capture,
            at: now ?? start
        )
    }

    /// Every field set to something of its own.
    private var fullState: WatchState {
        var state = WatchState(nextLookAt: later(1))
        state.nextCaptureAt = later(2)
        state.lastAttemptAt = later(3)
        state.lastSuccessAt = later(4)
        state.lastCaptureAt = later(5)
        state.failure = WatchFailure(count: 3, since: later(6), reason: "gone\0away", hint: "wait", isTransient: false)
        state.listed = ListedSpace(
            commit: "a",
            servedCommit: "b",
            stage: "RUNNING",
            hardware: "t4-small",
            sdk: "gradio",
            spacesVersion: "0.1"
        )
        state.banner = "2026-07-05T07:53:08Z c515370"
        return state
    }

    @Test("are due at once when they are new; adding one again changes its rhythm and keeps its past")
    func adding() throws {
        #expect(try add("mira/demo", original: "alice/demo"))
        #expect(try store.watch(of: Samples.space("mira/demo"))?.state == WatchState(nextLookAt: start))
        #expect(try store.watch(of: Samples.space("mira/demo"))?.original == Samples.space("alice/demo"))
        try store.record([Samples.space("mira/demo"): fullState])
        #expect(try !add("mira/demo", look: 60, at: later(100)))
        let watch = try #require(try store.watch(of: Samples.space("mira/demo")))
        #expect(watch.lookSeconds == 60 && watch.addedAt == start && watch.original == Samples.space("alice/demo"))
        #expect(watch.state.lastCaptureAt == later(5) && watch.state.banner == fullState.banner)
        #expect(try store.spaces() == [], "a watch is no snapshot")
    }

    @Test("a shorter rhythm counts from now on, not only after the long one has passed")
    func shorterRhythm() throws {
        _ = try add("a/a", look: 86_400)
        var state = fullState
        state.nextLookAt = later(86_400)
        state.nextCaptureAt = later(86_400)
        state.lastCaptureAt = later(0)
        try store.record([Samples.space("a/a"): state])
        _ = try add("a/a", look: 60, capture: 3600, at: later(10))
        let changed = try #require(try store.watch(of: Samples.space("a/a"))).state
        #expect(changed.nextLookAt == later(70) && changed.nextCaptureAt == later(3600))
    }

    @Test("what a look found comes back as it was, but for NULs")
    func state() throws {
        _ = try add("a/a")
        try store.record([Samples.space("a/a"): fullState, Samples.space("not/watched"): fullState])
        var expected = fullState
        expected.failure?.reason = "gone\u{FFFD}away"
        #expect(try store.watches().map(\.state) == [expected])
        try store.record([Samples.space("a/a"): WatchState(nextLookAt: later(9))])
        #expect(try store.watches().map(\.state) == [WatchState(nextLookAt: later(9))])
        #expect(try store.nextLook() == later(9))
    }

    @Test("removing one leaves its snapshots")
    func removing() throws {
        let (snapshot, capture) = Samples.observation(space: "a/a")
        _ = try store.add(snapshot, capture: capture)
        _ = try add("a/a")
        #expect(try store.removeWatch(of: Samples.space("a/a")))
        #expect(try !store.removeWatch(of: Samples.space("a/a")))
        #expect(try store.watches().isEmpty && store.history(of: Samples.space("a/a")).count == 1)
        #expect(try store.nextLook() == nil)
    }

    @Test("an observation and what the schedule knows are stored together or not at all")
    func together() throws {
        _ = try add("alice/demo")
        let (snapshot, capture) = Samples.observation()
        let id = try store.add(snapshot, capture: capture, watchState: fullState)
        #expect(try store.history(of: Samples.space()).map(\.id) == [id])
        #expect(try store.watch(of: Samples.space())?.state.lastCaptureAt == later(5))
        try DatabaseQueue(path: store.path).write {
            try $0.execute(sql: "CREATE TRIGGER refuse BEFORE INSERT ON snapshot BEGIN SELECT raise(ABORT, 'refused'); END")
        }
        let (second, secondCapture) = Samples.observation(takenAt: "2026-08-01T00:00:00Z", log: "other")
        var state = fullState
        state.lastCaptureAt = later(50)
        #expect(throws: StoreError.self) { try store.add(second, capture: secondCapture, watchState: state) }
        #expect(try store.watch(of: Samples.space())?.state.lastCaptureAt == later(5), "neither")
    }

    @Test("due are: who waits longest first, with what the same owner has due soon; failing ones at their own time")
    func due() throws {
        for name in ["a/now", "a/soon", "a/later", "a/capture", "a/failing", "b/first", "c/not-yet"] { _ = try add(name, look: 1000) }
        func plan(_ space: String, _ seconds: Int64, failed: Bool = false) throws {
            var state = WatchState(nextLookAt: later(seconds))
            state.nextCaptureAt = space == "a/capture" ? state.nextLookAt : later(86_400)
            if failed { state.failure = WatchFailure(count: 1, since: start, reason: "x", hint: "y", isTransient: true) }
            try store.record([Samples.space(space): state])
        }
        try plan("a/now", -5)
        try plan("a/soon", 149)
        try plan("a/later", 151)
        try plan("a/capture", 149)
        try plan("a/failing", 149, failed: true)
        try plan("b/first", -10)
        try plan("c/not-yet", 1)
        #expect(try store.dueWatches(at: start, limit: 100).map(\.space.description) == ["b/first", "a/now", "a/soon"])
        #expect(try store.dueWatches(at: start, limit: 1).map(\.space.description) == ["b/first"])
        let retried = try store.dueWatches(at: start, limit: 100, attemptedBefore: later(0)).map(\.space.description)
        #expect(retried == ["b/first", "a/failing", "a/now", "a/soon"])
        var attempted = WatchState(nextLookAt: later(-5))
        attempted.lastAttemptAt = start
        try store.record([Samples.space("a/now"): attempted])
        let rest = try store.dueWatches(at: start, limit: 100, attemptedBefore: start).map(\.space.description)
        #expect(rest == ["b/first", "a/failing", "a/soon"], "none twice in one run")
        #expect(try store.dueWatches(at: later(-60), limit: 100).isEmpty)
    }

    @Test("a database from before there were watches gets them and keeps its snapshots")
    func migrates() throws {
        let path = scratch.path + "/old.db"
        let (snapshot, capture) = Samples.observation()
        let id = try Store.open(at: path, access: .readWrite, migrations: Array(Migrations.all.prefix(2))).add(snapshot, capture: capture)
        let store = try Store.open(at: path, access: .readOnly)
        #expect(try store.history(of: Samples.space()).map(\.id) == [id])
        #expect(try store.watches() == [])
    }
}
