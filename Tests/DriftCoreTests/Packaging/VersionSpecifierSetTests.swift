import DriftCore
import Testing

@Suite("VersionSpecifierSet: which versions it takes")
struct VersionSpecifierSetTests {
    struct Case: Sendable {
        var specifiers: String
        var taken: [String]
        var refused: [String]
    }

    /// Pre-releases allowed.
    static let cases = [
        Case(specifiers: "==1.0", taken: ["1", "1.0.0", "1.0+local", "1.0+1"], refused: ["1.0.post1", "1.0rc1", "1.0.1", "1!1.0"]),
        Case(specifiers: "==1.0+abc", taken: ["1.0+abc", "1.0+ABC"], refused: ["1.0", "1.0+abc.1", "1.0+ab"]),
        Case(specifiers: "!=1.0", taken: ["1.0.post1", "1.0rc1", "1.1"], refused: ["1.0", "1.0+local"]),
        Case(specifiers: "!=1.0+abc", taken: ["1.0", "1.0+x"], refused: ["1.0+abc"]),
        Case(
            specifiers: "==1.1.*",
            taken: ["1.1", "1.1.dev0", "1.1a1", "1.1.9", "1.1.post2", "1.1+x"],
            refused: ["1.10", "1.2.dev0", "1", "1!1.1"]
        ),
        Case(specifiers: "!=1.1.*", taken: ["1.10", "1.0", "1!1.1"], refused: ["1.1rc1", "1.1.2"]),
        Case(specifiers: "==1.0.*", taken: ["1", "1.dev1", "1.0.3"], refused: ["1.1", "2"]),
        Case(
            specifiers: "~=2.2",
            taken: ["2.2", "2.3", "2.2.post1", "2.99", "2.3rc1"],
            refused: ["2.2rc1", "3.0", "3.0.dev0", "2.1", "1!2.2"]
        ),
        Case(specifiers: "~=1.4.5a4", taken: ["1.4.5a4", "1.4.5", "1.4.9"], refused: ["1.4.5a3", "1.5", "1.4.4"]),
        Case(specifiers: "~=2.2.post3", taken: ["2.2.post3", "2.3", "2.2.post4"], refused: ["2.2", "2.2.post2", "3"]),
        Case(specifiers: "<=1.0", taken: ["1.0", "1.0+local", "1.0rc1", "0.9"], refused: ["1.0.post1", "1.0.1"]),
        Case(specifiers: ">=1.0", taken: ["1.0", "1.0+local", "1.0.post1", "2.0a1"], refused: ["1.0rc1", "1.0.dev1"]),
        Case(specifiers: "<1.0", taken: ["0.9", "0.9.post9", "0.9rc1"], refused: ["1.0", "1.0.dev0", "1.0a1", "1.0rc1.post1"]),
        Case(specifiers: "<1.0rc1", taken: ["1.0a1", "1.0.dev1", "1.0rc1.dev1"], refused: ["1.0rc1", "1.0"]),
        Case(specifiers: "<1.0.post2", taken: ["1.0.post1", "1.0", "1.0rc1"], refused: ["1.0.post2", "1.0.post2.dev1"]),
        Case(specifiers: ">1.0", taken: ["1.0.1", "1.1.dev1", "2"], refused: ["1.0", "1.0+local", "1.0.post1", "1.0.post1+x"]),
        Case(specifiers: ">1.0.post1", taken: ["1.0.post2", "1.0.post2.dev0", "1.0.1"], refused: ["1.0.post1", "1.0.post1+x", "1.0"]),
        Case(specifiers: ">1.0a1", taken: ["1.0a2", "1.0", "1.0b1", "1.0.post1"], refused: ["1.0a1", "1.0a1.post1", "1.0a1+x"]),
        Case(specifiers: ">1.0.dev1", taken: ["1.0.dev2", "1.0a1", "1.0"], refused: ["1.0.dev1", "1.0.dev1+x"]),
        Case(specifiers: "===1.0", taken: ["1.0"], refused: ["1", "1.0.0", "1.0+x"]),
        Case(specifiers: "===1.0RC1", taken: ["1.0rc1"], refused: ["1.0"]),
        Case(specifiers: ">=1.0,!=1.3,<2", taken: ["1.0", "1.2", "1.3.post1"], refused: ["0.9", "1.3", "2.0", "2.0rc1"]),
        Case(specifiers: ">=2,<1", taken: [], refused: ["0", "1", "1.5", "2", "3"]),
        Case(specifiers: "", taken: ["0", "1.0a1", "1.0+x", "9!9"], refused: []),
        Case(
            specifiers: ">=18446744073709551616",
            taken: ["18446744073709551616", "18446744073709551617"],
            refused: ["18446744073709551615"]
        ),
    ]

    @Test("PEP 440's rules hold", arguments: cases)
    func contains(example: Case) throws {
        let specifiers = try #require(VersionSpecifierSet(example.specifiers))
        for text in example.taken {
            #expect(specifiers.contains(try #require(Version(text)), allowingPrereleases: true), "\(text)")
        }
        for text in example.refused {
            #expect(!specifiers.contains(try #require(Version(text)), allowingPrereleases: true), "\(text)")
        }
    }

    @Test(
        "Unless allowed, a pre-release is taken only where a clause names one",
        arguments: [
            (">=1.0", "2.0rc1", false), (">=1.0rc1", "2.0rc1", true), ("==2.0rc1", "2.0rc1", true), ("!=1.0rc1", "2.0rc1", false),
            ("==2.*", "2.0rc1", false), ("", "2.0.dev1", false), (">=1.0,<2.0.dev5", "1.5a1", true), ("===2.0rc1", "2.0rc1", true),
            (">=1", "2", true),
        ]
    )
    func prereleases(specifiers: String, version: String, isTaken: Bool) throws {
        let set = try #require(VersionSpecifierSet(specifiers))
        #expect(set.contains(try #require(Version(version)), allowingPrereleases: false) == isTaken)
    }

    @Test(
        "What is no clause is refused",
        arguments: [
            "1.0", "=1.0", "=>1.0", "> =1", "==", ">=", "~=1", "~=1.0+x", ">=1.0+x", "<1.*", "~=1.0.*", ">=1.*", "==1.0rc1.*", "==1.0+x.*",
            "==1.*.1",
            "==*", "==1.0 1.1", ">=1.0;", ">=1.0)", "lolwat", ">=1.0,lolwat", "==2004d", ">=1.0 <2",
        ]
    )
    func refusal(text: String) {
        #expect(VersionSpecifierSet(text) == nil)
    }

    @Test(
        "The description is sorted, without white space, each clause once",
        arguments: [
            (" >= 1.0 , <2,!=1.3 ", "!=1.3,<2,>=1.0"), ("==1.0,==1.0.0", "==1.0"), (">=1.0RC1", ">=1.0RC1"), (",,", ""),
            ("=== 2004d", "===2004d"),
        ]
    )
    func description(text: String, expected: String) throws {
        #expect(try #require(VersionSpecifierSet(text)).description == expected)
    }

    @Test("Clauses are equal that mean the same version")
    func equality() {
        #expect(VersionSpecifierSet("==1.0") == VersionSpecifierSet("==1.0.0"))
        #expect(VersionSpecifierSet("==1.0").hashValue == VersionSpecifierSet("==1.0.0").hashValue)
        #expect(VersionSpecifierSet("~=1.0") != VersionSpecifierSet("~=1.0.0"))
        #expect(VersionSpecifierSet("<2,>=1") == VersionSpecifierSet(">=1,<2"))
    }

    @Test("A legacy version satisfies only its own text")
    func legacy() throws {
        let version = PackageVersion("2004d")
        #expect(try #require(VersionSpecifierSet("===2004D")).contains(version, allowingPrereleases: true))
        #expect(try !#require(VersionSpecifierSet(">=1")).contains(version, allowingPrereleases: true))
        #expect(VersionSpecifierSet().contains(version, allowingPrereleases: false))
    }

    @Test(
        "Only a lone == or === names an exact version",
        arguments: [("==1.0", "1.0"), ("===2004d", "2004d"), ("==1.*", nil), (">=1.0", nil), ("==1.0,<2", nil), ("", nil), ("===", nil)]
            as [(String, String?)]
    )
    func exactVersion(text: String, expected: String?) throws {
        #expect(try #require(VersionSpecifierSet(text)).exactVersion == expected)
    }
}
