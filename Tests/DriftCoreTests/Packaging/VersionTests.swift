import DriftCore
import DriftTesting
import Testing

@Suite("Version: PEP 440")
struct VersionTests {
    /// Every one less than the next.
    static let ascending = [
        "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456",
        "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456",
        "1.0.15", "1.1.dev1", "99999999999999999999999", "100000000000000000000000", "1!0.1.dev1", "1!1.0", "18446744073709551616!0",
    ]

    struct Spelling: Sendable {
        var text: String
        var canonical: String

        init(_ text: String, _ canonical: String) {
            self.text = text
            self.canonical = canonical
        }
    }

    static let spellings = [
        Spelling("1.0dev", "1.0.dev0"), Spelling("1.0.dev", "1.0.dev0"), Spelling("1.0-dev1", "1.0.dev1"), Spelling("1.0DEV1", "1.0.dev1"),
        Spelling("1.0a", "1.0a0"), Spelling("1.0.a.1", "1.0a1"), Spelling("1.0-Alpha_1", "1.0a1"), Spelling("1.0beta2", "1.0b2"),
        Spelling("1.0c1", "1.0rc1"), Spelling("1.0.pre1", "1.0rc1"), Spelling("1.0-preview-3", "1.0rc3"), Spelling("1.0RC01", "1.0rc1"),
        Spelling("1.0post", "1.0.post0"), Spelling("1.0-r4", "1.0.post4"), Spelling("1.0.rev5", "1.0.post5"),
        Spelling("1.0-7", "1.0.post7"),
        Spelling("1.0+UBUNTU-1_a", "1.0+ubuntu.1.a"), Spelling("1.0+001", "1.0+1"), Spelling("v1.0", "1.0"), Spelling("  1.0\n", "1.0"),
        Spelling("1.0a-1", "1.0a1"), Spelling("1.0a--1", "1.0a0.post1"), Spelling("1.0rc.dev", "1.0rc0.dev0"), Spelling("007", "7"),
        Spelling("0!1", "1"), Spelling("01!1", "1!1"), Spelling("1.0a1.post2.dev3+x", "1.0a1.post2.dev3+x"),
        Spelling("0000000000000000000000018446744073709551617", "18446744073709551617"), Spelling("2.0.0", "2.0.0"),
    ]

    static let invalid = [
        "", " ", "v", "french toast", "1.0+a+", "1.0++", "1.0+_foobar", "1.0+foo&asd", "1.0+1+1", "1..0", ".1", "1.", "1.0-", "1.0+", "1!",
        "!1", "1!!1", "1.0a1a2", "1.0.post1.post2", "1.0dev1a1", "1.0x", "1.0 .dev1", "2004d", "1.0-beta-final", "1,0", "１.0", "1.0+ä",
        "-1", "+1", "1.*",
    ]

    @Test("The order of PEP 440 holds between every pair")
    func order() throws {
        let versions = try Self.ascending.map { try #require(Version($0)) }
        for (i, a) in versions.enumerated() {
            for (j, b) in versions.enumerated() {
                #expect((a < b) == (i < j), "\(a) < \(b)")
                #expect((a == b) == (i == j), "\(a) == \(b)")
            }
        }
    }

    @Test("Every spelling has its canonical form", arguments: spellings)
    func canonicalForm(spelling: Spelling) throws {
        let version = try #require(Version(spelling.text))
        #expect(version.description == spelling.canonical)
        #expect(Version(spelling.canonical) == version)
    }

    @Test("What is no version is refused", arguments: invalid)
    func refusal(text: String) {
        #expect(Version(text) == nil)
    }

    @Test(
        "Zeros at the release's end do not count",
        arguments: [("1", "1.0.0"), ("1.0rc1", "1.0.0c1"), ("0", "0.0"), ("1!1+a", "1!1.0+A")]
    )
    func trailingZeros(a: String, b: String) throws {
        let (a, b) = (try #require(Version(a)), try #require(Version(b)))
        #expect(a == b)
        #expect(a.hashValue == b.hashValue)
        #expect(!(a < b) && !(b < a))
    }

    @Test("Numbers of any length neither trap nor lose their order")
    func longNumbers() throws {
        let nines = String(repeating: "9", count: 100_000)
        let (a, b) = (try #require(Version("1.\(nines)")), try #require(Version("1.1\(nines)")))
        #expect(a < b)
        #expect(a.description == "1.\(nines)")
        #expect(Version("\(nines)!1a\(nines).post\(nines).dev\(nines)+\(nines)") != nil)
    }

    @Test("The order is total and transitive, and equal versions hash alike", arguments: [1, 2] as [UInt64])
    func laws(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        let versions = try (0..<120).map { _ in try #require(Version(random.chance(70) ? random.nearVersion() : random.version())) }
        for a in versions {
            for b in versions {
                #expect([a < b, a == b, b < a].count { $0 } == 1, "\(a) \(b)")
                if a == b { #expect(a.hashValue == b.hashValue, "\(a) \(b)") }
            }
        }
        let sorted = versions.sorted()
        for (index, a) in sorted.enumerated() {
            for b in sorted[index...] { #expect(a <= b, "\(a) \(b)") }
        }
    }

    @Test("A legacy version is equal to its own text and comparable to nothing")
    func legacy() {
        #expect(PackageVersion("2004d") == PackageVersion("2004d"))
        #expect(PackageVersion("2004d").compared(to: PackageVersion("2004d")) == .equal)
        #expect(PackageVersion("2004d").compared(to: PackageVersion("2004D")) == nil)
        #expect(PackageVersion("2004d").compared(to: PackageVersion("1.0")) == nil)
        #expect(PackageVersion("1.0").compared(to: PackageVersion("1.0.post1")) == .less)
        #expect(PackageVersion("1.0") == PackageVersion("1.0.0"))
    }

    @Test(
        "A version that may stand in a file is one word of harmless characters",
        arguments: [
            ("1.0", true), ("2004d", true), ("1.0-beta-final", true), ("v1.0+cu118", true), ("1!2", true), ("", false), (" 1.0", false),
            ("1.0\n--index-url=x", false), ("1.0;x", false), ("1.0 ; x", false), ("-1", false), ("1.0\u{0}", false), ("é", false),
            (String(repeating: "x", count: 129), false), (String(repeating: "1", count: 500), true),
        ]
    )
    func validity(text: String, isValid: Bool) {
        #expect(PackageVersion.isValid(text) == isValid)
    }
}
