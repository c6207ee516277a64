import DriftCore
import Testing

@testable import DriftLogs

@Suite("What pip lists is what is named")
struct FreezeRulesTests {
    static let table = "Package Version\n------- -------\npip     24.0\nsix     1.16.0\nDONE 0.5s"

    @Test("pip lists nothing that the standard library has", arguments: ["argparse", "wsgiref", "python"])
    func standardLibrary(name: String) {
        let step = SampleBuild.pip("\(name) six", "\(name)-1.4.0", "six-1.16.0")
        let installed = EnvironmentReading.of(SampleBuild(step).text)
        #expect(installed.isComplete && installed.versions == ["six": "1.16.0"])
        let listed = EnvironmentReading.of(SampleBuild(step, "RUN pip list\n" + Self.table).text)
        #expect(listed.isComplete && listed.versions == ["six": "1.16.0"])
        let quiet = EnvironmentReading.of(SampleBuild("RUN pip install -q \(name) six && pip list\n" + Self.table).text)
        #expect(quiet.isComplete && quiet.versions == ["six": "1.16.0"])
    }
}
