import DriftCore
import Testing

@Suite("setuptools and wheel, which a freeze leaves out")
struct BuildToolDriftTests {
    private static func drift(_ original: String?, _ duplicate: String?, listed: [String] = []) -> Drift {
        func side(_ version: String?, _ package: String?) -> Snapshot {
            Snapshot.of("a==1", package ?? "b==1", python: "3.10").with {
                $0.reading.installers =
                    [Installer(name: "pip", version: "25.1")] + (version.map { [Installer(name: "setuptools", version: $0)] } ?? [])
            }
        }
        return Drift.between(original: side(original, nil), duplicate: side(duplicate, listed.first), requireComplete: false)
    }

    @Test("where both logs tell them, they are packages that drift")
    func differing() throws {
        let drift = Self.drift("65.5.1", "82.0.0")
        #expect(drift.verdict == .drift)
        let row = try #require(drift.packages.first)
        #expect(row.name.normalized == "setuptools" && row.change == .upgraded && row.isObserved)
        #expect(row.original?.release.version == "65.5.1" && row.duplicate?.release.version == "82.0.0")
        // Once, and not as an installer as well.
        #expect(drift.packages.count == 1 && drift.facts.isEmpty)
    }

    @Test(
        "the same one, and one that only one side tells, are no drift",
        arguments: [("82.0.0", "82.0.0"), ("82.0.0", nil), (nil, "82.0.0")] as [(String?, String?)]
    )
    func noDrift(original: String?, duplicate: String?) {
        let drift = Self.drift(original, duplicate)
        #expect(drift.verdict == .none)
        #expect(drift.packages.isEmpty)
    }

    @Test("a list of the one side and a log of the other are compared, and not taken for an addition")
    func listedOnOneSide() {
        let drift = Self.drift("65.5.1", nil, listed: ["setuptools==82.0.0"])
        #expect(drift.packages.map(\.name.normalized) == ["b", "setuptools"])
        #expect(drift.packages.last?.change == .upgraded)
    }

    @Test("a row that rests on what a log says of its installers says so")
    func evidence() throws {
        let table = try #require(Self.drift("65.5.1", "82.0.0").tables.last)
        #expect(table.rows.map(\.cells.last) == ["log, of the installers | log, of the installers"])
    }

    @Test(
        "a list of everything names what its image brought, of which no log tells: neither added nor removed",
        arguments: ["pip", "setuptools", "wheel"],
        [nil, "3.11", "3.9.2"]
    )
    func imagesOwn(name: String, python: String?) {
        let (list, log) = (Snapshot.of("a==1", "\(name)==1", python: "3.11", evidence: .freeze), Snapshot.of("a==1", python: python))
        #expect(Drift.between(original: list, duplicate: log, requireComplete: false).packages.isEmpty)
        #expect(Drift.between(original: log, duplicate: list, requireComplete: false).packages.isEmpty)
    }

    @Test("an image of Python 3.12 brings none of its own")
    func newerImage() {
        let (list, log) = (Snapshot.of("a==1", "setuptools==1", python: "3.12", evidence: .freeze), Snapshot.of("a==1", python: "3.12"))
        #expect(Drift.between(original: list, duplicate: log, requireComplete: false).packages.map(\.change) == [.removed])
    }
}
