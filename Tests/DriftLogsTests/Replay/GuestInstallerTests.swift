import DriftCore
import Testing

@testable import DriftLogs

/// Installers that work for somebody else, elsewhere, or unheard, beside those that fill the image.
@Suite struct GuestInstallerTests {
    private static func installs(_ items: String...) -> String {
        let names = items.map { String($0[..<($0.lastIndex(of: "-") ?? $0.endIndex)]) }
        return names.map { "Collecting \($0)\n" }.joined() + "Installing collected packages: " + names.joined(separator: ", ")
            + "\nSuccessfully installed " + items.joined(separator: " ")
    }

    private static let older = SampleBuild.pip("six==1.15.0", "six-1.15.0")

    @Test(
        "the sessions of nox and tox have environments of their own",
        arguments: ["nox -s tests", "tox -e py311 -vv || true", "python -m nox"]
    )
    func sessions(command: String) {
        let step = "RUN \(command)\nnox > python -m pip install six==1.16.0 idna\n\(Self.installs("idna-3.3", "six-1.16.0"))\nDONE 9.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step, SampleBuild.pip("click", "click-8.1.7")).text)
        #expect(reading.versions == ["six": "1.15.0", "click": "8.1.7"])
        #expect(reading.isComplete)
    }

    @Test(
        "a session of nox without an environment of its own works in the image's",
        arguments: ["nox -s here", "python -m nox -s tests here"]
    )
    func sessionHere(command: String) {
        let step = """
            RUN \(command)
            nox > Running session tests
            nox > Creating virtual environment (virtualenv) using python in .nox/tests
            nox > python -m pip install six==1.16.0
            \(Self.installs("six-1.16.0"))
            nox > Running session here
            nox > python -m pip install idna==3.4
            \(Self.installs("idna-3.4"))
            nox > Session here was successful.
            DONE 9.0s
            """
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.versions == ["six": "1.15.0", "idna": "3.4"])
    }

    @Test(
        "what a bundler has pip put into its one file is not in the image",
        arguments: ["shiv -o /opt/tool.pyz six==1.16.0", "python -m shiv six -o x", "zipapps six", "briefcase create"]
    )
    func bundles(command: String) {
        let step = "RUN \(command)\n\(Self.installs("six-1.16.0", "click-8.0.0"))\nDONE 9.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("pip's own configuration sends what it installs elsewhere, until it is unset")
    func configuredTarget() {
        let elsewhere =
            "RUN pip config set global.target /opt/extra && pip install six==1.16.0 idna\nWriting to /root/.config/pip/pip.conf\n"
            + Self.installs("idna-3.4", "six-1.16.0") + "\nDONE 2.0s"
        let later = SampleBuild.pip("attrs", "attrs-23.1.0")
        let back = later.replacing("RUN pip", with: "RUN pip config unset global.target && pip")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, elsewhere, later).text).versions == ["six": "1.15.0"])
        let reading = EnvironmentReading.of(SampleBuild(Self.older, elsewhere, back).text)
        #expect(reading.versions == ["six": "1.15.0", "attrs": "23.1.0"])
        // Who unsets what no step set: that step is gone.
        let unexplained = EnvironmentReading.of(SampleBuild(Self.older, later, back.replacing("attrs", with: "idna")).text)
        #expect(unexplained.versions == ["six": "?", "attrs": "?", "idna": "23.1.0"] && !unexplained.isComplete)
        let cut = "RUN pip config set global.target\nWriting to /root/.config/pip/pip.conf\nDONE 0.5s"
        let lost = EnvironmentReading.of(SampleBuild(Self.older, cut, later).text)
        #expect(lost.versions == ["six": "1.15.0"])
        let other = elsewhere.replacing("global.target /opt/extra", with: "global.timeout 60")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, other).text).versions["idna"] == "3.4")
    }

    @Test(
        "what `uv tool` says of its tools, or does not say, is no report of the next uv",
        arguments: ["uv tool uninstall pycowsay", "uv tool list", "uv tool run pycowsay", "uvx pycowsay"]
    )
    func silentTools(command: String) {
        let step =
            "RUN \(command) && uv pip install --system idna==3.4\nUninstalled 1 executable: pycowsay\n"
            + "Using Python 3.11.7 environment at: /usr/local\nResolved 1 package in 1ms\nInstalled 1 package in 9ms\n + idna==3.4\nDONE 0.5s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("uv", "uv-0.9.30"), step).text)
        #expect(reading.versions["idna"] == "3.4")
        #expect(reading.isComplete)
    }

    @Test("`! pip install` succeeds where pip fails")
    func negated() {
        let step =
            "RUN ! pip install nope\nERROR: Could not find a version that satisfies the requirement nope (from versions: none)\n"
            + "ERROR: No matching distribution found for nope\nDONE 1.6s"
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("what goes to a file does not reach the pipe behind it")
    func redirectedBeforePipe() {
        let step =
            "RUN pip install -U six 2>&1 >/dev/null | cat\nWARNING: Running pip as the 'root' user can result in broken permissions\nDONE 1.6s"
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.versions == ["six": "?"])
        #expect(!reading.isComplete)
        #expect(EnvironmentReading.of(SampleBuild(SampleBuild.pip("six 2>&1 | cat", "six-1.15.0")).text).isComplete)
    }

    @Test(
        "a list of editable projects settles nothing else",
        arguments: ["--editable", "-e", "--editable --format=columns", "-e --format columns"]
    )
    func editableList(options: String) {
        let list =
            "RUN pip list \(options)\nPackage Version Editable project location\n------- ------- -------------------------\n"
            + "lib-one 0.9.0   /app/one\nDONE 0.9s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("-e ./one six", "lib-one-0.9.0", "six-1.15.0"), list).text)
        #expect(reading.versions == ["lib-one": "0.9.0", "six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("a table whose step's text is lost may have been asked for a part")
    func tableWithoutCommand() {
        let table = "Package    Version\n---------- -------\npip        23.0.1\nrequests   2.31.0\nsetuptools 65.5.1\nDONE 3.0s"
        let quiet =
            "RUN pip install -q requests==2.31.0\nWARNING: Running pip as the 'root' user can result in broken permissions\nDONE 3.7s"
        let whole = SampleBuild(quiet, "RUN pip list\n" + table).text
        #expect(EnvironmentReading.of(whole).isComplete)
        #expect(!EnvironmentReading.of(whole.replacing("--> RUN pip list\n", with: "")).isComplete)
    }

    @Test(
        "the value of an option is no requirement",
        arguments: [
            "--resume-retries 5", "--all-releases :all:", "--only-final :none:", "--build-option x", "--requirements-from-script a.py",
        ]
    )
    func optionValues(option: String) {
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("\(option) six", "six-1.15.0")).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("of several repositories and folders without a name each package has the one that is called like it")
    func repositoriesByName() {
        let commit = "b155a6562553060aac3d5bac9424d4b9ccd2044c"
        let step = """
            RUN pip install -r requirements.txt
            Processing ./lib
            Collecting git+https://github.com/example/tiny-lib@v0.1.0 (from -r requirements.txt (line 2))
              Cloning https://github.com/example/tiny-lib (to revision v0.1.0) to /tmp/pip-req-build-1i4if8_n
              Resolved https://github.com/example/tiny-lib to commit \(commit)
            Installing collected packages: tiny-lib, lib-one
            Successfully installed lib-one-0.9.0 tiny-lib-0.1.0
            DONE 9.0s
            """
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.release("tiny-lib")?.source == "git+https://github.com/example/tiny-lib@\(commit)")
        #expect(reading.release("lib-one")?.source?.hasPrefix("git+") != true)
    }
}
