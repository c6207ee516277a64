import ArgumentParser

/// A time span on the command line: `90s`, `15m`, `1h`, `2d`.
struct TimeSpan: ExpressibleByArgument, Sendable, Hashable, CustomStringConvertible {
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        guard let unit = Self.units.first(where: { argument.hasSuffix($0.suffix) }), let count = Int(argument.dropLast()), count > 0
        else { return nil }
        let (seconds, overflows) = count.multipliedReportingOverflow(by: unit.seconds)
        guard !overflows else { return nil }
        self.seconds = seconds
    }

    /// In the largest unit that divides it.
    var description: String {
        guard let unit = Self.units.last(where: { seconds.isMultiple(of: $0.seconds) }) else { return "\(seconds)s" }
        return "\(seconds / unit.seconds)\(unit.suffix)"
    }

    private static let units: [(suffix: String, seconds: Int)] = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
}
