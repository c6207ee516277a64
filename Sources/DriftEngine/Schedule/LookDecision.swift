internal import DriftCore
internal import DriftStore

/// What a look at a watched Space is to do, once its entry in the list of Spaces is known.
enum LookDecision: Sendable, Hashable {
    case capture(CaptureReason)
    /// The list shows no change, which proves nothing: a factory rebuild of the same commit is told by its log alone.
    case compareBanner
    /// Nothing else can be asked for at the price of one call; the capture that is due in time will tell.
    case unchanged
    /// A build or a start is under way: there will be more to see in a minute.
    case waitForBuild

    init(_ watch: Watch, listed: ListedSpace, at now: Instant) {
        let state = watch.state
        // Later than a whole interval: noted by a clock that was put back since.
        let latest = now.advanced(bySeconds: Double(watch.captureSeconds))
        let isDue = state.nextCaptureAt.map { $0 <= now || $0 > latest } ?? true
        // A build that never ends must not keep everything from being captured.
        if listed.isInProgress, !isDue || state.lastCaptureAt == nil && now < Self.patience(watch) {
            self = .waitForBuild
        } else if state.lastCaptureAt == nil {
            self = .capture(.first)
        } else if let before = state.listed, listed.differs(from: before) {
            self = .capture(.listChanged)
        } else if isDue {
            self = .capture(.due)
        } else {
            self = state.banner == nil ? .unchanged : .compareBanner
        }
    }

    /// How long a Space that was never captured may go on building.
    private static func patience(_ watch: Watch) -> Instant { watch.addedAt.advanced(bySeconds: 3600) }
}
