import DriftCore
import Testing

@testable import DriftLogs

/// Several environments, any of which may be the one that the app runs in.
@Suite struct RivalEnvironmentTests {
    private static let root = "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour"
    private static let made = "RUN python -m venv /opt/venv\nDONE 3.0s"

    private func pip(_ program: String, _ item: String) -> String {
        let name = item[..<(item.lastIndex(of: "-") ?? item.endIndex)]
        return
            "RUN \(program) install \(name)\nCollecting \(name)\nInstalling collected packages: \(name)\nSuccessfully installed \(item)\nDONE 2.0s"
    }

    @Test("of two environments of a size known is what both hold")
    func shared() {
        let steps = ["a", "b"].flatMap { ["RUN python -m venv /venvs/\($0)\nDONE 3.0s", pip("/venvs/\($0)/bin/pip", "six-1.16.0")] }
        var build = SampleBuild()
        build.steps = steps + [pip("/venvs/a/bin/pip", "idna-3.4"), pip("/venvs/b/bin/pip", "idna-3.6")]
        let reading = EnvironmentReading.of(build.text)
        #expect(reading.versions == ["six": "1.16.0", "idna": "?"])
        #expect(!reading.isComplete)
    }

    @Test("where the last word went to the interpreter, either may be the app's")
    func past() {
        let plain = pip("pip", "click-8.1.7").replacing("DONE", with: Self.root + "\nDONE")
        let own = pip("/opt/venv/bin/pip", "six-1.16.0")
        #expect(EnvironmentReading.of(SampleBuild(Self.made, own, plain).text).gapReasons == [.stages])
        #expect(EnvironmentReading.of(SampleBuild(Self.made, plain, own).text).isComplete)
    }

    @Test("an environment that got a newer pip and nothing else is where a plain pip works")
    func newerPip() {
        let newer = pip("/opt/venv/bin/pip", "pip-26.3").replacing("install pip", with: "install -U pip")
        let reading = EnvironmentReading.of(SampleBuild(Self.made, newer, pip("pip", "six-1.16.0")).text)
        #expect(reading.versions["six"] == "1.16.0")
        #expect(reading.isComplete)
        // What a quiet command put there is not all that there is.
        let quiet = "RUN /opt/venv/bin/pip install -q -r more.txt\nDONE 3.0s"
        #expect(!EnvironmentReading.of(SampleBuild(Self.made, newer, quiet, pip("pip", "six-1.16.0")).text).isComplete)
    }

    @Test("… and known is what both hold")
    func sharedWithSystem() {
        let plain = pip("pip", "six-1.16.0").replacing("DONE", with: Self.root + "\nDONE")
        let reading = EnvironmentReading.of(SampleBuild(Self.made, pip("/opt/venv/bin/pip", "six-1.15.0"), plain).text)
        #expect(reading.versions == ["six": "?"])
        #expect(!reading.isComplete)
    }

    @Test("an environment by any name is the app's as well as the interpreter's place, if that does not hold more")
    func unnamed() {
        let made =
            "RUN python -m venv --without-pip /v && pip --python /v/bin/python install click\nSuccessfully installed click-8.1.7\nDONE 3.0s"
        #expect(!EnvironmentReading.of(SampleBuild(pip("pip", "six-1.16.0"), made).text).isComplete)
        // A plain pip that worked in the interpreter's place since tells where the app's is.
        let plain = pip("pip", "six-1.16.0").replacing("DONE", with: Self.root + "\nDONE")
        let reading = EnvironmentReading.of(SampleBuild(made, plain).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("what was there before an environment was made that may be the app's")
    func before() {
        let warned = pip("pip", "virtualenv-20.24.0").replacing("DONE", with: Self.root + "\nDONE")
        let reading = EnvironmentReading.of(SampleBuild(warned, Self.made, pip("pip", "six-1.16.0")).text)
        #expect(reading.versions == ["virtualenv": "?", "six": "1.16.0"])
        #expect(!reading.isComplete)
    }
}
