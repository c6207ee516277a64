/// The figures of a refused ZeroGPU call, and whom it was counted for.
///
///     You have exceeded your free ZeroGPU quota (90s requested vs. 71s left). Try again in 23:41:07.
///     You have exceeded your GPU quota (46s left vs. 60s requested). Sign-up on Hugging Face to get more quotas or retry in 0:09:48.
package struct QuotaRefusal: Sendable, Hashable {
    /// Whose quota the message speaks of; without a word before `quota` it is nobody's account's.
    package enum Tier: String, Sendable, Hashable {
        case anonymous = "an anonymous visitor", free = "a free account", pro = "a PRO account", organization = "an organisation"
    }

    package var tier: Tier
    package var requestedSeconds: Int
    package var leftSeconds: Int
    /// The wording since the cards whose bookings have a factor; older messages book what was declared.
    package var isOfToday: Bool

    package init?(in text: String) {
        guard let requested = Self.number(before: "s requested", in: text), let left = Self.number(before: "s left", in: text) else {
            return nil
        }
        requestedSeconds = requested
        leftSeconds = left
        isOfToday = text.contains("ZeroGPU quota (")
        tier = Self.tier(in: text)
    }

    package var missingSeconds: Int { max(0, requestedSeconds - leftSeconds) }

    /// `90 s were booked (60 s × 1.5 for today's cards) and 71 s were left for a free account: 19 s short`
    package func arithmetic(_ table: QuotaTable = .current) -> String {
        let factor = isOfToday ? table.generations.first?.durationFactor ?? 1 : 1
        let declared = Double(requestedSeconds) / factor
        let origin = factor > 1 && declared == declared.rounded() ? " (\(Int(declared)) s × \(factor) on today's cards)" : ""
        return "\(requestedSeconds) s were booked\(origin), \(leftSeconds) s were left for \(tier.rawValue): \(missingSeconds) s short"
    }

    /// Whether no whole day has as much: waiting does not help.
    package func exceedsDay(_ table: QuotaTable = .current) -> Bool {
        let name =
            switch tier {
            case .anonymous: "anonymous"
            case .free: "free account"
            case .pro: "PRO"
            case .organization: "Enterprise"
            }
        guard let day = table.currentTiers.first(where: { $0.name == name })?.secondsPerDay else { return false }
        return requestedSeconds > day
    }

    private static func tier(in text: String) -> Tier {
        guard let begin = text.firstRange(of: "exceeded your "), let end = text[begin.upperBound...].firstRange(of: "quota") else {
            return .anonymous
        }
        let words = text[begin.upperBound..<end.lowerBound].lowercased().split(separator: " ")
        if words.contains("pro") { return .pro }
        if words.contains("free") { return .free }
        return words.contains { ["team", "enterprise"].contains($0) } ? .organization : .anonymous
    }

    /// `-3` and `60` of `(60s requested vs. -3s left)`; `nil` also for more seconds than anybody books.
    private static func number(before unit: String, in text: String) -> Int? {
        guard let range = text.firstRange(of: unit) else { return nil }
        let digits = text[..<range.lowerBound].reversed().prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
        return Int(String(digits.reversed())).flatMap { $0.magnitude <= maximumSeconds ? $0 : nil }
    }

    /// A year.
    private static let maximumSeconds = 31_536_000
}

extension TriageVerdict {
    /// With the figures of the refusal: truly used up, or counted for somebody whom the platform did not recognise.
    func explainingQuota() -> TriageVerdict {
        guard let rule, ["zerogpu.quota", "zerogpu.quota-figures"].contains(rule),
            let refusal = evidence.lazy.compactMap({ QuotaRefusal(in: $0.text) }).first
        else { return self }
        var verdict = self
        verdict.summary = refusal.arithmetic()
        var first: [TriageMove] = []
        if refusal.tier == .anonymous {
            // A message to an account names its tier.
            first = MovePlan.moves(for: .identity).filter { move in !moves.contains(move) }
            verdict.summary += "; nobody was recognised: not logged in, or the login did not reach the Space"
        }
        if refusal.exceedsDay() {
            first.append(TriageMove("no day of this tier has that many seconds: lower the duration, or use an account with more"))
            verdict.moves.removeAll { $0.text.hasPrefix("wait for the time") }
        }
        verdict.moves = first + verdict.moves
        return verdict
    }
}
