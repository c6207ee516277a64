import DriftCore
import Foundation
import Testing

@Suite("Policy")
struct PolicyTests {
    @Test("every row is dated and says where it is from")
    func rows() {
        let policy = Policy.current
        let dates = policy.owned.map(\.date) + policy.packageLimits.map(\.date) + policy.pythonLimits.map(\.date)
        #expect(dates.count == 7)
        #expect(dates.allSatisfy { $0.wholeMatch(of: /20\d\d-\d\d-\d\d/) != nil && $0 <= policy.date })
        #expect(
            (policy.owned.map(\.source) + policy.packageLimits.map(\.source) + policy.pythonLimits.map(\.source)).allSatisfy { !$0.isEmpty }
        )
        #expect(policy.owned.allSatisfy { $0.sdkVersions.isEmpty || VersionSpecifierSet($0.sdkVersions) != nil })
        #expect(policy.packageLimits.flatMap(\.versions).allSatisfy { Version($0) != nil })
    }

    @Test("a file may take its place: another date's rows decide")
    func override() throws {
        let json = """
            {"schema": "driftd.policy/1", "date": "2027-01-01", "owned": [], "pythonLimits": [], "packageLimits": [
              {"hardwarePrefix": "tpu-", "package": "jax", "versions": ["0.5.0"], "family": ["jaxlib"], "date": "2027-01-01", "source": "a test"}]}
            """
        let policy = try JSONDecoder().decode(Policy.self, from: Data(json.utf8))
        let plan = Planner.plan(
            original: RestoreSide(.of("jax==0.4.0", "jaxlib==0.4.0", "spaces==0.47.0")),
            duplicate: RestoreSide(Snapshot.of().with { $0.hardware = "tpu-v9" }),
            choices: RestoreChoices(policy: policy)
        )
        #expect(plan.decisions.map(\.reason) == [.outsidePolicy, .outsidePolicy, .drifted])
        #expect(plan.policyDate == "2027-01-01")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Policy.self, from: Data(json.replacing("policy/1", with: "policy/2").utf8))
        }
    }

    @Test("the file that comes with driftd can be read, and makes sense")
    func current() {
        #expect(Policy.current.fault == nil)
        #expect(Policy.current.owned.count == 5)
    }

    @Test(
        "what makes no sense is named with its place",
        arguments: [
            ("2026-11-22\",", "yesterday\",", "date: `yesterday` is no date"), (">=4", "four", "owned[1].sdkVersions: `four`"),
            ("\"sdk_version\"", "\"title\"", "owned[0].restoredBy: `title`"),
            ("\"zero-\"", "\"\"", "packageLimits[0].hardwarePrefix is empty"),
            ("\"2.8.0\"", "\"new\"", "packageLimits[0].versions: `new`"),
            ("2026-07-05", "2027-07-05", "owned[0].date: 2027-07-05 is later"),
            ("\"Space build logs\"", "\"\"", "owned[4].source is empty"),
        ]
    )
    func faults(from: String, to: String, fault: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let text = String(decoding: try encoder.encode(Policy.current), as: UTF8.self)
        let broken = text.replacing(from, with: to)
        #expect(broken != text)
        let policy = try JSONDecoder().decode(Policy.self, from: Data(broken.utf8))
        #expect(policy.fault?.hasPrefix(fault) == true, "\(policy.fault ?? "none")")
    }

    @Test("it survives its own JSON")
    func roundTrip() throws {
        #expect(try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(Policy.current)) == Policy.current)
    }
}
