import DriftCore
import Testing

@testable import DriftLogs

/// What a step of which a part is gone may have changed behind what is left of it.
@Suite struct TouchedUnheardTests {
    private static let old = SampleBuild.pip("six==1.15.0", "six-1.15.0")

    private func versions(_ steps: String...) -> [String: String] { SampleBuild.versionsBehindGaps(steps) }

    @Test("a run that is not heard may have replaced what the one before it put in place") func secondRun() {
        let first = "Collecting six==1.15.0\nInstalling collected packages: six\nSuccessfully installed six-1.15.0\n"
        let notice = "[notice] A new release of pip is available: 24.0 -> 26.3\n"
        let told = "\(notice)\(notice)[notice] To update, run: pip install --upgrade pip\nDONE 1.0s"
        #expect(versions("RUN (pip install six==1.15.0 && false) || pip install six==1.16.0\n" + first + told) == ["six": "?"])
        // It would have put the same release there.
        #expect(versions("RUN (pip install six==1.15.0 && false) || pip install six==1.15.0\n" + first + told) == ["six": "1.15.0"])
        #expect(versions("RUN (pip install six==1.15.0 && false) || pip install idna\n" + first + told)["six"] == "1.15.0")
    }

    @Test("what an upgrade found may not be what it left, where the step has no end") func upgrade() {
        let found = "Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.15.0)"
        #expect(versions(Self.old, "RUN pip install -U six\n\(found)", "RUN true\nDONE 0.1s") == ["six": "?"])
        #expect(versions(Self.old, "RUN pip install six\n\(found)", "RUN true\nDONE 0.1s") == ["six": "1.15.0"])
    }

    @Test("uv changes nothing where it was told to look only, whatever is left of its report") func dryRun() {
        let look = "RUN uv pip install --system --dry-run -U six\n - six==1.15.0\n + six==1.17.0\nDONE 0.1s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.old, look).text)
        #expect(reading.versions == ["six": "1.15.0"])
    }

    @Test("what was collected for no other package's sake, or built, is put in place") func collected() {
        func installs(_ lines: String) -> EnvironmentReading {
            let end = "Installing collected packages: idna\nSuccessfully installed idna-3.4\nDONE 1.0s"
            return .of(SampleBuild("RUN pip install ${MORE} && pip install ${WANTED}\n\(lines)\n\(end)").text)
        }
        #expect(installs("Collecting six==1.15.0\nCollecting attrs (from six==1.15.0)\nCollecting idna").gapReasons == [.cut])
        #expect(installs("Collecting idna\nCollecting attrs (from idna)").isComplete)
        // pip 20.3 to 23.0 does not say for whose sake.
        #expect(installs("Collecting six==1.15.0\nCollecting idna").isComplete)
        #expect(installs("Collecting idna\n  Building wheel for six (setup.py): finished with status 'done'").gapReasons == [.cut])
        #expect(installs("Collecting idna\n    Running setup.py (path:/tmp/x/setup.py) egg_info for package idna").isComplete)
        let looks = "Collecting six==1.15.0\nCollecting attrs (from six==1.15.0)\nWould install six-1.15.0 attrs-23.1.0\nCollecting idna"
        // Nobody asked for a dry run here.
        #expect(installs(looks).gapReasons == [.cut])
        let asked = SampleBuild("RUN PIP_DRY_RUN=1 pip install six==1.15.0\n\(looks.dropLast("Collecting idna".count))DONE 1.0s").text
        #expect(EnvironmentReading.of(asked).isComplete && EnvironmentReading.of(asked).packages.isEmpty)
    }

    @Test("pip's second notice does not come without the first") func notices() {
        let told = "[notice] To update, run: pip install --upgrade pip"
        let step = Self.old.replacing("DONE", with: "[notice] A new release of pip is available: 24.0 -> 26.3\n\(told)\nDONE")
        #expect(EnvironmentReading.of(SampleBuild(step).text).isComplete)
        #expect(EnvironmentReading.of(SampleBuild(Self.old.replacing("DONE", with: "\(told)\nDONE")).text).gapReasons == [.cut])
    }

    @Test(
        "what a quiet run may have replaced or taken away, and does not name, keeps no version",
        arguments: [
            ("pip install -q -r more.txt", ["six": "?", "idna": "?"]), ("pip install -q . > /dev/null", ["six": "?", "idna": "?"]),
            ("pip install -q --force-reinstall rich", ["six": "?", "idna": "?", "rich": "?"]),
            ("pip install -qU --upgrade-strategy eager rich", ["six": "?", "idna": "?", "rich": "?"]),
            ("pip install -qU rich", ["six": "1.15.0", "idna": "3.4", "rich": "?"]),
            ("pip install -qU six", ["six": "?", "idna": "3.4"]),
            ("pip uninstall -y six >/dev/null 2>&1", ["idna": "3.4"]),
            ("pip uninstall -y six | grep -v x", ["six": "?", "idna": "3.4"]),
            ("pip uninstall -q -y six || true", ["six": "?", "idna": "3.4"]),
            ("pip uninstall -q -y -r old.txt", ["six": "?", "idna": "?"]),
            ("pip install -q rich", ["six": "1.15.0", "idna": "3.4", "rich": "?"]),
            ("pip install -q -U --no-deps rich", ["six": "1.15.0", "idna": "3.4", "rich": "?"]),
        ]
    )
    func inSilence(command: String, versions: [String: String]) {
        let older = SampleBuild.pip("six idna", "six-1.15.0", "idna-3.4")
        let reading = EnvironmentReading.of(SampleBuild(older, "RUN \(command)\nDONE 3.0s").text)
        #expect(reading.versions == versions && reading.isComplete == command.hasPrefix("pip uninstall -y six >"))
        // Elsewhere it changes nothing here.
        let other = "RUN python -m venv /opt/tool && /opt/tool/bin/\(command)\nDONE 3.0s"
        let beside = EnvironmentReading.of(SampleBuild(older, other).text)
        #expect(beside.versions["six"] == "1.15.0" && beside.versions["idna"] == "3.4")
    }

    @Test("what a silent run takes away that came from another stage is gone")
    func copiedThenTaken() {
        let builder = SampleBuild.pip("idna rich", "idna-3.4", "rich-13.0")
        let site = "/usr/local/lib/python3.11/site-packages"
        let stages = SampleBuild(
            "WORKDIR /build\nDONE 0.0s",
            builder,
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=builder \(site) \(site)\nDONE 0.1s",
            "RUN pip3 uninstall -y idna >/dev/null 2>&1\nDONE 3.2s",
            images: [SampleBuild.python311, SampleBuild.python311]
        )
        #expect(EnvironmentReading.of(stages.text).versions == ["rich": "13.0"])
        // Found there before it was taken away.
        let found = "Requirement already satisfied: idna in \(site) (3.4)\nCollecting six\nInstalling collected packages: six"
        let install = "RUN pip install idna six\n\(found)\nSuccessfully installed six-1.15.0\nDONE 2.0s"
        let later = stages.text.replacing("--> RUN pip3 uninstall", with: "--> \(install)\n\n--> RUN pip3 uninstall")
        #expect(EnvironmentReading.of(later).versions == ["rich": "13.0", "six": "1.15.0", "idna": "?"])
    }

    @Test("of one step a silent run may have replaced what those before it put in place, not what those behind it did")
    func betweenRuns() {
        let step = """
            RUN pip install six && pip install -q -r more.txt && pip install idna
            Collecting six
            Installing collected packages: six
            Successfully installed six-1.15.0
            Collecting idna
            Installing collected packages: idna
            Successfully installed idna-3.4
            DONE 5.0s
            """
        #expect(EnvironmentReading.of(SampleBuild(step).text).versions == ["six": "?", "idna": "3.4"])
        let last = step.replacing("pip install -q -r more.txt && pip install idna", with: "pip install idna; pip install -q -r more.txt")
        #expect(EnvironmentReading.of(SampleBuild(last).text).versions == ["six": "?", "idna": "?"])
    }

    @Test("pip leaves a line blank before its notices") func tornRuns() {
        let notice = "[notice] A new release of pip is available: 24.0 -> 26.3\n[notice] To update, run: pip install --upgrade pip"
        func run(_ name: String, _ lines: String...) -> String {
            "RUN pip install \(name)\nCollecting \(name)\n" + lines.joined(separator: "\n") + "\nDONE 1.0s"
        }
        func whole(_ name: String) -> String {
            run(name, "Installing collected packages: \(name)\nSuccessfully installed \(name)-1.0\n\n\(notice)")
        }
        func gaps(_ step: String) -> [Gap.Reason] {
            EnvironmentReading.of(SampleBuild(whole("six"), whole("idna"), step, whole("attrs")).text).gapReasons
        }
        #expect(gaps(whole("click")) == [])
        #expect(gaps(run("click", "Installing collected packages: click\nSuccessfully installed click-1.0\n\(notice)")) == [.cut])
        // Without any of its blank lines a log does not tell.
        let bare = SampleBuild(whole("six"), whole("idna")).text.split(separator: "\n").joined(separator: "\n")
        #expect(EnvironmentReading.of(bare).isComplete)
    }

    @Test("steps that stand without a blank line between them have lost what that line parted") func spacing() {
        let text = SampleBuild(Self.old, SampleBuild.pip("idna", "idna-3.4"), "WORKDIR /app\nDONE 0.0s").text
        #expect(EnvironmentReading.of(text).isComplete)
        #expect(EnvironmentReading.of(text.replacing("\n\n--> WORKDIR", with: "\n--> WORKDIR")).gapReasons == [.cut])
        #expect(EnvironmentReading.of(text.replacing("\n\n-->", with: "\n-->")).isComplete)
    }

    @Test("files that were built are no packages") func builtFiles() {
        let step =
            "RUN python -m build && pip install dist/*.whl\nSuccessfully built app-1.2.3.tar.gz and app-1.2.3-py3-none-any.whl\n"
            + "Processing ./dist/app-1.2.3-py3-none-any.whl\nInstalling collected packages: app\nSuccessfully installed app-1.2.3\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("build", "build-1.0"), step).text)
        #expect(reading.versions == ["app": "1.2.3", "build": "1.0"])
        #expect(reading.gapReasons == [])
    }
}
