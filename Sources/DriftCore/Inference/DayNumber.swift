/// A day, counted from 1970-01-01, of `2026-07-05` or a longer ISO 8601 text that begins so.
struct DayNumber: Sendable, Hashable, Comparable {
    let value: Int

    init?(_ text: some StringProtocol) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { part in part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil }
        guard numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        // Howard Hinnant, "chrono-compatible low-level date algorithms".
        let year = numbers[1] <= 2 ? numbers[0] - 1 : numbers[0]
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let shiftedMonth = (numbers[1] + 9) % 12
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + numbers[2] - 1
        value = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (a: DayNumber, b: DayNumber) -> Bool { a.value < b.value }
}
