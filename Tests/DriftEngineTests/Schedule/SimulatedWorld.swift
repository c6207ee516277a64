import DriftCore
import DriftHub
import DriftStore
import DriftTesting
import Synchronization

@testable import DriftEngine

/// A Hub in memory, on simulated time: Spaces that are pushed to, rebuilt and put to sleep; a limit of calls; faults.
final class SimulatedWorld: SpaceSource {
    struct Build: Sendable, Hashable {
        var commit: Int
        var queuedAt: Instant
    }

    struct Space: Sendable {
        var isLogReadable = true
        var stage = "RUNNING"
        var builds: [Build]
        /// When everything was captured, and of which build (counted from 0).
        var captures: [(at: Instant, build: Int)] = []
        /// Every call about this Space alone fails so, until it is taken away.
        var fault: SimulatedFault?
    }

    private struct State: Sendable {
        var spaces: [SpaceName: Space] = [:]
        var namesOfOwner: [String: [SpaceName]] = [:]
        var calls = 0
        var refusedCalls = 0
        var windowStart: Int64 = 0
        var windowCalls = 0
        var captureFailures = SplitMix64(seed: 1)
        var faultyList: SimulatedFault?
    }

    /// Calls that one capture makes.
    static let callsOfCapture = 10
    let quota = 1000
    private let windowMilliseconds: Int64 = 300_000
    private let state = Mutex(State())
    private let clock: SimulatedClock
    private let gate: RateGate
    private let callMilliseconds: Int64
    /// Out of a thousand captures so many fail for the moment.
    private let failingCaptures: Int

    init(clock: SimulatedClock, callMilliseconds: Int64 = 20, failingCaptures: Int = 0) {
        self.clock = clock
        self.callMilliseconds = callMilliseconds
        self.failingCaptures = failingCaptures
        gate = RateGate(clock: clock)
    }

    var calls: Int { state.withLock(\.calls) }
    /// Calls beyond the limit, which the Hub would have answered with 429.
    var refusedCalls: Int { state.withLock(\.refusedCalls) }

    func add(_ name: SpaceName, isLogReadable: Bool = true) {
        let build = Build(commit: 1, queuedAt: clock.now)
        state.withLock { state in
            state.spaces[name] = Space(isLogReadable: isLogReadable, builds: [build])
            state.namesOfOwner[name.owner, default: []].append(name)
        }
    }

    func change(_ name: SpaceName, _ body: (inout Space) -> Void) {
        state.withLock { state in
            guard var space = state.spaces[name] else { return }
            body(&space)
            state.spaces[name] = space
        }
    }

    /// Another build, of the same commit or of a new one.
    func rebuild(_ name: SpaceName, newCommit: Bool = false) {
        let now = clock.now
        change(name) { space in
            let last = space.builds.last?.commit ?? 0
            space.builds.append(Build(commit: newCommit ? last + 1 : last, queuedAt: now))
        }
    }

    func failLists(_ fault: SimulatedFault?) { state.withLock { $0.faultyList = fault } }

    subscript(_ name: SpaceName) -> Space? { state.withLock { $0.spaces[name] } }

    // MARK: SpaceSource

    func list(owner: String) async throws -> [SpaceName: ListedSpace] {
        try await call()
        return try state.withLock { state in
            if let fault = state.faultyList { throw fault }
            var page: [SpaceName: ListedSpace] = [:]
            for name in state.namesOfOwner[owner] ?? [] { page[name] = state.spaces[name].map(Self.listed) }
            return page
        }
    }

    func listed(_ space: SpaceName) async throws -> ListedSpace {
        try await call()
        return Self.listed(try found(space))
    }

    func firstBuildLines(_ space: SpaceName) async throws -> FirstBuildLines {
        try await call()
        let found = try found(space)
        return found.isLogReadable ? .text(Self.banner(found.builds[found.builds.count - 1])) : .notReadable
    }

    func capture(_ space: SpaceName) async throws -> Capture {
        for _ in 0..<Self.callsOfCapture { try await call() }
        let isFailing = failingCaptures > 0 && state.withLock { Int.random(in: 0..<1000, using: &$0.captureFailures) } < failingCaptures
        if isFailing { throw SimulatedFault.passing }
        var found = try found(space)
        found.captures.append((clock.now, found.builds.count - 1))
        let captures = found.captures
        change(space) { $0.captures = captures }
        let metadata = CaptureMetadata(space: space, takenAt: clock.now.description, origin: "simulated")
        return Capture(metadata: metadata, files: found.isLogReadable ? ["logs/build-001.log": Self.log(of: found)] : [:])
    }

    private func found(_ name: SpaceName) throws -> Space {
        guard let space = self[name] else { throw SimulatedFault.missing }
        if let fault = space.fault { throw fault }
        return space
    }

    /// One call, within the limit or refused, with the limit in its answer.
    private func call() async throws {
        try await gate.wait(for: "api")
        clock.advance(milliseconds: callMilliseconds)
        let now = clock.now.milliseconds
        let limit = state.withLock { state in
            if now - state.windowStart >= windowMilliseconds {
                state.windowStart = now - now % windowMilliseconds
                state.windowCalls = 0
            }
            state.calls += 1
            state.windowCalls += 1
            if state.windowCalls > quota { state.refusedCalls += 1 }
            let left = state.windowStart + windowMilliseconds - now
            return RateLimit(
                bucket: "api",
                remaining: max(0, quota - state.windowCalls),
                secondsToReset: Int(left / 1000),
                quota: quota,
                windowSeconds: 300
            )
        }
        await Task.yield()
        await gate.record(limit, of: "api")
    }

    private static func listed(_ space: Space) -> ListedSpace {
        let commit = space.builds.last.map { "commit \($0.commit)" }
        return ListedSpace(
            commit: commit,
            servedCommit: space.stage == "RUNNING" ? commit : nil,
            stage: space.stage,
            hardware: "cpu-basic",
            sdk: "gradio"
        )
    }

    private static func banner(_ build: Build) -> String {
        let time = build.queuedAt.description.prefix(19).replacing("T", with: " ")
        return "===== Build Queued at \(time) / Commit SHA: \(String(0xABC_0000 + build.commit, radix: 16)) =====\n"
    }

    private static func log(of space: Space) -> [UInt8] {
        let text =
            banner(space.builds[space.builds.count - 1]) + """

                --> FROM docker.io/library/python:3.13
                --> RUN pip install --no-cache-dir -r requirements.txt
                Successfully installed numpy-1.26.\(space.builds.count) rich-14.0.0

                --> Pushing image
                DONE 0.1s
                """
        return Array(text.utf8)
    }
}

/// What the simulated Hub may answer with.
enum SimulatedFault: ExplainedError {
    case passing, missing

    var message: String { self == .passing ? "the Hub failed (503)" : "not found, or no access with this token (404)" }
    var hint: String { "wait" }
    var isTransient: Bool { self == .passing }
}
