import DriftCore
import DriftStore
import DriftTesting
import Synchronization
import Testing

@testable import DriftEngine

@Suite("Looks at watched Spaces")
struct RunScheduleTests {
    private static let start = Instant(milliseconds: 1_770_000_000_000)
    let scratch: ScratchDirectory
    let store: Store
    let clock = SimulatedClock(start)
    let world: SimulatedWorld

    init() throws {
        scratch = try ScratchDirectory()
        store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
        world = SimulatedWorld(clock: clock)
    }

    @discardableResult
    private func watch(_ text: String, isLogReadable: Bool = true) throws -> SpaceName {
        let name = try #require(SpaceName(text))
        world.add(name, isLogReadable: isLogReadable)
        try store.addWatch(of: name, original: nil, lookSeconds: 3600, captureSeconds: 86_400, at: clock.now)
        return name
    }

    private var schedule: RunSchedule { RunSchedule(store: store, source: world, clock: clock, fraction: { 0.5 }) }

    private func pass(hours: Double) { clock.advance(milliseconds: Int64(hours * 3_600_000)) }

    private func state(_ name: SpaceName) throws -> WatchState { try #require(try store.watch(of: name)).state }

    @Test("the first look captures; an unchanged Space then costs one call, or a share of its owner's list page")
    func calls() async throws {
        let alone = try watch("alone/a")
        for index in 0..<10 { try watch("many/s\(index)", isLogReadable: index < 6) }
        let first = try await schedule.once()
        #expect(first.captured == 11 && first.calls == 2 + 11 * SimulatedWorld.callsOfCapture)
        #expect(try await schedule.once() == WatchSummary(), "nothing is due")
        pass(hours: 1)
        let second = try await schedule.once()
        #expect(second.unchanged == 11 && second.captured == 0)
        #expect(second.calls == (1 + 1) + (1 + 6), "list or entry, and a banner for each readable log")
        #expect(try state(alone).banner?.hasSuffix(" abc0001") == true)
        #expect(try state(alone).lastSuccessAt ?? Self.start > state(alone).lastCaptureAt ?? Self.start)
    }

    @Test("a rebuild of the same commit is told by the log's banner, also where the list shows nothing new")
    func sameCommit() async throws {
        let readable = try watch("a/readable")
        let closed = try watch("a/closed", isLogReadable: false)
        _ = try await schedule.once()
        for name in [readable, closed] { world.rebuild(name) }
        pass(hours: 1)
        world.change(readable) { $0.builds[1].queuedAt = clock.now }
        let summary = try await schedule.once()
        #expect(summary.captured == 1 && world[readable]?.captures.count == 2 && world[closed]?.captures.count == 1)
        pass(hours: 22)
        #expect(try await schedule.once().captured == 1, "what no log tells is captured in time")
        #expect(world[closed]?.captures.map(\.build) == [0, 1])
    }

    @Test("a push shows in the list; falling asleep is no change")
    func listed() async throws {
        let name = try watch("a/b")
        _ = try await schedule.once()
        world.change(name) { $0.stage = "SLEEPING" }
        pass(hours: 1)
        #expect(try await schedule.once().unchanged == 1)
        world.rebuild(name, newCommit: true)
        pass(hours: 1)
        #expect(try await schedule.once().captured == 1)
    }

    @Test("while a build is under way the look is repeated within two minutes, and its end shows as a change")
    func building() async throws {
        let name = try watch("a/b")
        _ = try await schedule.once()
        world.change(name) { $0.stage = "RUNNING_BUILDING" }
        pass(hours: 1)
        #expect(try await schedule.once().inProgress == 1)
        #expect(try state(name).nextLookAt <= clock.now.advanced(bySeconds: 120))
        world.change(name) { $0.stage = "RUNNING" }
        world.rebuild(name)
        pass(hours: 0.05)
        #expect(try await schedule.once().captured == 1)
    }

    @Test("a build that never ends does not keep everything from being captured")
    func endlessBuild() async throws {
        let name = try watch("a/b")
        world.change(name) { $0.stage = "BUILDING" }
        #expect(try await schedule.once().inProgress == 1)
        pass(hours: 1.1)
        #expect(try await schedule.once().captured == 1)
        pass(hours: 25)
        #expect(try await schedule.once().captured == 1)
    }

    @Test("what fails for the moment is tried again sooner than what will not pass, and each waits longer each time")
    func backOff() async throws {
        let passing = try watch("a/passing")
        let missing = try watch("b/missing")
        world.change(passing) { $0.fault = .passing }
        world.change(missing) { $0.fault = .missing }
        var waits: [SpaceName: [Int]] = [:]
        for _ in 0..<10 {
            #expect(try await schedule.once().failed == 2, "asked for by hand, a failed look is repeated at once")
            for name in [passing, missing] {
                waits[name, default: []].append(Int(try state(name).nextLookAt.milliseconds - clock.now.milliseconds + 30_000) / 60_000)
            }
            pass(hours: 0.01)
        }
        // Of the full delay three quarters: chance stands at one half.
        #expect(waits[passing] == [1, 2, 3, 6, 12, 24, 45, 45, 45, 45])
        #expect(waits[missing] == [45, 90, 180, 360, 720, 1080, 1080, 1080, 1080, 1080])
        #expect(try state(passing).failure?.count == 10)
        #expect(try state(passing).failure.map { $0.since < Self.start.advanced(bySeconds: 1) } == true)
        world.change(passing) { $0.fault = nil }
        #expect(try await schedule.once().captured == 1)
        #expect(try state(passing).failure == nil)
    }

    @Test("an owner whose list cannot be had fails as a whole, the others go on")
    func listFails() async throws {
        for name in ["a/x", "a/y", "b/z"] { try watch(name) }
        world.failLists(.passing)
        let summary = try await schedule.once()
        #expect(summary.failed == 2 && summary.captured == 1)
        world.failLists(nil)
        pass(hours: 0.001)
        #expect(try await schedule.once().captured == 2)
    }

    @Test(
        "two hundred Spaces with faults by chance: each stored or reported, and the next run takes exactly what is missing",
        arguments: 1...3
    )
    func faults(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        var names: [SpaceName] = []
        for index in 0..<200 {
            let name = try watch("owner\(index % 23)/space\(index)")
            names.append(name)
            let roll = Int.random(in: 0..<10, using: &random)
            if roll < 3 { world.change(name) { $0.fault = roll == 0 ? .missing : .passing } }
        }
        let faulty = Set(names.filter { world[$0]?.fault != nil })
        let first = try await schedule.once()
        #expect(first.captured == 200 - faulty.count && first.failed == faulty.count)
        for name in names {
            #expect(try store.history(of: name).count == (faulty.contains(name) ? 0 : 1), "\(name)")
            #expect(try (state(name).failure != nil) == faulty.contains(name), "\(name)")
        }
        let healed = faulty.filter { _ in Bool.random(using: &random) }
        for name in healed { world.change(name) { $0.fault = nil } }
        pass(hours: 0.001)
        let second = try await schedule.once()
        #expect(second.captured == healed.count && second.failed == faulty.count - healed.count && second.unchanged == 0)
        for name in names {
            #expect(world[name]?.captures.count == (faulty.contains(name) && !healed.contains(name) ? 0 : 1), "\(name)")
        }
    }

    @Test("a run that is stopped half-way leaves what it stored, and the next one goes on from there")
    func stopped() async throws {
        for index in 0..<100 { try watch("owner\(index)/space") }
        let started = EventCount()
        let schedule = self.schedule
        let counting = RunSchedule(store: store, source: world, clock: clock, fraction: { 0.5 }) { event, summary in
            started.count(event)
            if summary.captured >= 30 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        let task = Task { try await counting.once() }
        await #expect(throws: CancellationError.self) { try await task.value }
        let stored = try store.spaces().count
        #expect(stored >= 30 && stored < 100)
        let rest = try await schedule.once()
        #expect(rest.captured == 100 - stored)
        #expect(try store.spaces().count == 100)
    }

    @Test("what a clock noted that was put back since does not keep a Space from being looked at", arguments: [26.0, 21_600.0])
    func clockPutBack(hours: Double) async throws {
        let name = try watch("a/b")
        let truth = clock.now
        pass(hours: hours)
        #expect(try await schedule.once().captured == 1)
        pass(hours: -hours + 0.1)
        #expect(try await schedule.once().looks == 1, "its next look stood a day and more ahead")
        pass(hours: 1)
        #expect(try await schedule.once().looks == 1)
        #expect(try state(name).nextCaptureAt ?? clock.now < truth.advanced(bySeconds: 2 * 86_400))
    }

    @Test("a look that takes long keeps no other from its time, also where the clock is put back meanwhile", arguments: [0, 3600.0])
    func slowLook(secondsBack: Double) async throws {
        let slow = try watch("a/slow")
        let meanwhile = try #require(SpaceName("b/meanwhile"))
        world.add(meanwhile)
        let store = self.store, clock = self.clock
        let source = InterruptedSource(world: world) { space in
            guard space == slow else { return }
            // Until it has been asked once what is due.
            if secondsBack > 0 { try await Task.sleep(for: .milliseconds(300)) }
            clock.advance(milliseconds: Int64(-secondsBack * 1000))
            try store.addWatch(of: meanwhile, original: nil, lookSeconds: 3600, captureSeconds: 86_400, at: clock.now)
            for _ in 0..<400 {
                if try !store.history(of: meanwhile).isEmpty { return }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        var pace = RunSchedule.Pace()
        pace.pollSeconds = 0.05
        let looks = EventCount()
        let schedule = RunSchedule(store: store, source: source, clock: clock, pace: pace) { event, _ in looks.count(event) }
        let end = clock.now.advanced(bySeconds: 60)
        _ = try await schedule.forever(until: end)
        #expect(looks.spaces.prefix(2) == [meanwhile, slow])
    }

    @Test("a database that fails only where the next look is asked for is found out at once")
    func nextLookFails() async throws {
        let path = scratch.path + "/driftd.db"
        // It is asked for the time before the question what is due, and after it.
        let clock = TrippingClock(clock: self.clock, call: 2) {
            let code = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript('DROP TABLE watch')"
            _ = try? ExternalProgram(named: "python3")?.run(["-c", code, path], in: "/")
        }
        await #expect(throws: StoreError.self) { try await RunSchedule(store: store, source: world, clock: clock).forever() }
        #expect(self.clock.now == Self.start, "nobody waited")
    }

    @Test("a Space that is no longer watched while it is looked at stays so")
    func removedMeanwhile() async throws {
        let name = try watch("a/b")
        let store = self.store
        let source = InterruptedSource(world: world) { _ in _ = try store.removeWatch(of: name) }
        _ = try await RunSchedule(store: store, source: source, clock: clock).once()
        #expect(try store.watches() == [])
        #expect(try store.history(of: name).count == 1, "what was captured is kept")
    }
}

/// Lets something happen when the time is asked for the so-manieth time.
private final class TrippingClock: ScheduleClock {
    private let clock: SimulatedClock
    private let call: Int
    private let trip: @Sendable () -> Void
    private let calls = Mutex(0)

    init(clock: SimulatedClock, call: Int, trip: @escaping @Sendable () -> Void) {
        (self.clock, self.call, self.trip) = (clock, call, trip)
    }

    var now: Instant {
        let count = calls.withLock {
            $0 += 1
            return $0
        }
        if count == call { trip() }
        return clock.now
    }

    func sleep(until instant: Instant) async throws { try await clock.sleep(until: instant) }
}

/// Lets something happen before a capture.
private struct InterruptedSource: SpaceSource {
    let world: SimulatedWorld
    let meanwhile: @Sendable (_ space: SpaceName) async throws -> Void

    var calls: Int { world.calls }
    func list(owner: String) async throws -> [SpaceName: ListedSpace] { try await world.list(owner: owner) }
    func listed(_ space: SpaceName) async throws -> ListedSpace { try await world.listed(space) }
    func firstBuildLines(_ space: SpaceName) async throws -> FirstBuildLines { try await world.firstBuildLines(space) }
    func capture(_ space: SpaceName) async throws -> Capture {
        try await meanwhile(space)
        return try await world.capture(space)
    }
}
