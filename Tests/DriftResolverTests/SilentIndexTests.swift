import Testing

@testable import DriftResolver

@Suite("An index that takes calls and says nothing")
struct SilentIndexTests {
    private static func line(_ left: Int, _ limit: String = "15.0", path: String = "/simple/six/") -> String {
        "WARNING: Retrying (Retry(total=\(left), connect=None, read=None, redirect=None, status=None)) after connection broken by "
            + "'ReadTimeoutError(\"HTTPSConnectionPool(host='index.example', port=443): Read timed out. (read timeout=\(limit))\")': \(path)"
    }

    private static let connect =
        "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by "
        + "'ConnectTimeoutError(<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to index.example timed out. "
        + "(connect timeout=15)')': /simple/six/"

    private func said(_ lines: [String]) -> [String?] {
        var index = SilentIndex()
        return lines.map { index.take($0) }
    }

    @Test("is given up after a minute, or where pip has one more try; by name")
    func givenUp() {
        let late = "index.example:443 did not answer in 60 seconds (/simple/six/)"
        #expect(said((1...4).reversed().map { Self.line($0) }) == [nil, nil, nil, late])
        #expect(said([Self.line(1), Self.line(0)]) == [nil, "index.example:443 did not answer in 30 seconds (/simple/six/)"])
        #expect(said([Self.line(4, "180")]) == ["index.example:443 did not answer in 180 seconds (/simple/six/)"])
        #expect(said([Self.connect]) == ["index.example did not answer in 15 seconds (/simple/six/)"])
    }

    @Test("is not one that answers in the end, or that breaks off at once")
    func patience() {
        let pages = (1...20).map { Self.line(4, path: "/simple/p\($0)/") }
        #expect(said(pages).allSatisfy { $0 == nil })
        let refused = Self.line(0).replacing("Read timed out. (read timeout=15.0)", with: "Connection refused")
        #expect(said([refused, "Collecting six", "", "timeout=99"]).allSatisfy { $0 == nil })
    }
}
