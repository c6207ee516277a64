/// What one function under `@spaces.GPU` books at each call, and what the tiers may do with it.
package struct QuotaBooking: Sendable, Hashable, Encodable {
    /// One tier's share: how often a day, if every call used all that it booked.
    package struct TierShare: Sendable, Hashable, Encodable {
        package var tier: String
        package var secondsPerDay: Int
        /// A call is admitted only while the whole booking is left.
        package var isAdmitted: Bool
        package var callsPerDay: Int
    }

    package var function: String
    @ExplicitNull package var place: String?
    /// Seconds in the decorator, or the default.
    package var declaredSeconds: Int
    /// The decorator gives no number: the default, or a callable.
    package var isDefault: Bool
    /// The callable that computes the seconds at each call; they are not visible in the source.
    @ExplicitNull package var computedBy: String?
    package var size: String
    /// What the platform compares with the quota that is left.
    package var bookedSeconds: Int
    /// How it comes about: `60 s by default × 1.5 (RTX PRO 6000) = 90 s`.
    package var arithmetic: String
    package var tiers: [TierShare]
}

extension QuotaTable {
    /// By today's generation of cards. What is charged in the end is the time used; what is checked before is the booking.
    package func booking(of function: AppSource.GPUFunction, place: String? = nil) -> QuotaBooking {
        // No app asks for more than a day; a larger number is hostile.
        let declared = min(max(function.duration ?? defaultDuration, 0), 86_400)
        let isLarge = function.size == "xlarge"
        let generation = generations.first
        let factor = isLarge ? Double(generation?.xlargeFactor ?? 2) : generation?.durationFactor ?? 1
        let booked = Int((Double(declared) * factor).rounded())
        let origin = function.duration == nil ? " by default" : ""
        let reason = isLarge ? "xlarge counts twice" : generation?.name ?? ""
        let times = factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
        return QuotaBooking(
            function: function.name,
            place: place,
            declaredSeconds: declared,
            isDefault: function.duration == nil,
            computedBy: function.durationSource,
            size: function.size ?? "large",
            bookedSeconds: booked,
            arithmetic: "\(declared) s\(origin) × \(times) (\(reason)) = \(booked) s",
            tiers: currentTiers.map { tier in
                QuotaBooking.TierShare(
                    tier: tier.name,
                    secondsPerDay: tier.secondsPerDay,
                    isAdmitted: booked <= tier.secondsPerDay,
                    callsPerDay: booked == 0 ? 0 : tier.secondsPerDay / booked
                )
            }
        )
    }
}
