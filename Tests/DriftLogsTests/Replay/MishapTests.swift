import DriftCore
import Testing

@testable import DriftLogs

/// What goes wrong half-way, is taken back, or is another program's.
@Suite struct MishapTests {
    private static let older = SampleBuild.pip("lib-one==0.1.0 six==1.15.0 idna==3.3", "lib-one-0.1.0", "six-1.15.0", "idna-3.3")

    private static func breaking(_ end: String) -> String {
        """
        RUN pip install six==1.16.0 ./lib idna==3.4 \(end)
        Processing ./lib
        Collecting six==1.16.0
        Collecting idna==3.4
          ERROR: Command errored out with exit status 1:
          ERROR: Failed building wheel for lib-one
        Installing collected packages: six, lib-one, idna
          Attempting uninstall: six
            Found existing installation: six 1.15.0
            Uninstalling six-1.15.0:
              Successfully uninstalled six-1.15.0
          Attempting uninstall: lib-one
            Found existing installation: lib-one 0.1.0
            Uninstalling lib-one-0.1.0:
              Successfully uninstalled lib-one-0.1.0
            Running setup.py install for lib-one: started
            Running setup.py install for lib-one: finished with status 'error'
            ERROR: Command errored out with exit status 1:
          Rolling back uninstall of lib-one
        ERROR: Command errored out with exit status 1: python setup.py install Check the logs for full command output.
        DONE 2.1s
        """
    }

    @Test("pip stops at the package that breaks: that one is back, those before it are new, those behind it untouched")
    func brokenHalfWay() {
        let reading = EnvironmentReading.of(SampleBuild(Self.older, Self.breaking("|| true")).text)
        #expect(reading.versions == ["six": "?", "lib-one": "0.1.0", "idna": "3.3"])
        #expect(!reading.isComplete)
    }

    @Test("what comes first breaks: nothing has changed")
    func brokenAtOnce() {
        let step = Self.breaking("|| true").replacing("packages: six, lib-one", with: "packages: lib-one, six")
        let lines = step.split(separator: "\n").filter {
            !$0.contains("uninstall: six") && !$0.contains("six-1.15.0") && !$0.contains("six 1.15")
        }
        let reading = EnvironmentReading.of(SampleBuild(Self.older, lines.joined(separator: "\n")).text)
        #expect(reading.versions == ["six": "1.15.0", "lib-one": "0.1.0", "idna": "3.3"])
        #expect(reading.isComplete)
    }

    @Test("an editable project whose setup.py breaks, and a second try", arguments: [false, true])
    func brokenDevelopment(hasRich: Bool) {
        let error =
            hasRich
            ? "  error: subprocess-exited-with-error\nerror: subprocess-exited-with-error"
            : "    ERROR: Command errored out with exit status 1:\nERROR: Command errored out with exit status 1: python setup.py develop"
        let step =
            "RUN pip install -e ./lib || pip install ./lib\nObtaining file:///app/lib\nInstalling collected packages: lib\n  Running setup.py develop for lib\n\(error)\nProcessing ./lib\nInstalling collected packages: lib\nSuccessfully installed lib-1.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["lib": "1.0"])
        #expect(reading.isComplete)
    }

    @Test("poetry's dry runs change nothing, beside real ones in the same step")
    func poetryDryRun() {
        let dry = "Package operations: 1 install, 0 updates, 0 removals\n\n  - Installing rich (13.7.0)\n"
        let real = "Package operations: 1 install, 0 updates, 0 removals\n\n  - Installing six (1.15.0)\nDONE 1.0s"
        let reading = EnvironmentReading.of(
            SampleBuild(SampleBuild.bringsTools, "RUN poetry add --dry-run rich && poetry add six\n" + dry + real).text
        )
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("what a later stage takes out of what it was given is gone")
    func takenOutOfCopy() {
        let user = SampleBuild.pip("--user idna==3.3 attrs", "idna-3.3", "attrs-23.1.0")
        let upgrade =
            "RUN pip install -U idna\nCollecting idna\nInstalling collected packages: idna\n  Attempting uninstall: idna\n    Found existing installation: idna 3.3\n    Uninstalling idna-3.3:\n      Successfully uninstalled idna-3.3\nSuccessfully installed idna-3.4\nDONE 1.0s"
        let image = SampleBuild.python311
        let build = SampleBuild(
            user,
            "FROM \(image)\nDONE 0.0s",
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=one /root/.local /root/.local\nDONE 0.0s",
            upgrade,
            images: [image.replacing("3.11@", with: "3.11-slim@")]
        )
        #expect(EnvironmentReading.of(build.text).versions == ["idna": "3.4", "attrs": "23.1.0"])
    }

    @Test("a wheel that cannot be built and an installation without one: a freeze does not know where the archive came from")
    func fallback() {
        let step = """
            RUN pip install https://example.com/lib-one-0.2.0.tar.gz && pip install --target /opt/x attrs
            Collecting https://example.com/lib-one-0.2.0.tar.gz
              Downloading https://example.com/lib-one-0.2.0.tar.gz (1 kB)
              ERROR: Command errored out with exit status 1:
              ERROR: Failed building wheel for lib-one
            Installing collected packages: lib-one
                Running setup.py install for lib-one: started
                Running setup.py install for lib-one: finished with status 'done'
            Successfully installed lib-one-0.2.0
            Collecting attrs
            Installing collected packages: attrs
            Successfully installed attrs-23.1.0
            DONE 2.1s
            """
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["lib-one": "0.2.0"])
        #expect(reading.release("lib-one")?.source == nil)
    }

    @Test("a failure of several lines is one run's: the next run's target is its own")
    func oneFailure() {
        let step = """
            RUN pip install nope || pip install click==8.1.0; pip install --target /opt/x idna
            ERROR: Could not find a version that satisfies the requirement nope (from versions: none)
            ERROR: No matching distribution found for nope
            Collecting click==8.1.0
            Installing collected packages: click
            Successfully installed click-8.1.0
            Collecting idna
            Installing collected packages: idna
            Successfully installed idna-3.4
            DONE 2.1s
            """
        #expect(EnvironmentReading.of(SampleBuild(step).text).versions == ["click": "8.1.0"])
    }

    @Test("a wheel that is there already says so and nothing more")
    func sameWheel() {
        let first =
            "RUN pip install ./lib_one-0.1.0-py3-none-any.whl\nProcessing ./lib_one-0.1.0-py3-none-any.whl\nInstalling collected packages: lib-one\nSuccessfully installed lib-one-0.1.0\nDONE 1.0s"
        let again =
            "RUN pip install ./lib_one-0.1.0-py3-none-any.whl\nProcessing ./lib_one-0.1.0-py3-none-any.whl\nlib-one is already installed with the same version as the provided wheel. Use --force-reinstall to force an installation of the wheel.\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(first, again).text)
        #expect(reading.versions == ["lib-one": "0.1.0"])
        #expect(reading.isComplete)
        // Without the word that it was there, the end of the run is missing.
        let cut = again.split(separator: "\n").filter { !$0.contains("already") }.joined(separator: "\n")
        #expect(!EnvironmentReading.of(SampleBuild(first, cut).text).isComplete)
    }

    @Test("a line in the middle of a list that is no entry does not halve it")
    func interruptedList() {
        let quiet =
            "RUN pip install -q attrs idna && pip freeze\nattrs==23.1.0\nclick==8.1.7\nWARNING: something\nidna==3.4\nsix==1.16.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(quiet).text)
        #expect(reading.versions == ["attrs": "23.1.0", "click": "8.1.7", "idna": "3.4", "six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("a list with an editable project that no line names is not whole")
    func unnamedEditable() {
        let list = "RUN uv pip freeze --system\nclick==8.1.7\n-e file:///app/lib\nsix==1.16.0\nDONE 1.0s"
        let quiet = EnvironmentReading.of(SampleBuild("RUN uv pip install -q --system -e ./lib click six\nDONE 1.0s", list).text)
        #expect(quiet.versions == ["click": "8.1.7", "six": "1.16.0"])
        #expect(!quiet.isComplete)
        let heard =
            "RUN uv pip install --system -e ./lib click six\nInstalled 3 packages in 2ms\n + click==8.1.7\n + lib-one==0.1.0 (from file:///app/lib)\n + six==1.16.0\nDONE 1.0s"
        let known = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, heard, list).text)
        #expect(known.versions == ["click": "8.1.7", "six": "1.16.0", "lib-one": "0.1.0"])
        #expect(known.isComplete)
    }

    @Test("what BuildKit clipped is missing, and the line that it cut is not whole", arguments: ["2MiB", "100KiB/s"])
    func clipped(limit: String) {
        let head = "RUN pip install six click\nCollecting six\nCollecting click\nInstalling collected packages: six, click\n"
        let cut = head + "Successfully installed click-8.1.7 six-1.1\n[output clipped, log limit \(limit) reached]\nidna==3.4\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(cut).text)
        #expect(reading.versions == ["click": "8.1.7", "six": "?"])
        #expect(!reading.isComplete)
        let chatter =
            "RUN make && pip install -q a && pip freeze\ncc -o a a.c\n[output clipped, log limit \(limit) reached]\nick==8.1.7\nsix==1.16.0\nDONE 1.0s"
        let rest = EnvironmentReading.of(SampleBuild(chatter).text)
        #expect(rest.versions["ick"] == nil)
        #expect(!rest.isComplete)
    }

    @Test("what `pip check` said of a release is not what the next run put in its place, where the line that says so is lost")
    func checkBeforeLostOutcome() {
        let step = """
            RUN pip install requests==2.25.0; pip check; pip install 'requests>=2.31'
            Collecting requests==2.25.0
            Installing collected packages: requests
            Successfully installed requests-2.25.0
            requests 2.25.0 has requirement urllib3<1.27,>=1.21.1, but you have urllib3 2.6.3.
            Collecting requests>=2.31
            Installing collected packages: requests
              Attempting uninstall: requests
                Found existing installation: requests 2.25.0
                Uninstalling requests-2.25.0:
                  Successfully uninstalled requests-2.25.0
            DONE 1.0s
            """
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions["requests"] == "?")
        #expect(!reading.isComplete)
    }

    @Test("a conflict names what is there: what pip has just put in place, where the line that says so is lost")
    func conflictsAsFacts() {
        let log = """
            Installing collected packages: triton, torch
              Attempting uninstall: torch
                Found existing installation: torch 2.1.0
                Uninstalling torch-2.1.0:
                  Successfully uninstalled torch-2.1.0
            ERROR: pip's dependency resolver does not currently take into account all the packages that are installed. This behaviour is the source of the following dependency conflicts.
            torchaudio 2.1.0 requires torch==2.1.0, but you have torch 2.0.1 which is incompatible.
            torchtext 0.16.0 requires torch==2.1.0, but you have torch 2.0.1 which is incompatible.

            """
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == ["torch": "2.0.1", "torchaudio": "2.1.0", "torchtext": "0.16.0", "triton": "?"])
        #expect(reading.conflicts.count == 2)
        #expect(!reading.isComplete)
        let quiet =
            "RUN pip install -q torch==2.0.1\ntorchaudio 2.1.0 requires torch==2.1.0, but you have torch 2.0.1 which is incompatible.\nDONE 1.0s"
        let checked = EnvironmentReading.of(SampleBuild(SampleBuild.pip("torchaudio", "torchaudio-2.1.0", "torch-2.1.0"), quiet).text)
        #expect(checked.versions == ["torch": "2.0.1", "torchaudio": "2.1.0"])
        #expect(!checked.isComplete)
    }

    @Test("pip by the interpreter's own path installs there, whatever environment is active")
    func interpreterByPath() {
        let venv = "RUN python -m venv /opt/venv\nDONE 2.0s"
        let again =
            "RUN pip install click\nRequirement already satisfied: click in /opt/venv/lib/python3.11/site-packages (8.1.0)\nDONE 1.0s"
        let own = SampleBuild.pip("click==8.0.0 attrs", "click-8.0.0", "attrs-23.1.0").replacing("RUN pip", with: "RUN /usr/local/bin/pip")
        let uv = "RUN uv pip install --system idna\nInstalled 1 package in 1ms\n + idna==3.4\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(venv, SampleBuild.pip("click==8.1.0", "click-8.1.0"), again, own, uv).text)
        #expect(reading.versions == ["click": "8.1.0"])
        let earlier = EnvironmentReading.of(SampleBuild(venv, own, SampleBuild.pip("click==8.1.0", "click-8.1.0"), again).text)
        #expect(earlier.versions == ["click": "8.1.0"])
    }

    @Test(
        "what gem and cpanm install are no Python packages",
        arguments: ["gem install rouge", "sudo cpanm Rouge", "/usr/bin/gem install -N rouge"]
    )
    func otherLanguages(command: String) {
        let step =
            "RUN \(command) && pip install six\nSuccessfully installed rouge-4.1.0\n1 gem installed\nCollecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("what may fail without ending the step need not be heard of; with set -e it must")
    func forgiven() {
        let installed = "Collecting click\nInstalling collected packages: click\nSuccessfully installed click-8.1.0\nDONE 1.0s"
        let failed =
            "ERROR: Could not find a version that satisfies the requirement nope (from versions: none)\nERROR: No matching distribution found for nope\n"
        let chain = EnvironmentReading.of(
            SampleBuild("RUN pip install nope && pip install six || pip install click\n" + failed + installed).text
        )
        #expect(chain.versions == ["click": "8.1.0"])
        #expect(chain.isComplete)
        for start in ["set -e", "set -ex", "set -o errexit"] {
            let strict = EnvironmentReading.of(SampleBuild("RUN \(start); pip install six; pip install click\n" + installed).text)
            #expect(strict.versions == ["click": "8.1.0", "six": "?"])
            #expect(!strict.isComplete)
        }
        let lenient = EnvironmentReading.of(
            SampleBuild("RUN set -e; set +e; pip install nope; pip install click\n" + failed + installed).text
        )
        #expect(lenient.versions == ["click": "8.1.0"])
    }

    @Test("a wrap at spaces whose lines have the full width by chance", arguments: [true, false])
    func wrappedAtSpaces(isAnnounced: Bool) {
        // Lines of 48 characters that go on, as a wrap at that width would leave them.
        let chatter = [
            "DEPRECATION: this is going to change in the next", "WARNING: that may have been a problem of the old",
            "NOTE: something else that nobody ever looks into",
        ]
        let list = "Successfully installed six-1.17.0.2 click-8.5.10"
        #expect((chatter + [list]).allSatisfy { $0.count == 48 })
        let names = isAnnounced ? "Installing collected packages: six, click, flask\n" : ""
        let output = chatter.map { $0 + "\nrelease of somebody's\n" }.joined() + names + list + "\nflask-3.1.3\n"
        let head = "===== Build Queued at 2026-06-19 09:14:10 =====\n\n--> FROM python:3.11\nDONE 0.0s\n\n"
        let log = head + "--> RUN pip install six click flask\n\(output)DONE 1.0s\n"
        #expect(EnvironmentReading.of(log).versions == ["six": "1.17.0.2", "click": "8.5.10", "flask": "3.1.3"])
    }

    @Test(
        "another program's arrows are no steps: pip's words behind them count",
        arguments: ["--> Working on Mojolicious", "--> src/main.rs:3:5"]
    )
    func foreignArrows(line: String) {
        let step =
            "RUN make tools && pip install six\n\(line)\nFetching … OK\nCollecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 1.0s"
        #expect(EnvironmentReading.of(SampleBuild(step).text).versions == ["six": "1.16.0"])
        let start = "===== Application Startup at 2026-06-19 09:20:00 =====\n\n\(line)\n"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("six", "six-1.16.0")).text, start)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.builds.count == 1)
        #expect(reading.isComplete)
    }
}
