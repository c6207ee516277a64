import DriftStore
import DriftTesting
import Foundation
import Testing

@Suite("a point in time")
struct InstantTests {
    /// From 1600 on: before, Foundation counts in the Julian calendar.
    @Test("is read and written like Foundation's", arguments: 0..<200)
    func foundation(seed: Int) {
        var random = SplitMix64(seed: seed)
        let seconds = Int64.random(in: -11_676_096_000...253_402_300_799, using: &random)
        let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        #expect(Instant(milliseconds: seconds * 1000).description == text)
        #expect(Instant(text)?.milliseconds == seconds * 1000)
        let between = Instant(milliseconds: seconds * 1000 + Int64.random(in: 0...999, using: &random))
        #expect(Instant(between.description) == between)
    }

    @Test("stays within the years that text has room for", arguments: [Int64.min, .max])
    func extremes(milliseconds: Int64) {
        let text = Instant(milliseconds: milliseconds).description
        #expect(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"].contains(text))
    }

    @Test(
        "may be written in several ways",
        arguments: [
            "2026-07-05T07:53:08Z", "2026-07-05 07:53:08", "2026-07-05t07:53:08z", "2026-07-05T09:53:08+02:00", "2026-07-05T09:53:08+02",
            "2026-07-05T02:23:08-0530", "2026-07-05T07:53:08.000999Z", "2026-07-05T07:53:08,0",
        ]
    )
    func spellings(text: String) {
        #expect(Instant(text)?.description == "2026-07-05T07:53:08Z")
    }

    @Test(
        "is not read into anything else",
        arguments: [
            "", "now", "2026", "2026-7-5", "2026-02-29", "2026-13-01", "2026-07-05T", "2026-07-05T7:53", "2026-07-05T24:00:00Z", "c515370",
            "2026-07-05T07:53:08Zx", "2026-07-05T07:53:08+", "0000-01-01", "2026-07-05T07:53:08.Z", "２０２６-07-05",
        ]
    )
    func refused(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("of a bare date ends with its day, of a time with its second")
    func end() {
        #expect(Instant(endOf: "2028-02-29")?.description == "2028-02-29T23:59:59.999Z")
        #expect(Instant(endOf: "2026-07-05T07:53:08Z")?.description == "2026-07-05T07:53:08.999Z")
        #expect(Instant(endOf: "2026-07-05T07:53:08.123Z")?.description == "2026-07-05T07:53:08.123Z")
    }
}
