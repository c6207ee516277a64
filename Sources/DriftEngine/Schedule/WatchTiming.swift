internal import DriftStore

/// When a Space is looked at next. Chance spreads what was added together; it only ever makes a look earlier than asked for.
struct WatchTiming: Sendable {
    /// From 0 to below 1.
    let fraction: @Sendable () -> Double

    /// After a look that found nothing new.
    func afterLook(_ watch: Watch, at now: Instant) -> Instant {
        let look = now.advanced(bySeconds: Double(watch.lookSeconds) * (1 - 0.1 * fraction()))
        return min(look, watch.state.nextCaptureAt ?? look)
    }

    /// After everything was captured: when that is due again.
    func nextCapture(_ watch: Watch, at now: Instant) -> Instant {
        now.advanced(bySeconds: Double(watch.captureSeconds) * (1 - 0.1 * fraction()))
    }

    /// While a build is under way.
    func afterBuildInProgress(_ watch: Watch, at now: Instant) -> Instant {
        now.advanced(bySeconds: min(Double(watch.lookSeconds), 120) * (1 - 0.1 * fraction()))
    }

    /// After so many failures in a row. What may pass by itself: a minute, doubled each time, up to an hour or the look's own interval.
    /// What will not (no such Space, no right to see it): an hour, doubled, up to a day.
    func afterFailure(_ watch: Watch, count: Int, isTransient: Bool, at now: Instant) -> Instant {
        let first = isTransient ? 60.0 : 3600.0
        let longest = max(isTransient ? 3600.0 : 86_400.0, Double(watch.lookSeconds))
        var delay = first
        for _ in 1..<max(count, 1) where delay < longest { delay *= 2 }
        return now.advanced(bySeconds: min(delay, longest) * (1 - 0.5 * fraction()))
    }
}
