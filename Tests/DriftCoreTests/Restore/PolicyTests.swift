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
            original: .of("jax==0.4.0", "jaxlib==0.4.0", "spaces==0.47.0"),
            duplicate: Snapshot.of().with { $0.hardware = "tpu-v9" },
            duplicateFiles: [:],
            duplicateFrontMatter: [:],
            policy: policy
        )
        #expect(plan.decisions.map(\.reason) == [.outsidePolicy, .outsidePolicy, .drifted])
        #expect(plan.policyDate == "2027-01-01")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Policy.self, from: Data(json.replacing("policy/1", with: "policy/2").utf8))
        }
    }

    @Test("it survives its own JSON")
    func roundTrip() throws {
        #expect(try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(Policy.current)) == Policy.current)
    }
}
