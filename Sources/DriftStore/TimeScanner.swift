import DriftCore

/// Reads the parts of an ISO 8601 time, each at most once, in order.
struct TimeScanner {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// `2026-07-05`: days since 1970-01-01.
    mutating func day() -> Int64? {
        guard let year = number(digits: 4), accept("-"), let month = number(digits: 2), accept("-"), let day = number(digits: 2),
            year >= 1, (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        return Instant.day(year: year, month: month, day: day)
    }

    /// `T07:53:08.123`, `T07:53`: milliseconds since midnight. A leap second counts as the next minute's first.
    mutating func timeOfDay() -> Int64? {
        guard accept("T") || accept("t") || accept(" "), let hour = number(digits: 2), accept(":"), let minute = number(digits: 2),
            hour < 24, minute < 60
        else { return nil }
        var result = hour * 3_600_000 + minute * 60_000
        guard accept(":") else { return result }
        guard let second = number(digits: 2), second <= 60 else { return nil }
        result += second * 1000
        guard accept(".") || accept(",") else { return result }
        guard let fraction = fraction() else { return nil }
        return result + fraction
    }

    /// `Z`, `+02:00`, `-0530`, nothing: milliseconds east of UTC.
    mutating func offset() -> Int64? {
        if isAtEnd || accept("Z") || accept("z") { return 0 }
        let sign: Int64
        if accept("+") { sign = 1 } else if accept("-") { sign = -1 } else { return nil }
        guard let hour = number(digits: 2), hour < 24 else { return nil }
        _ = accept(":")
        guard isAtEnd || peekIsDigit, let minute = isAtEnd ? 0 : number(digits: 2), minute < 60 else { return nil }
        return sign * (hour * 3_600_000 + minute * 60_000)
    }

    /// `123456`: 123 milliseconds.
    private mutating func fraction() -> Int64? {
        var result: Int64 = 0
        var scale: Int64 = 100
        guard peekIsDigit else { return nil }
        while peekIsDigit {
            result += Int64(bytes[position] - UInt8(ascii: "0")) * scale
            scale /= 10
            position += 1
        }
        return result
    }

    private var peekIsDigit: Bool {
        position < bytes.count && bytes[position].isDigit
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func number(digits: Int) -> Int64? {
        var result: Int64 = 0
        for _ in 0..<digits {
            guard peekIsDigit else { return nil }
            result = result * 10 + Int64(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        return result
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
