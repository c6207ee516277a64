internal import DriftCore
internal import DriftStore

/// One look at one watched Space: decides, asks no more than it must, and stores what was captured.
struct LookAtSpace: Sendable {
    /// What the list of the owner's Spaces said of the Space.
    enum Listing: Sendable {
        case listed(ListedSpace)
        /// It is not on the page, or no page was asked for.
        case unknown
        /// The page could not be had.
        case failed(any Error)
    }

    struct Result: Sendable {
        var event: WatchEvent
        /// What the schedule knows now; `nil`: it is in the database already, with the capture.
        var unsavedState: WatchState?
    }

    let store: Store
    let source: any SpaceSource
    let clock: any ScheduleClock
    let timing: WatchTiming
    /// Works out what a capture does not show; `nil`: nobody is asked.
    let inference: InferPackages?

    /// Throws `CancellationError` only; every other failure is a result.
    func run(_ watch: Watch, listing: Listing) async throws -> Result {
        do {
            let listed = try await listed(watch.space, listing)
            switch LookDecision(watch, listed: listed, at: clock.now) {
            case .capture(let reason): return try await capture(watch, listed, reason)
            case .waitForBuild: return inProgress(watch, listed)
            case .unchanged: return unchanged(watch, listed)
            case .compareBanner:
                return try await isSameBuild(watch) ? unchanged(watch, listed) : await capture(watch, listed, .rebuilt)
            }
        } catch let error where error is CancellationError || Task.isCancelled {
            throw CancellationError()
        } catch {
            return failed(watch, error)
        }
    }

    private func listed(_ space: SpaceName, _ listing: Listing) async throws -> ListedSpace {
        switch listing {
        case .listed(let listed): listed
        case .unknown: try await source.listed(space)
        case .failed(let error): throw error
        }
    }

    /// A log that may no longer be read, or is empty, shows another build as little as the same one.
    private func isSameBuild(_ watch: Watch) async throws -> Bool {
        guard case .text(let text) = try await source.firstBuildLines(watch.space) else { return true }
        return BuildBanner.identity(ofLogBeginning: text.utf8) == watch.state.banner
    }

    private func capture(_ watch: Watch, _ listed: ListedSpace, _ reason: CaptureReason) async throws -> Result {
        let (capture, _) = SecretRedaction.redacting(try await source.capture(watch.space))
        let read = try await InferPackages.read(capture, in: store, with: inference)
        try Task.checkCancellation()
        var state = succeeded(watch)
        state.lastCaptureAt = state.lastAttemptAt
        state.nextCaptureAt = timing.nextCapture(watch, at: clock.now)
        state.listed = listed
        state.banner = BuildBanner.identity(of: capture)
        var watch = watch
        watch.state = state
        state.nextLookAt = timing.afterLook(watch, at: clock.now)
        let identifier = try store.add(read.snapshot, capture: read.capture, watchState: state)
        return Result(event: WatchEvent(space: watch.space, outcome: .captured(identifier, reason)), unsavedState: nil)
    }

    private func unchanged(_ watch: Watch, _ listed: ListedSpace) -> Result {
        var state = succeeded(watch)
        state.nextLookAt = timing.afterLook(watch, at: clock.now)
        state.listed = listed
        return Result(event: WatchEvent(space: watch.space, outcome: .unchanged), unsavedState: state)
    }

    /// What was listed before the build stays: the build's end must show as a change.
    private func inProgress(_ watch: Watch, _ listed: ListedSpace) -> Result {
        var state = succeeded(watch)
        state.nextLookAt = timing.afterBuildInProgress(watch, at: clock.now)
        return Result(event: WatchEvent(space: watch.space, outcome: .inProgress(listed.stage ?? "")), unsavedState: state)
    }

    private func succeeded(_ watch: Watch) -> WatchState {
        var state = watch.state
        state.lastAttemptAt = clock.now
        state.lastSuccessAt = state.lastAttemptAt
        state.failure = nil
        return state
    }

    private func failed(_ watch: Watch, _ error: any Error) -> Result {
        var state = watch.state
        let explained = error as? any ExplainedError
        let failure = WatchFailure(
            count: (state.failure?.count ?? 0) + 1,
            since: state.failure?.since ?? clock.now,
            reason: explained?.message ?? "\(error)",
            hint: explained?.hint ?? "this is a fault of driftd itself: please report it",
            isTransient: (error as? StoreError)?.mayPass ?? explained?.isTransient ?? false
        )
        state.lastAttemptAt = clock.now
        state.failure = failure
        state.nextLookAt = timing.afterFailure(watch, count: failure.count, isTransient: failure.isTransient, at: clock.now)
        return Result(event: WatchEvent(space: watch.space, outcome: .failed(failure)), unsavedState: state)
    }
}
