import DriftCore
import Testing

@testable import DriftLogs

/// A line that is gone shows by the other lines that speak of the same thing.
@Suite struct LostLineTests {
    private static let six = SampleBuild.pip("six==1.15.0", "six-1.15.0")
    private static let idna = SampleBuild.pip("idna", "idna-3.4")

    /// What the reading says of the build, and of the same without each line that holds `lost`.
    private func whole(_ steps: String..., without lost: String) -> (whole: EnvironmentReading, lossy: EnvironmentReading) {
        var build = SampleBuild()
        build.steps = steps
        let text = build.text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (.of(text), .of(lines.filter { !$0.contains(lost) }.joined(separator: "\n")))
    }

    @Test("what pip found and never said to have taken away may be gone")
    func removal() {
        let uninstall =
            "RUN pip uninstall -y six\nFound existing installation: six 1.15.0\nUninstalling six-1.15.0:\n"
            + "  Successfully uninstalled six-1.15.0\nDONE 0.5s"
        let (whole, lossy) = whole(Self.six, Self.idna, uninstall, without: "Successfully uninstalled")
        #expect(whole.isComplete)
        #expect(whole.versions == ["idna": "3.4"])
        #expect(lossy.gapReasons == [.cut])
        #expect(lossy.versions == ["six": "?", "idna": "3.4"])
    }

    @Test(
        "what pip says that it leaves in place is there",
        arguments: [
            "    Not uninstalling six at /usr/lib/python3/dist-packages, outside environment /usr",
            "    Can't uninstall 'six'. No files were found to uninstall.",
        ]
    )
    func leftInPlace(word: String) {
        let step = "RUN pip uninstall -y six || true\nFound existing installation: six 1.15.0\n\(word)\nDONE 0.5s"
        let (whole, lossy) = whole(Self.six, step, without: word)
        #expect(whole.isComplete)
        #expect(whole.versions == ["six": "1.15.0"])
        #expect(!lossy.isComplete)
    }

    @Test("a removal that is told behind its installation took away what was there before")
    func removalTooLate() {
        let upgrade =
            "RUN pip install -U six\nCollecting six\nInstalling collected packages: six\n  Attempting uninstall: six\n"
            + "    Found existing installation: six 1.15.0\n    Uninstalling six-1.15.0:\n"
        let (taken, put) = ("      Successfully uninstalled six-1.15.0\n", "Successfully installed six-1.16.0\n")
        for lines in [taken + put, put + taken] {
            let reading = EnvironmentReading.of(SampleBuild(Self.six, upgrade + lines + "DONE 0.5s").text)
            #expect(reading.versions == ["six": "1.16.0"])
        }
        let same = upgrade.replacing("-U six", with: "--force-reinstall six")
        for lines in [taken + put, put + taken].map({ $0.replacing("1.16.0", with: "1.15.0") }) {
            #expect(EnvironmentReading.of(SampleBuild(Self.six, same + lines + "DONE 0.5s").text).versions == ["six": "1.15.0"])
        }
        let gone = "RUN pip install -U six && pip uninstall -y six\n" + upgrade.split(separator: "\n").dropFirst().joined(separator: "\n")
        let removal = "Found existing installation: six 1.16.0\nUninstalling six-1.16.0:\n  Successfully uninstalled six-1.16.0\n"
        #expect(EnvironmentReading.of(SampleBuild(Self.six, gone + "\n" + taken + put + removal + "DONE 0.5s").text).versions == [:])
    }

    @Test("uv names the environment each time: without that line it may have worked anywhere")
    func uvPlace() {
        let made =
            "RUN uv venv /opt/venv\nUsing CPython 3.11.7 interpreter at: /usr/local/bin/python\n"
            + "Creating virtual environment at: /opt/venv\nDONE 0.1s"
        let place = "Using Python 3.11.7 environment at: /opt/venv"
        let first =
            "RUN uv pip install six==1.15.0 idna\n\(place)\nResolved 2 packages in 1ms\nInstalled 2 packages in 9ms\n + idna==3.4\n + six==1.15.0\nDONE 0.1s"
        let upgrade =
            "RUN uv pip install -U six\n\(place)\nUninstalled 1 package in 1ms\nInstalled 1 package in 9ms\n - six==1.15.0\n + six==1.16.0\nDONE 0.1s"
        let removal = "RUN uv pip uninstall six\n\(place)\nUninstalled 1 package in 1ms\n - six==1.15.0\nDONE 0.1s"
        for change in [upgrade, removal] {
            let build = SampleBuild(SampleBuild.bringsTools, made, first, change)
            #expect(EnvironmentReading.of(build.text).isComplete)
            let lossy = EnvironmentReading.of(build.text.replacing(change, with: change.replacing(place + "\n", with: "")))
            #expect(!lossy.isComplete)
            #expect(lossy.versions["six"] == "?")
            #expect(lossy.versions["idna"] == "3.4")
        }
    }

    @Test("of packages that uv counts and does not list, anything may be gone")
    func unlisted() {
        let change =
            "RUN uv pip sync --system requirements.txt\nUninstalled 1 package in 3ms\nInstalled 1 package in 4ms\n - six==1.15.0\n"
            + " + attrs==23.1.0\nDONE 0.5s"
        let (whole, lossy) = whole(SampleBuild.pip("uv", "uv-0.9.30"), Self.six, Self.idna, change, without: " - six")
        #expect(whole.versions == ["attrs": "23.1.0", "idna": "3.4", "uv": "0.9.30"])
        #expect(!lossy.isComplete)
        #expect(lossy.versions == ["attrs": "23.1.0", "idna": "?", "six": "?", "uv": "?"])
    }

    @Test("an upgrade whose one line is lost is told by the other")
    func upgrade() {
        let change =
            "RUN uv pip install --system -U six\nUninstalled 1 package in 3ms\nInstalled 1 package in 4ms\n - six==1.15.0\n + six==1.16.0\n"
            + "DONE 0.5s"
        let (_, lossy) = whole(SampleBuild.pip("uv", "uv-0.9.30"), Self.six, Self.idna, change, without: " - six")
        #expect(lossy.versions == ["idna": "3.4", "six": "1.16.0", "uv": "0.9.30"])
    }

    @Test("a list without what a quiet command asked for has lost a line", arguments: ["click==8.1.7", "idna==3.4"])
    func list(entry: String) {
        let root = "WARNING: Running pip as the 'root' user can result in broken permissions"
        let quiet = "RUN pip install -q click\n\(root)\nDONE 2.0s"
        let again = "RUN pip install -q idna && pip freeze\n\(root)\nclick==8.1.7\nWARNING: something\nidna==3.4\nDONE 2.0s"
        let (whole, lossy) = whole(quiet, again, without: entry)
        #expect(whole.isComplete)
        #expect(!lossy.isComplete)
        // What may have failed, or what something may have taken away, need not be there.
        for other in ["pip install -q idna || true; pip freeze", "pip install -q idna; pip uninstall -q -y idna click; pip freeze"] {
            let list = "RUN \(other)\n\(root)\nattrs==23.1.0\nDONE 2.0s"
            #expect(EnvironmentReading.of(SampleBuild(quiet.replacing("click", with: "attrs"), list).text).isComplete)
        }
    }

    @Test("no row of a table is as wide as its rule: the one that was is lost")
    func table() {
        let list =
            "RUN pip install -q flask && pip list\nPackage      Version\n------------ -------\nblinker      1.9.0\nflask        3.0.0\n"
            + "itsdangerous 2.2.0\npip          24.0\nDONE 2.0s"
        let (whole, lossy) = whole(list, without: "itsdangerous")
        #expect(whole.isComplete)
        #expect(lossy.gapReasons == [.cut])
    }

    @Test(
        "more runs of pip than a step starts are of a step whose header is lost",
        arguments: ["RUN pip install six==1.15.0", "RUN python -m pip install --no-cache-dir six==1.15.0 && rm -rf /root/.cache"]
    )
    func surplus(command: String) {
        let run = Self.six.replacing("RUN pip install six==1.15.0", with: command)
        let (whole, lossy) = whole(run, without: "DONE 99s")
        #expect(whole == lossy)
        let merged = run.replacing("DONE", with: Self.idna.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n") + "\nDONE")
        let reading = EnvironmentReading.of(SampleBuild(merged).text)
        #expect(reading.gapReasons == [.cut])
        #expect(reading.versions == ["idna": "?", "six": "1.15.0"])
        // A loop, or a program that nobody knows, starts as many as it likes.
        for other in ["for p in six idna; do pip install $p; done", "pip install six==1.15.0 && spacy download en"] {
            #expect(EnvironmentReading.of(SampleBuild(merged.replacing(command, with: "RUN " + other)).text).versions["idna"] == "3.4")
        }
    }

    @Test("an installer that speaks under another instruction has lost its header", arguments: ["COPY . .", "WORKDIR /app", "RUM pip"])
    func instruction(header: String) {
        let lines = Self.idna.split(separator: "\n")
        let step = ([header[...]] + lines.dropFirst()).joined(separator: "\n")
        let reading = EnvironmentReading.of(SampleBuild(Self.six, step).text)
        #expect(reading.gapReasons == [.cut])
        #expect(reading.versions == ["six": "1.15.0"])
    }

    @Test("what was collected over another release is there in either version, if the lines that put it in place are gone")
    func collectedOver() {
        let older = SampleBuild.pip("idna==3.3 six", "idna-3.3", "six-1.15.0")
        let step = "RUN pip install --upgrade 'anyio<4.5'\nCollecting anyio<4.5\nCollecting idna>=2.8 (from anyio<4.5)\nDONE 3.0s"
        let reading = EnvironmentReading.of(SampleBuild(older, step).text)
        #expect(reading.versions["idna"] == "?")
        #expect(reading.versions["six"] == "1.15.0")
        #expect(!reading.isComplete)
        let download = step.replacing("install --upgrade", with: "download")
        #expect(EnvironmentReading.of(SampleBuild(older, download).text).versions == ["idna": "3.3", "six": "1.15.0"])
    }

    @Test("uv lists by name: what stands behind a later name is another report's, whose count is lost")
    func listOutOfOrder() {
        func step(_ list: String) -> String {
            SampleBuild(
                SampleBuild.bringsTools,
                "RUN uv pip install --system werkzeug six click\nInstalled 3 packages in 12ms\n\(list)\nDONE 0.8s"
            ).text
        }
        #expect(EnvironmentReading.of(step(" + click==8.1.0\n + six==1.16.0\n + werkzeug==2.3.8")).isComplete)
        #expect(EnvironmentReading.of(step(" + six==1.16.0\n + click==8.1.0\n + werkzeug==2.3.8")).gapReasons == [.cut])
    }

    @Test("more reports of uv than runs are another step's, whose header is lost")
    func moreReportsThanRuns() {
        let report = "Resolved 1 package in 2ms\nInstalled 1 package in 1ms\n + idna==3.4\n"
        func reading(_ command: String) -> EnvironmentReading {
            .of(
                SampleBuild(
                    SampleBuild.bringsTools,
                    "RUN \(command)\n\(report)\(report.replacing("idna==3.4", with: "six==1.16.0"))DONE 0.8s"
                ).text
            )
        }
        #expect(reading("uv pip install --system idna && uv pip install --system six").isComplete)
        #expect(reading("uv pip install --system idna").gapReasons == [.cut])
    }
}
