import DriftCore
import Testing

@testable import DriftLogs

/// What the command itself tells of a run whose words are out of sight.
@Suite struct HiddenRunTests {
    private func versions(_ steps: String...) -> [String: String] { SampleBuild.versionsBehindGaps(steps) }

    @Test(
        "an exact version that a quiet run was asked for is there if the step succeeded",
        arguments: [
            ("pip install -q six==1.15.0", "1.15.0"), ("pip install 'six[x]===1.15.0' > /dev/null", "1.15.0"),
            ("uv pip install --system -q six==1.15.0", "1.15.0"), ("pip install -q six==1.*", "?"), ("pip install -q 'six>=1.15.0'", "?"),
            ("pip install -q six==1.15.0 || true", "?"), ("bash -c 'pip install -q six==1.15.0' || true", "?"),
            ("bash -ec 'pip install -q six==1.15.0'", "1.15.0"), ("(pip install -q six==1.15.0)", "1.15.0"),
            ("if true; then pip install -q six==1.15.0; fi", "-"), ("set -ex; pip install -q six==1.15.0; echo done", "1.15.0"),
            ("pip install -q six==1.15.0; echo done", "?"),
            ("pip install six==1.15.0 | grep -v x", "?"), ("pip install -q six==${VERSION}", "?"),
            // It may be 1.15.0+cu118.
            ("pip install -q --extra-index-url https://download.pytorch.org/whl/cu118 six==1.15.0", "?"),
            ("pip install -q -f https://example.org/links.html six==1.15.0", "?"),
            ("pip config set global.index-url https://example.org/simple && pip install -q six==1.15.0", "?"),
            ("pip install -q six==1.15.0 && pip uninstall -q -y six", "-"), ("pip install -q six==1.15.0 && pip install -q -U six", "?"),
            ("pip install -q six==1.15.0 && pip install -q -r more.txt", "?"),
        ]
    )
    func pinned(command: String, version: String) {
        #expect(versions(SampleBuild.bringsTools, "RUN \(command)\nDONE 3.0s")["six", default: "-"] == version)
    }

    @Test("a quiet run of a step whose header is gone may have replaced anything") func headless() {
        let spoke = "WARNING: Running pip as the 'root' user can result in broken permissions\nDONE 3.0s"
        let step = "RUN pip install -q -U six\n" + spoke
        let text = SampleBuild(SampleBuild.pip("six", "six-1.15.0"), step, SampleBuild.pip("idna", "idna-3.4")).text
        #expect(EnvironmentReading.of(text).versions == ["six": "?", "idna": "3.4"])
        #expect(EnvironmentReading.of(text.replacing("--> RUN pip install -q -U six\n", with: "")).versions == ["six": "?", "idna": "3.4"])
    }

    @Test("uv lists the seeds of an environment without counting them") func seeds() {
        let made = "Creating virtual environment with seed packages at: .venv\n + packaging==26.4\n + pip==26.3"
        let venv = "RUN uv venv --seed\n\(made)\nDONE 0.4s"
        let install = "RUN uv pip install six\nInstalled 1 package in 2ms\n + six==1.17.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, "WORKDIR /app\nDONE 0.0s", venv, install).text)
        #expect(reading.isComplete && reading.versions["packaging"] == "26.4" && reading.versions["six"] == "1.17.0")
        for (wheel, isWhole) in [("0.45.1", true), ("0.48.0", false)] {
            let lost = venv.replacing(" + packaging==26.4\n", with: "").replacing("\nDONE", with: "\n + wheel==\(wheel)\nDONE")
            let log = SampleBuild(SampleBuild.bringsTools, "WORKDIR /app\nDONE 0.0s", lost, install).text
            #expect(EnvironmentReading.of(log).isComplete == isWhole)
        }
    }

    @Test("setup.py names what it puts in place") func setupScript() {
        let lines = "Adding my-space 0.1.0 to easy-install.pth file\nInstalled /app\nSearching for six==1.15.0\nBest match: six 1.15.0"
        let step = "RUN python setup.py develop\nrunning develop\n\(lines)\nAdding six 1.15.0 to easy-install.pth file\nDONE 2.0s"
        #expect(versions(step) == ["my-space": "0.1.0", "six": "1.15.0"])
        // pip itself tells what became of it.
        let pip = "RUN pip install -v -e .\nObtaining file:///app\n    Adding my-space 0.1.0 to easy-install.pth file\nDONE 2.0s"
        #expect(versions(pip).isEmpty)
    }

    @Test("pipenv names the Python of the environment that it makes") func pipenvPython() {
        let made = "Using /usr/bin/python3 (3.12.2) to create virtualenv...\nVirtualenv location: /app/.venv\nDONE 9.0s"
        let log = SampleBuild(SampleBuild.pip("pipenv", "pipenv-2024.4.1"), "WORKDIR /app\nDONE 0.0s", "RUN pipenv sync\n\(made)").text
        #expect(EnvironmentReading.of(log).python == "3.12.2")
        let headless = EnvironmentReading.of(log.replacing("--> RUN pipenv sync\n", with: ""))
        #expect(headless.python == "3.12.2" && !headless.isComplete && headless.packages.isEmpty)
    }

    @Test("apt's Python need not be the image's, where the log's head is gone") func missingHead() {
        let apt = "RUN apt-get install -y python3-dev\nSetting up python3 (3.11.2-1+b1) ...\nDONE 9.0s"
        let whole = SampleBuild(apt, SampleBuild.pip("six", "six-1.17.0"), images: ["docker.io/library/debian:12"]).text
        #expect(EnvironmentReading.of(whole).python == "3.11")
        let tail = whole.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("Setting") }
        #expect(EnvironmentReading.of(tail.joined(separator: "\n")).python == nil)
    }

    @Test("what a later run says counts") func later() {
        let upgrade = "Collecting six\nInstalling collected packages: six\nSuccessfully installed six-1.17.0\nDONE 5.0s"
        #expect(versions("RUN pip install -q six==1.15.0 && pip install -U six\n" + upgrade) == ["six": "1.17.0"])
        #expect(versions("RUN pip install six && pip install -q six==1.15.0\n" + upgrade) == ["six": "1.15.0"])
        #expect(versions("RUN pip install -q six==1.15.0\nDONE 3.0s", "RUN pip install -U six\n" + upgrade) == ["six": "1.17.0"])
    }

    @Test(
        "what is there and does for a quiet run stays as it is",
        arguments: [
            ("six", "1.15.0"), ("'six>=1.15'", "1.15.0"), ("'six[x]~=1.15'", "1.15.0"), ("'six>1.15'", "?"), ("'six!=1.15.0'", "?"),
            ("-U six", "?"), ("--force-reinstall six", "?"), ("--ignore-installed six", "?"), ("six==1.16.0", "1.16.0"),
        ]
    )
    func met(requirement: String, version: String) {
        let older = SampleBuild.pip("six", "six-1.15.0")
        #expect(versions(older, "RUN pip install -q \(requirement)\nDONE 3.0s") == ["six": version])
        #expect(versions(older, "RUN pip install \(requirement) >/dev/null 2>&1\nDONE 3.0s") == ["six": version])
    }
}
