import Foundation

/// The Hub's two ways to write a time.
enum HubTime {
    /// `2026-07-05T07:53:08.000Z`, with or without fractions.
    static func seconds(iso8601 text: String) -> Double? {
        for style in [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()] {
            if let date = try? style.parse(text) { return date.timeIntervalSince1970 }
        }
        return nil
    }

    /// RFC 9110 §5.6.7: `Sun, 22 Nov 2026 21:26:46 GMT`.
    static func seconds(httpDate text: String) -> Double? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let match = text.firstMatch(of: #/(\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT/#),
            let month = months.firstIndex(of: String(match.2))
        else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return seconds(iso8601: "\(match.3)-\(number)-\(match.1)T\(match.4)Z")
    }
}
