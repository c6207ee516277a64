package import DriftHub
package import DriftStore

/// How many calls may be made now, by what the Hub's answers say of one bucket: fixed windows, so many calls in each.
///
/// Other programs may use the same token, so that only the answers count. Between an answer and the next one the calls under way are taken
/// as not yet counted: the budget is never overdrawn, and in the worst case a few calls of it are left.
package struct RateBudget: Sendable, Hashable {
    package enum Admission: Sendable, Hashable {
        case now
        /// An answer may change it earlier.
        case notBefore(Instant)
    }

    private enum Knowledge: Sendable, Hashable {
        /// Nothing, or a window that is over: one call at a time, until an answer tells.
        case nothing
        /// The Hub answers without a word of limits.
        case unlimited
        case window(remaining: Int, endsAt: Instant, quota: Int?)
    }

    private var knowledge = Knowledge.nothing
    /// When the calls under way were let through, oldest first.
    private var underWay: [Instant] = []
    /// The newest time that was seen.
    private var latest = Instant(milliseconds: .min)

    /// A call without an answer for so long has none: the connection failed.
    private static let longestCallSeconds = 150.0
    /// The Hub counts seconds in whole numbers.
    private static let secondsOfGrace = 1.0
    /// How long to wait for an answer before looking again.
    private static let patienceSeconds = 0.05

    package init() {}

    /// Whether a call may be made; if so, it counts as under way.
    package mutating func admit(at now: Instant) -> Admission {
        heed(now)
        underWay.removeAll { $0.advanced(bySeconds: Self.longestCallSeconds) <= now }
        if case .window(_, let endsAt, _) = knowledge, endsAt.advanced(bySeconds: Self.secondsOfGrace) <= now { knowledge = .nothing }
        let soon = now.advanced(bySeconds: Self.patienceSeconds)
        switch knowledge {
        case .unlimited: break
        case .nothing: if !underWay.isEmpty { return .notBefore(soon) }
        case .window(let remaining, let endsAt, let quota):
            let reserve = (quota ?? 0) / 100
            if remaining - reserve <= 0 { return .notBefore(endsAt.advanced(bySeconds: Self.secondsOfGrace)) }
            if remaining - reserve <= underWay.count { return .notBefore(soon) }
        }
        underWay.append(now)
        return .now
    }

    /// A call ended without an answer. As long as nothing is known, the next one is to go out at once, not after the time that a call may take;
    /// within a window the Hub may have counted it all the same.
    package mutating func giveUp() {
        if case .nothing = knowledge, !underWay.isEmpty { underWay.removeFirst() }
    }

    /// An answer arrived, with or without a word of the limit. Answers may overtake each other.
    package mutating func record(_ limit: RateLimit?, at now: Instant) {
        heed(now)
        if !underWay.isEmpty { underWay.removeFirst() }
        guard let limit else {
            if case .nothing = knowledge { knowledge = .unlimited }
            return
        }
        var endsAt = now.advanced(bySeconds: Double(min(limit.secondsToReset, 86_400)))
        var remaining = limit.remaining
        // Within a window the number only falls. An answer that took long makes the window's end seem later than it is, one of the window
        // before makes it seem earlier: the careful reading of both costs a second, and the next answer mends it.
        if case .window(let known, let knownEnd, _) = knowledge, now.advanced(bySeconds: Self.secondsOfGrace) < knownEnd {
            remaining = min(known, remaining)
            endsAt = min(knownEnd, endsAt)
        }
        knowledge = .window(remaining: remaining, endsAt: endsAt, quota: limit.quota)
    }

    /// Of a clock that was put back, nothing that was noted before counts: a window would end hours later than it does.
    private mutating func heed(_ now: Instant) {
        if now.advanced(bySeconds: Self.secondsOfGrace) < latest {
            underWay = []
            knowledge = .nothing
            latest = now
        }
        latest = max(latest, now)
    }
}
