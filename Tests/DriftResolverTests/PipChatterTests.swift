import Testing

@testable import DriftResolver

/// Texts as pip 23.2 and 26.3 print them with `-vv`.
@Suite("What pip tells of each index's page")
struct PipChatterTests {
    private static let own = "http://host/simple/six/"
    private static let absent = "  Could not fetch URL \(own): 404 Client Error: Not Found for url: \(own) - skipping\n"
    private static let file = "  Found link http://host/six-1.0-py3-none-any.whl (from \(own)), version: 1.0"
    private static let wheels = "  Skipping link: wrong project name (not six): file:///wheels/idna-3.6-py3-none-any.whl"

    private func trouble(_ chatter: String) -> String? { PipChatter(text: chatter).trouble(about: "six") }

    private static func page(_ address: String, _ lines: String...) -> String {
        (["  Getting page \(address)", "  Fetched page \(address) as text/html"] + lines).map { $0 + "\n" }.joined()
    }

    @Test(
        "an index whose page has no file of the package may be no index, whatever a directory of wheels holds of others",
        arguments: [
            ("  Skipping link: not a file: \(own)", true),
            (wheels, true),
            ("  Found link file:///wheels/six-1.0-py3-none-any.whl, version: 1.0", true),
            ("  Skipping link: unsupported archive format: .html: http://host/terms.html (from \(own))", true),
            ("  Skipping link: wrong project name (not six): http://host/idna-3.6-py3-none-any.whl (from \(own))", true),
            (
                "  Skipping link: none of the wheel's tags (cp36-cp36m-win32) are compatible: http://host/six-1.0-cp36-cp36m-win32.whl",
                false
            ),
            ("  Skipping link: unsupported archive format: .egg: http://host/six-1.0-py2.7.egg (from \(own))", false),
            (file, false),
        ]
    )
    func emptyPage(line: String, isTrouble: Bool) {
        #expect((trouble(Self.page(Self.own, line)) != nil) == isTrouble)
    }

    @Test("each index counts by itself: that another one has files, or says that it has none, does not speak for it")
    func severalIndexes() {
        let other = "http://other/simple/six/"
        for rest in [Self.absent, Self.page(Self.own, Self.file)] {
            #expect(trouble(rest + Self.page(other)) == "what \(other) answers for six names no file")
            #expect(trouble(Self.page(other) + rest) == "what \(other) answers for six names no file")
            #expect(trouble(rest + Self.page(other, Self.file) + Self.wheels) == nil)
            let broken = "Could not fetch URL \(other): 500 Server Error: Internal Server Error for url: \(other) - skipping"
            #expect(trouble(rest + broken) == broken)
            #expect(trouble(rest + "WARNING: Skipping page \(other) because the GET request got Content-Type: text/plain.") != nil)
        }
        #expect(trouble(Self.absent) == nil && trouble("") == nil)
    }

    @Test("a password in an index's address is not told")
    func password() {
        #expect(trouble(Self.page("http://me:sekrit@host/simple/six/"))?.contains("sekrit") == false)
    }

    @Test("a page that --find-links names has wheels of others")
    func findLinks() {
        let page = "https://download.pytorch.org/whl/torch_stable.html"
        let other = "  Skipping link: wrong project name (not six): https://host/torch-2.0-cp39-cp39-linux_x86_64.whl (from \(page))"
        #expect(trouble(Self.absent + Self.page(page, other)) == nil)
        #expect(trouble(Self.absent + Self.page(page)) != nil)
    }

    @Test("PyTorch's index says 403 of what it does not have; another that does lets nobody in")
    func forbidden() {
        func refused(_ host: String) -> String {
            "Could not fetch URL https://\(host)/six/: 403 Client Error: Forbidden for url - skipping"
        }
        #expect(trouble(refused("download.pytorch.org/whl/cpu")) == nil)
        #expect(trouble(refused("index.example/simple")) != nil)
    }
}
