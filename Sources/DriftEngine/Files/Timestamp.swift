/// Times as the captures write them: ISO 8601, UTC, `2026-11-22T10:00:00Z` or with fractions of a second.
package enum Timestamp {
    /// Shape and ranges; a day is accepted up to 31 in every month.
    package static func isValid(_ text: String) -> Bool {
        guard text.hasSuffix("Z") else { return false }
        let halves = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, isDate(halves[0]) else { return false }
        let parts = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return false }
        if parts.count == 2, number(parts[1], digits: 1...9) == nil { return false }
        let clock = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = number(clock[0], digits: 2...2), let minute = number(clock[1], digits: 2...2),
            let second = number(clock[2], digits: 2...2)
        else { return false }
        return hour < 24 && minute < 60 && second <= 60
    }

    /// `2026-11-22`
    package static func isDate(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, number(parts[0], digits: 4...4) != nil, let month = number(parts[1], digits: 2...2),
            let day = number(parts[2], digits: 2...2)
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
