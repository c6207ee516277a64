package import DriftStore
internal import DriftCore

/// Looks at the watched Spaces as they become due, several at a time, and stores what it finds. Everything that it must remember is in the
/// database: it can be stopped at any moment.
package struct RunSchedule: Sendable {
    package struct Pace: Sendable, Hashable {
        /// Looks under way at once; most of a capture's time is waiting for logs that stay open.
        package var concurrency = 16
        /// Due Spaces read from the database at once.
        package var batch = 200
        /// How long a Space that another process begins to watch may wait until it is noticed.
        package var pollSeconds = 5.0
        /// The longest pause while the database cannot be written.
        package var longestPauseSeconds = 60.0

        package init() {}
    }

    private let store: Store
    private let source: any SpaceSource
    private let clock: any ScheduleClock
    private let look: LookAtSpace
    private let pace: Pace
    private let onEvent: @Sendable (WatchEvent, WatchSummary) -> Void
    private let onTrouble: @Sendable (StoreError) -> Void

    /// - Parameters:
    ///   - fraction: Chance, from 0 to below 1.
    ///   - inference: Works out what a capture does not show; `nil`: nobody is asked.
    ///   - onEvent: Told of every look, in the order in which they end.
    ///   - onTrouble: Told why the database cannot be used for the moment, each time that this is found.
    package init(
        store: Store,
        source: any SpaceSource,
        clock: any ScheduleClock = MachineClock(),
        fraction: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        pace: Pace = Pace(),
        inference: InferPackages? = nil,
        onEvent: @escaping @Sendable (WatchEvent, WatchSummary) -> Void = { _, _ in },
        onTrouble: @escaping @Sendable (StoreError) -> Void = { _ in }
    ) {
        self.store = store
        self.source = source
        self.clock = clock
        self.pace = pace
        self.onEvent = onEvent
        self.onTrouble = onTrouble
        look = LookAtSpace(store: store, source: source, clock: clock, timing: WatchTiming(fraction: fraction), inference: inference)
    }

    /// Everything that is due now, and everything whose last look failed; each once.
    package func once() async throws -> WatchSummary {
        try await run(Progress(end: nil, attemptedBefore: clock.now, callsBefore: source.calls, pauseSeconds: pace.pollSeconds))
    }

    /// Until the task is cancelled, or `end`.
    package func forever(until end: Instant? = nil) async throws -> WatchSummary {
        let end = end ?? Instant(milliseconds: .max)
        return try await run(Progress(end: end, attemptedBefore: nil, callsBefore: source.calls, pauseSeconds: pace.pollSeconds))
    }

    private struct Work: Sendable {
        var watch: Watch
        var listing: LookAtSpace.Listing
    }

    private enum Step: Sendable {
        case looked(LookAtSpace.Result)
        /// Looks are under way for long: others may have become due.
        case woke
    }

    /// What a run is to do, and what it knows on its way.
    private struct Progress {
        /// `nil`: when nothing is due any more.
        let end: Instant?
        /// Of a run by hand: what was attempted since is done.
        let attemptedBefore: Instant?
        let callsBefore: Int
        var summary = WatchSummary()
        var pending: [Work] = []
        var active: Set<SpaceName> = []
        var unsaved: [SpaceName: WatchState] = [:]
        /// Nothing was due then; while looks are under way a second later is soon enough to ask again.
        var nothingDueAt: Instant?
        /// When something will be; `nil`: nothing is watched, or the database cannot be used.
        var nextLook: Instant?
        /// How long to wait before the database is asked again.
        var pauseSeconds: Double
        var isWaking = false
    }

    private func run(_ start: Progress) async throws -> WatchSummary {
        var progress = start
        // What was found but not written yet is worth a last try, however the run ends.
        defer { try? store.record(progress.unsaved) }
        try await withThrowingTaskGroup(of: Step.self) { group in
            while true {
                let isAsking = progress.active.isEmpty || progress.nothingDueAt.map(isLongAgo) ?? true
                if progress.pending.isEmpty, isAsking { try await takeUp(&progress) }
                while progress.active.count < pace.concurrency, let work = progress.pending.popLast() {
                    progress.active.insert(work.watch.space)
                    group.addTask { .looked(try await look.run(work.watch, listing: work.listing)) }
                }
                if progress.end != nil, progress.pending.isEmpty, !progress.active.isEmpty, !progress.isWaking {
                    progress.isWaking = true
                    group.addTask { [pace] in
                        // How long this process has waited, whatever the clock on the wall does.
                        try await Task.sleep(for: .seconds(pace.pollSeconds))
                        return .woke
                    }
                }
                if !progress.active.isEmpty, let step = try await group.next() {
                    count(step, in: &progress)
                    continue
                }
                guard let end = progress.end, clock.now < end else { return group.cancelAll() }
                let poll = clock.now.advanced(bySeconds: progress.pauseSeconds)
                try await clock.sleep(until: min(end, progress.nextLook ?? poll, poll))
            }
        }
        progress.summary.calls = source.calls - progress.callsBefore
        return progress.summary
    }

    /// Or noted by a clock that was put back since.
    private func isLongAgo(_ instant: Instant) -> Bool { instant.advanced(bySeconds: 1) <= clock.now || instant > clock.now }

    private func count(_ step: Step, in progress: inout Progress) {
        guard case .looked(let result) = step else {
            progress.isWaking = false
            return
        }
        progress.active.remove(result.event.space)
        progress.unsaved[result.event.space] = result.unsavedState
        progress.summary.count(result.event.outcome)
        progress.summary.calls = source.calls - progress.callsBefore
        onEvent(result.event, progress.summary)
    }

    /// Writes what was found, and reads what is due, or else what will be: all that the database is asked. A run by hand does not wait for
    /// one that cannot be used for the moment, since somebody waits for it.
    private func takeUp(_ progress: inout Progress) async throws {
        progress.nextLook = nil
        do {
            try store.record(progress.unsaved)
            progress.unsaved = [:]
            progress.pending = try await due(except: progress.active, attemptedBefore: progress.attemptedBefore)
            progress.nothingDueAt = progress.pending.isEmpty ? clock.now : nil
            if progress.pending.isEmpty { progress.nextLook = try store.nextLook() }
            progress.pauseSeconds = pace.pollSeconds
        } catch let error as StoreError where error.mayPass && progress.end != nil {
            onTrouble(error)
            progress.nothingDueAt = clock.now
            progress.pauseSeconds = min(progress.pauseSeconds * 2, pace.longestPauseSeconds)
        }
    }

    /// The Spaces that are due, those to be looked at first standing last, with what one list page for each owner says of them. A single
    /// Space is asked for by itself, at the same price.
    private func due(except active: Set<SpaceName>, attemptedBefore: Instant?) async throws -> [Work] {
        let watches = try store.dueWatches(at: clock.now, limit: pace.batch + active.count, attemptedBefore: attemptedBefore)
            .filter { !active.contains($0.space) }
        let counts = Dictionary(grouping: watches, by: \.space.owner).mapValues(\.count)
        let pages = try await pages(of: counts.filter { $0.value > 1 }.keys.sorted())
        return watches.reversed().map { watch in
            switch pages[watch.space.owner] {
            case .success(let page): Work(watch: watch, listing: page[watch.space].map { .listed($0) } ?? .unknown)
            case .failure(let error): Work(watch: watch, listing: .failed(error))
            case nil: Work(watch: watch, listing: .unknown)
            }
        }
    }

    private typealias Page = Result<[SpaceName: ListedSpace], any Error>

    private func pages(of owners: [String]) async throws -> [String: Page] {
        try await withThrowingTaskGroup(of: (String, Page).self) { group in
            var pages: [String: Page] = [:]
            var rest = owners[...]
            var running = 0
            while true {
                while running < pace.concurrency, let owner = rest.popFirst() {
                    running += 1
                    group.addTask {
                        do {
                            return (owner, .success(try await source.list(owner: owner)))
                        } catch {
                            if error is CancellationError || Task.isCancelled { throw CancellationError() }
                            return (owner, .failure(error))
                        }
                    }
                }
                guard let (owner, page) = try await group.next() else { return pages }
                running -= 1
                pages[owner] = page
            }
        }
    }
}
