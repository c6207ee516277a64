import DriftCore
import DriftStore
import DriftTesting
import Foundation
import Testing

@testable import DriftEngine

@Suite("Ten days of many watched Spaces")
struct ScheduleSimulationTests {
    /// A fifth of them tells as much of the rules; how memory behaves shows with all.
    private static let spaces = TestLength.isLong ? 1000 : 200
    private static let start = Instant(milliseconds: 1_770_000_000_000)
    private static let days = 10
    private static let lookSeconds = 4 * 3600
    private static let captureSeconds = 86_400

    @Test("every due capture is done, none twice, every rebuild is noticed, and memory stays flat")
    func tenDays() async throws {
        let scratch = try ScratchDirectory(inMemory: true)
        let clock = SimulatedClock(Self.start)
        let world = SimulatedWorld(clock: clock, failingCaptures: 5)
        let store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
        let names = try Self.fleet(world)
        for name in names {
            try store.addWatch(
                of: name,
                original: nil,
                lookSeconds: Self.lookSeconds,
                captureSeconds: Self.captureSeconds,
                at: Self.start
            )
        }
        var random = SplitMix64(seed: 7)
        let looks = EventCount()
        let fractions = Chance(seed: 11)
        var pace = RunSchedule.Pace()
        pace.pollSeconds = 86_400
        let schedule = RunSchedule(store: store, source: world, clock: clock, fraction: { fractions.next() }, pace: pace) { event, _ in
            looks.count(event)
        }
        var residentKilobytes: [Int] = []
        for quarter in 1...Self.days * 4 {
            // What happens to the Spaces happens every six hours; the schedule runs in between.
            Self.live(world, names, &random)
            _ = try await schedule.forever(until: Self.start.advanced(bySeconds: Double(quarter) * 21_600))
            if quarter.isMultiple(of: 4) { residentKilobytes.append(Self.residentKilobytes()) }
        }
        try check(world, store, names)
        #expect(world.refusedCalls == 0)
        #expect(looks.captured == names.reduce(0) { $0 + (world[$1]?.captures.count ?? 0) }, "each capture that came was stored")
        #expect(
            world.calls < looks.looks * 13 / 10 + looks.captures * SimulatedWorld.callsOfCapture,
            "at most one call for an unchanged Space"
        )
        print(
            "schedule simulation: \(names.count) Spaces, \(Self.days) days, \(looks.looks) looks, \(looks.captured) captures,",
            "\(looks.failed) failed, \(world.calls) calls, \(world.refusedCalls) refused, resident kB \(residentKilobytes)"
        )
        // Other tests run in the same process; a leak of one kilobyte a look would be 60 MB.
        if let first = residentKilobytes.dropFirst(2).first, let last = residentKilobytes.last { #expect(last - first < 60_000) }
    }

    /// Owners with one Space, with some, with many; of three Spaces one log may not be read.
    private static func fleet(_ world: SimulatedWorld) throws -> [SpaceName] {
        var names: [SpaceName] = []
        for index in 0..<spaces {
            let owner = index < spaces / 10 ? "single\(index)" : index < spaces / 2 ? "some\(index % 50)" : "many\(index % 5)"
            let name = try #require(SpaceName("\(owner)/space\(index)"))
            world.add(name, isLogReadable: index % 3 != 0)
            names.append(name)
        }
        return names
    }

    /// In six hours: of a hundred Spaces three are built anew, one is pushed to; some fall asleep or wake up.
    private static func live(_ world: SimulatedWorld, _ names: [SpaceName], _ random: inout SplitMix64) {
        for name in names {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<3: world.rebuild(name)
            case 3: world.rebuild(name, newCommit: true)
            case 4..<10: world.change(name) { $0.stage = $0.stage == "RUNNING" ? "SLEEPING" : "RUNNING" }
            default: break
            }
        }
    }

    private func check(_ world: SimulatedWorld, _ store: Store, _ names: [SpaceName]) throws {
        // A failed capture is tried again after a minute or two.
        let slackSeconds = 1200.0
        let end = Self.start.advanced(bySeconds: Double(Self.days) * 86_400)
        for name in names {
            let space = try #require(world[name])
            // In time: never longer without a full capture than asked for.
            var last = Self.start
            for time in space.captures.map(\.at) + [end] {
                #expect(time <= last.advanced(bySeconds: Double(Self.captureSeconds) + slackSeconds), "\(name)")
                last = time
            }
            // None twice: the same build is captured again only when it is time.
            for (a, b) in zip(space.captures, space.captures.dropFirst()) where a.build == b.build {
                #expect(b.at >= a.at.advanced(bySeconds: Double(Self.captureSeconds) * 0.9), "\(name)")
            }
            #expect(try store.history(of: name).count == space.captures.count, "\(name)")
            // Noticed: each build within a look, where the log or the commit shows it; else within the full capture's time.
            for (index, build) in space.builds.enumerated() {
                let isNewCommit = index == 0 || space.builds[index - 1].commit != build.commit
                let seconds = Double(space.isLogReadable || isNewCommit ? Self.lookSeconds : Self.captureSeconds) + slackSeconds
                let deadline = build.queuedAt.advanced(bySeconds: seconds)
                if deadline > end || index + 1 < space.builds.count && space.builds[index + 1].queuedAt <= deadline { continue }
                #expect(space.captures.contains { $0.build == index && $0.at <= deadline }, "\(name), build \(index)")
            }
        }
    }

    private static func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.firstMatch(of: #/VmRSS:\s+(\d+) kB/#).flatMap { Int($0.1) } ?? 0
    }
}
