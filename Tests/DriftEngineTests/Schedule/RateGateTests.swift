import DriftCore
import DriftHub
import DriftStore
import DriftTesting
import Synchronization
import Testing

@testable import DriftEngine

@Suite("Calls are made as fast as the Hub allows, and no faster")
struct RateGateTests {
    private let start = Instant(milliseconds: 1_770_000_000_000)

    private func limit(_ remaining: Int, _ seconds: Int, quota: Int? = 500) -> RateLimit {
        RateLimit(bucket: "api", remaining: remaining, secondsToReset: seconds, quota: quota, windowSeconds: 300)
    }

    /// How many calls are let through at once.
    private func admitted(_ budget: RateBudget, at now: Instant) -> Int {
        var budget = budget
        return (0..<2000).prefix { _ in budget.admit(at: now) == .now }.count
    }

    @Test("before the first answer one call goes out")
    func unknown() {
        #expect(admitted(RateBudget(), at: start) == 1)
    }

    @Test("an answer without limits lifts them; one with limits sets them")
    func withoutLimits() {
        var budget = RateBudget()
        budget.record(nil, at: start)
        #expect(admitted(budget, at: start) == 2000)
        budget.record(limit(3, 100), at: start)
        #expect(admitted(budget, at: start) == 0, "3 of 500 are within the reserve")
    }

    @Test("what is under way counts as not yet counted, a hundredth is kept in reserve")
    func underWay() {
        var budget = RateBudget()
        budget.record(limit(100, 200), at: start)
        #expect(admitted(budget, at: start) == 95)
        for _ in 0..<10 { #expect(budget.admit(at: start) == .now) }
        budget.record(limit(99, 200), at: start)
        #expect(admitted(budget, at: start) == 99 - 5 - 9)
        #expect(admitted(budget, at: start.advanced(bySeconds: 151)) == 99 - 5, "a call without an answer is given up")
    }

    @Test("a call without an answer holds nobody up while nothing is known, and still counts within a window")
    func silence() {
        var budget = RateBudget()
        #expect(budget.admit(at: start) == .now)
        #expect(budget.admit(at: start) != .now)
        budget.giveUp()
        #expect(budget.admit(at: start) == .now, "at once, not after the longest time that a call may take")
        budget.record(limit(10, 200, quota: nil), at: start)
        for _ in 0..<10 { #expect(budget.admit(at: start) == .now) }
        budget.giveUp()
        #expect(budget.admit(at: start) != .now)
    }

    @Test("an answer that was overtaken gives nothing back; the next window does")
    func overtaken() {
        var budget = RateBudget()
        budget.record(limit(50, 100, quota: nil), at: start)
        budget.record(limit(60, 101, quota: nil), at: start)
        #expect(admitted(budget, at: start) == 50)
        let next = start.advanced(bySeconds: 101)
        budget.record(limit(400, 299, quota: nil), at: next)
        #expect(admitted(budget, at: next) == 400)
    }

    @Test("a late answer of the window before holds up for a second at most")
    func late() {
        var budget = RateBudget()
        budget.record(limit(400, 299, quota: nil), at: start)
        budget.record(limit(0, 1, quota: nil), at: start)
        #expect(budget.admit(at: start) == .notBefore(start.advanced(bySeconds: 2)))
        #expect(admitted(budget, at: start.advanced(bySeconds: 2)) == 1)
    }

    @Test("an exhausted window is waited for to its end, and the next one begins with one call")
    func exhausted() {
        var budget = RateBudget()
        budget.record(limit(0, 30), at: start)
        #expect(budget.admit(at: start) == .notBefore(start.advanced(bySeconds: 31)))
        #expect(budget.admit(at: start.advanced(bySeconds: 30.9)) != .now)
        #expect(admitted(budget, at: start.advanced(bySeconds: 31)) == 1)
    }

    @Test("a clock that is put back lengthens no window")
    func clockPutBack() {
        var budget = RateBudget()
        budget.record(limit(0, 30), at: start)
        let back = start.advanced(bySeconds: -7200)
        #expect(admitted(budget, at: back) == 1, "nothing is known any more")
        #expect(admitted(budget, at: start.advanced(bySeconds: -0.5)) == 0, "but by a moment clocks are put right all the time")
        var underWay = RateBudget()
        #expect(underWay.admit(at: start) == .now)
        #expect(underWay.admit(at: back) == .now)
    }

    @Test("with work for an hour, at least 95 % of every window's budget is used, and no call is refused", arguments: [1, 4, 16, 64])
    func saturated(concurrency: Int) async throws {
        let clock = SimulatedClock(start)
        let world = SimulatedWorld(clock: clock, callMilliseconds: 5)
        let space = try #require(SpaceName("a/b"))
        world.add(space)
        let end = start.advanced(bySeconds: 3600)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<concurrency {
                group.addTask {
                    while clock.now < end { _ = try await world.listed(space) }
                }
            }
            try await group.waitForAll()
        }
        #expect(world.refusedCalls == 0)
        #expect(world.calls >= 12 * world.quota * 95 / 100, "\(world.calls) calls")
    }

    @Test("waiting ends with the task")
    func cancelled() async throws {
        let gate = RateGate()
        await gate.record(RateLimit(bucket: "api", remaining: 0, secondsToReset: 300, quota: 500, windowSeconds: 300), of: "api")
        let task = Task { try await gate.wait(for: "api") }
        try await gate.wait(for: "resolvers")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
