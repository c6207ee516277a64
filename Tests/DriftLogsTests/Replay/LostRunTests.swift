import DriftCore
import Testing

@testable import DriftLogs

/// Logs that lost the end of one step and the head of the next, or a whole run of an installer from the middle of a step.
@Suite struct LostRunTests {
    private static let root = "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour"
    private static let notice =
        "[notice] A new release of pip is available: 24.0 -> 26.3\n[notice] To update, run: pip install --upgrade pip"
    private static let six = "Collecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\n\(root)\n\n\(notice)"
    private static let idna = "Collecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\n\(root)\n\n\(notice)"

    private func reading(_ steps: [String]) -> EnvironmentReading {
        var build = SampleBuild()
        build.steps = steps
        return .of(build.text)
    }

    @Test("each of a step's runs says goodbye once, and no more than its commands start") func farewells() {
        #expect(reading(["RUN pip install six && pip install idna\n\(Self.six)\n\(Self.idna)\nDONE 3.1s"]).isComplete)
        #expect(reading(["RUN pip install six\n\(Self.six)\n\(Self.root)\nDONE 3.1s"]).gapReasons == [.cut])
        #expect(reading(["RUN pip install six\n\(Self.six)\n\(Self.notice)\nDONE 3.1s"]).gapReasons == [.cut])
        #expect(
            reading(["RUN pip install six\n\(Self.six)\nDONE 3.1s", "RUN mkdir /data\n\(Self.notice)\nDONE 0.1s"]).gapReasons == [.cut]
        )
        #expect(reading(["WORKDIR /app\n\(Self.root)\nDONE 0.1s"]).gapReasons == [.cut])
        #expect(reading(["COPY . .\n[notice] To update, run: pip install --upgrade pip\nDONE 0.1s"]).gapReasons == [.cut])
        // A step that downloads has no word on root.
        #expect(
            reading(["RUN pip download six\nCollecting six\nSuccessfully downloaded six\n\(Self.root)\nDONE 1.0s"]).gapReasons == [.cut]
        )
    }

    @Test("a chain whose runs do not all say goodbye has lost one of them") func fewerFarewells() {
        let chain =
            "RUN pip install six && pip install 'idna<4' six\n\(Self.six)\nCollecting idna<4\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\nDONE 3.1s"
        #expect(reading([chain]).gapReasons == [.cut])
        // Told otherwise, it need not.
        let told = chain.replacing("pip install 'idna<4'", with: "pip install --root-user-action=ignore 'idna<4'")
        #expect(reading([told]).isComplete)
    }

    @Test("a run between two of its kind that lacks the words of both has lost lines") func between() {
        let middle = "RUN pip install idna\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4"
        let last =
            "RUN pip install attrs\nCollecting attrs\nInstalling collected packages: attrs\nSuccessfully installed attrs-23.1.0\n\(Self.root)\n\n\(Self.notice)\nDONE 1.0s"
        let first = "RUN pip install six\n\(Self.six)\nDONE 3.1s"
        #expect(reading([first, "\(middle)\n\(Self.root)\n\n\(Self.notice)\nDONE 1.0s", last]).isComplete)
        #expect(reading([first, "\(middle)\n\(Self.root)\nDONE 1.0s", last]).gapReasons == [.cut])
        #expect(reading([first, "\(middle)\n\n\(Self.notice)\nDONE 1.0s", last]).gapReasons == [.cut])
        // From some step on there may be another user, or a newer pip.
        #expect(reading([first, last, "\(middle)\nDONE 1.0s"]).isComplete)
        let upgraded =
            "RUN pip install -U pip\nCollecting pip\nInstalling collected packages: pip\nSuccessfully installed pip-26.3\n\(Self.root)\nDONE 1.0s"
        #expect(reading([first, upgraded, "\(middle)\n\(Self.root)\nDONE 1.0s"]).isComplete)
    }

    @Test("a step of a build that went on has an end") func ends() {
        let open = "RUN pip install six\n\(Self.six)\n"
        #expect(reading([open, "RUN pip install idna\n\(Self.idna)\nDONE 1.0s"]).gapReasons == [.cut])
        #expect(reading(["RUN pip install six\n\(Self.six)\nDONE 1.0s", "WORKDIR /app"]).gapReasons == [.cut])
    }

    @Test("what warns root has come to something first") func outcome() {
        #expect(
            reading([
                "RUN pip install six || pip install idna; pip install attrs\nERROR: No matching distribution found for six\n\(Self.root)\nCollecting attrs\nInstalling collected packages: attrs\nSuccessfully installed attrs-23.1.0\nDONE 1.0s"
            ]).gapReasons == [.cut]
        )
        // Told to be quiet it warns all the same.
        let quiet = reading(["RUN pip install -q six\n\(Self.root)\nDONE 1.0s"])
        #expect(quiet.gapReasons == [.quiet])
    }

    @Test("what a command takes away is found, if it is there") func removal() {
        let install = "RUN pip install six\n\(Self.six)\nDONE 1.0s"
        let lost = reading([install, "RUN pip uninstall -y six\n\(Self.root)\nDONE 1.0s"])
        #expect(lost.gapReasons == [.cut])
        #expect(lost.versions == ["six": "?"])
        let heard = reading([
            install,
            "RUN pip uninstall -y six\nFound existing installation: six 1.16.0\nUninstalling six-1.16.0:\n  Successfully uninstalled six-1.16.0\n\(Self.root)\nDONE 1.0s",
        ])
        #expect(heard.isComplete && heard.versions.isEmpty)
        #expect(
            reading([install, "RUN pip uninstall -y idna\nWARNING: Skipping idna as it is not installed.\n\(Self.root)\nDONE 1.0s"])
                .isComplete
        )
    }

    @Test("of two, the one that did not fail is heard") func fallback() {
        let failed = "ERROR: No matching distribution found for six==99"
        let lost = reading(["RUN pip install six==99 || pip install six==1.16.0\n\(failed)\n\(Self.notice)\nDONE 1.0s"])
        #expect(lost.gapReasons == [.cut])
        #expect(lost.versions == ["six": "?"])
        #expect(
            reading(["RUN pip install six==99 || pip install six==1.16.0\n\(failed)\n\(Self.notice)\n\(Self.six)\nDONE 1.0s"]).isComplete
        )
        #expect(reading(["RUN pip install six==99 || true\n\(failed)\n\(Self.notice)\nDONE 1.0s"]).isComplete)
        #expect(reading(["RUN pip install six || pip install six==1.16.0\necho\nDONE 1.0s"]).gapReasons == [.cut])
    }

    @Test("what was asked for and collected is put in place") func candidates() {
        let text =
            "RUN pip install six && pip install idna\nCollecting six\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\nDONE 1.0s"
        #expect(reading([text]).gapReasons == [.cut])
        // What a candidate wanted that was dropped again nobody asked for.
        #expect(
            reading([
                "RUN pip install idna\nCollecting idna\nCollecting six>=1\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\nDONE 1.0s"
            ]).isComplete
        )
    }

    @Test("uv lists what it was asked for by name, and no pip lists as it does") func uv() {
        let tools = SampleBuild.bringsTools
        let lost =
            "RUN uv pip install --system six\nUsing Python 3.11.7 environment at: /usr/local\nInstalled 1 package in 2ms\n + attrs==23.1.0\nDONE 0.1s"
        #expect(reading([tools, lost]).gapReasons == [.cut])
        #expect(reading([tools, lost.replacing("attrs==23.1.0", with: "six==1.16.0")]).isComplete)
        #expect(
            reading([tools, lost.replacing("Installed 1 package in 2ms\n + attrs==23.1.0", with: "Audited 1 package in 1ms")]).isComplete
        )
        #expect(reading(["RUN pip install six\n\(Self.six)\n + werkzeug==3.0.1\nDONE 0.1s"]).gapReasons == [.cut])
        #expect(reading(["RUN pip install six && echo '+ rich==1.0'\n\(Self.six)\n+ rich==1.0\nDONE 0.1s"]).isComplete)
    }

    @Test("a loop over requirements has a word on each", arguments: ["six idna", "six==1.16.0 idna==3.4", "six six==1.15.0"])
    func loops(items: String) {
        let lost = "RUN for p in \(items); do pip install --no-cache-dir \"$p\"; done\n\(Self.six)\nDONE 1.0s"
        let reading = reading([lost])
        #expect(reading.gapReasons == [.cut])
        #expect(reading.versions[items.contains("idna") ? "idna" : "six"] == "?")
        let whole = lost.replacing("DONE", with: "\(Self.idna)\n\(Self.six.replacing("1.16.0", with: "1.15.0"))\nDONE")
        #expect(self.reading([whole]).isComplete)
        // Nobody knows what it goes over.
        #expect(self.reading([lost.replacing(items, with: "$(cat list.txt)")]).isComplete)
    }

    @Test("what uv lists where none of the commands in sight changes anything may be anywhere")
    func listsForNobody() {
        let tools = SampleBuild.bringsTools
        let first = "RUN uv pip install --system six\nInstalled 1 package in 2ms\n + six==1.15.0\nDONE 0.1s"
        let lost =
            "RUN uv pip compile in.txt | sed\nUninstalled 1 package in 1ms\nInstalled 1 package in 2ms\n - six==1.15.0\n + six==1.16.0\nDONE 0.1s"
        let reading = reading([tools, first, lost])
        #expect(reading.versions == ["six": "?"])
        #expect(reading.gapReasons == [.cut])
    }

    @Test("commands that install nothing have no words of pip's") func foreignHead() {
        #expect(reading(["RUN useradd -m app\n\(Self.six)\nDONE 0.1s"]).gapReasons == [.cut])
        #expect(
            reading(["RUN cat requirements.txt\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 0.1s"])
                .gapReasons == [.cut]
        )
        #expect(reading(["RUN echo Successfully installed six-1.16.0\nSuccessfully installed six-1.16.0\nDONE 0.1s"]).isComplete)
        #expect(reading(["RUN cat /tmp/pip.log\n\(Self.six)\nDONE 0.1s"]).isComplete)
    }

    @Test("what a file asks for is put in place, where pip names the file")
    func askedByFile() {
        let step =
            "RUN pip install -r r.txt\nCollecting idna (from -r r.txt (line 1))\nCollecting click (from -r r.txt (line 2))\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 2.0s"
        #expect(reading([step]).gapReasons == [.cut])
    }

    @Test("one run of uv's of several, each with a place of its own, has lost its count")
    func placesMixedUp() {
        let step =
            "RUN uv pip install --target /opt/x idna && uv pip install --system six && uv pip install --prefix /opt/y click\nInstalled 1 package in 3ms\n + six==1.16.0\nInstalled 1 package in 3ms\n + click==8.1.7\nDONE 2.0s"
        #expect(reading([SampleBuild.bringsTools, step]).versions.values.allSatisfy { $0 == "?" })
    }
}
