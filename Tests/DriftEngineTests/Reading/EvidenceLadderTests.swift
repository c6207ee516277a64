import DriftCore
import DriftTesting
import Testing

@testable import DriftEngine

@Suite("Better evidence wins, and disagreement is named")
struct EvidenceLadderTests {
    private func logged(_ packages: [(String, String?)]) throws -> EnvironmentReading {
        var reading = EnvironmentReading()
        reading.packages = try packages.map { name, version in
            ResolvedPackage(
                release: Release(name: try #require(PackageName(name)), version: version),
                evidence: Evidence(kind: version == nil ? .none : .log, log: 0, line: 7)
            )
        }
        reading.gaps = [Gap(log: 0, line: 3, reason: .cached, command: "RUN pip install a")]
        return reading
    }

    private func merged(_ freeze: String, _ logged: [(String, String?)]) throws -> EnvironmentReading {
        FreezeReading(Array(freeze.utf8), file: "freeze.txt").merged(into: try self.logged(logged))
    }

    private func versions(_ reading: EnvironmentReading) -> [String] {
        reading.packages.map { "\($0.release.name)=\($0.release.version ?? "?") \($0.evidence.kind.rawValue)" }
    }

    @Test("an exact list replaces the log's packages and fills its gaps")
    func exact() throws {
        let reading = try merged("numpy==1.26.4\nhttpx==0.28.1\n", [("httpx", nil), ("numpy", "1.26.4"), ("pip", "26.0")])
        #expect(versions(reading) == ["httpx=0.28.1 freeze", "numpy=1.26.4 freeze", "pip=26.0 log"])
        #expect(reading.isComplete && reading.gaps.isEmpty && reading.diagnostics.isEmpty)
    }

    @Test("another version and a missing package are disagreements; the list counts")
    func disagreement() throws {
        let reading = try merged("numpy==1.26.4\n", [("numpy", "2.0.0"), ("rich", "14.0")])
        #expect(versions(reading) == ["numpy=1.26.4 freeze"])
        #expect(reading.diagnostics.map(\.code) == ["evidence.disagree", "evidence.disagree"])
        #expect(reading.diagnostics.first?.message == "numpy: freeze.txt says 1.26.4, the log says 2.0.0; the exact list counts")
    }

    @Test("a list with a line that is not exact adds, but proves nothing absent")
    func inexact() throws {
        let reading = try merged("numpy==1.26.4\nhttpx>=0.27\n", [("rich", "14.0")])
        #expect(versions(reading) == ["numpy=1.26.4 freeze", "rich=14.0 log"])
        #expect(!reading.isComplete && reading.gaps.count == 1)
    }
}
