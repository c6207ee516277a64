import DriftCore
import Testing

@testable import DriftLogs

/// Which environment a step worked in, and which of them is the app's.
@Suite struct EnvironmentTests {
    @Test("a step that lost its header took from the environment that held what it took away")
    func headless() {
        let build = SampleBuild(
            SampleBuild.pip("uv", "uv-0.9.30"),
            "RUN uv add six==1.15.0 idna\nCreating virtual environment at: .venv\nInstalled 2 packages in 1ms\n + idna==3.4\n + six==1.15.0\nDONE 1.0s"
        ).text.replacing("--> Pushing image", with: "Uninstalled 1 package in 1ms\n - idna==3.4\nDONE 0.2s\n\n--> Pushing image")
        let reading = EnvironmentReading.of(build)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(!reading.isComplete)
    }

    @Test(
        "an environment that is made anew is empty",
        arguments: ["rm -rf /opt/venv && python -m venv /opt/venv", "python -m venv --clear /opt/venv"]
    )
    func madeAnew(_ command: String) {
        let first = SampleBuild.pip("attrs", "attrs-22.1.0").replacing(
            "pip install",
            with: "python -m venv /opt/venv && /opt/venv/bin/pip install"
        )
        let second = SampleBuild.pip("click", "click-8.1.7").replacing("pip install", with: "/opt/venv/bin/pip install")
        #expect(EnvironmentReading.of(SampleBuild(first, "RUN \(command)\nDONE 3.0s", second).text).versions == ["click": "8.1.7"])
    }

    @Test("a plain pip beside a copied environment may have meant either: not complete")
    func besideCopied() {
        let build = SampleBuild(
            "WORKDIR /build\nDONE 0.0s",
            SampleBuild.pip("click", "click-8.1.7").replacing("pip install", with: "python -m venv /opt/venv && /opt/venv/bin/pip install"),
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=compile /opt/venv /opt/venv\nDONE 0.1s",
            SampleBuild.pip("--no-deps six", "six-1.16.0")
        )
        let reading = EnvironmentReading.of(build.text)
        #expect(reading.versions["click"] == "8.1.7")
        #expect(!reading.isComplete)
    }

    @Test("more copies of environments than any image has are not taken, and that is said")
    func copiesOfEverything() {
        let first = SampleBuild.pip("click", "click-8.1.7").replacing(
            "pip install",
            with: "python -m venv /opt/venv && /opt/venv/bin/pip install"
        )
        var build = SampleBuild(first)
        build.steps += (0..<40).map { "COPY --from=builder / /copy\($0)\nDONE 0.1s" }
        let reading = EnvironmentReading.of(build.text)
        #expect(!reading.isComplete)
        #expect(reading.gaps.contains { $0.reason == .unreadable && $0.command.contains("/copy39") })
    }

    @Test("poetry run pip works in poetry's environment")
    func poetryRun() {
        let poetry =
            "RUN poetry install\nCreating virtualenv app-py3.11 in /root/.cache/pypoetry/virtualenvs\nPackage operations: 1 install, 0 updates, 0 removals\n\n  - Installing click (8.1.0)\nDONE 1.0s"
        let run = SampleBuild.pip("six", "six-1.15.0").replacing("pip install", with: "poetry run pip install")
        #expect(EnvironmentReading.of(SampleBuild(poetry, run).text).versions == ["click": "8.1.0", "six": "1.15.0"])
    }

    @Test("a version whose last character a wrap may have cut off is not known")
    func wrapped() {
        let step = SampleBuild.pip("urllib3", "urllib3-1.26.20").replacing("urllib3-1.26.20", with: "urllib3-1.26.2\n0")
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["urllib3": "?"])
        #expect(!reading.isComplete)
    }

    @Test("a freeze settles what was quiet before it, not behind it")
    func freeze() {
        let quiet = "RUN pip install -q flask && pip freeze\nclick==8.1.7\nFlask==3.0.0\nDONE 1.0s"
        let settled = EnvironmentReading.of(SampleBuild(quiet).text)
        #expect(settled.versions == ["click": "8.1.7", "flask": "3.0.0"])
        #expect(settled.isComplete)
        let later = EnvironmentReading.of(SampleBuild(quiet, "RUN pip install -q -U click\nDONE 1.0s").text)
        #expect(!later.isComplete)
    }

    @Test("a freeze without a package that was seen installed has lost a line")
    func lostLine() {
        let freeze = "RUN pip freeze\nclick==8.1.7\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("flask", "click-8.1.7", "flask-3.0.0"), freeze).text)
        #expect(reading.versions == ["click": "8.1.7"])
        #expect(!reading.isComplete)
    }

    @Test("a quiet pip in a start leaves its last words")
    func quietStart() {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0")).text
        let words = "WARNING: Running pip as the 'root' user can result in broken permissions"
        let start = "===== Application Startup at 2026-06-19 09:20:00 =====\n\n"
        #expect(!EnvironmentReading.of(build, start + words + "\n").isComplete)
        let seen = "Collecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\n"
        #expect(EnvironmentReading.of(build, start + seen + words + "\n").isComplete)
    }

    @Test("an app's chatter is no installer's")
    func chatter() {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0")).text
        let start =
            "===== Application Startup at 2026-06-19 09:20:00 =====\n\nCollecting usage statistics. To deactivate, set x to False.\n+ numpy==1.0\n - torch==2.0\n"
        let reading = EnvironmentReading.of(build, start)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
    }
}
