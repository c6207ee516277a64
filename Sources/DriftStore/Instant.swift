/// A point in time, to the millisecond, UTC.
package struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// Held within the years 1 to 9999, which text has room for.
    package init(milliseconds: Int64) { self.milliseconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999) }

    /// `2026-07-05T07:53:08Z`, `2026-07-05 07:53:08.123+02:00`, `2026-07-05T07:53`, `2026-07-05` (its first millisecond).
    /// Without an offset: UTC. Digits after the third of a fraction are dropped.
    package init?(_ text: some StringProtocol) {
        var scanner = TimeScanner(bytes: Array(text.utf8))
        guard let day = scanner.day() else { return nil }
        if scanner.isAtEnd {
            milliseconds = day * Self.millisecondsPerDay
            return
        }
        guard let time = scanner.timeOfDay(), let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        milliseconds = day * Self.millisecondsPerDay + time - offset
    }

    /// The last millisecond that `text` means: of the day for a bare date, of the second for a time without a fraction.
    package init?(endOf text: some StringProtocol) {
        guard let start = Instant(text) else { return nil }
        let isBareDate = text.utf8.count == "2026-07-05".utf8.count
        let span = isBareDate ? Self.millisecondsPerDay : start.milliseconds % 1000 == 0 ? 1000 : 1
        milliseconds = start.milliseconds + span - 1
    }

    /// `2026-07-05T07:53:08Z`, or with three digits of a second where they are not zero.
    package var description: String {
        let day = Self.floorDivide(milliseconds, Self.millisecondsPerDay)
        let (year, month, dayOfMonth) = Self.civil(day)
        let rest = milliseconds - day * Self.millisecondsPerDay
        let (hour, minute, second, fraction) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
        let time = "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
        return fraction == 0 ? "\(date)T\(time)Z" : "\(date)T\(time).\(Self.padded(fraction, 3))Z"
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    static let millisecondsPerDay: Int64 = 86_400_000

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a % b < 0 ? a / b - 1 : a / b }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Year, month and day of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(_ day: Int64) -> (Int64, Int64, Int64) {
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    /// The inverse: days from 1970-01-01.
    static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
