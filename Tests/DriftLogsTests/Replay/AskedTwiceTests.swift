import DriftCore
import Testing

@testable import DriftLogs

/// Commands of one step that ask for what is there already, or that take away what the one before them brought.
@Suite struct AskedTwiceTests {
    private static let root = "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour"

    @Test("a second run of a step that finds all in place is heard as well as the first")
    func satisfiedTwice() {
        let found = "Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.16.0)\n\(Self.root)"
        for chain in ["pip install six && pip install -U six", "pip install six; pip install six"] {
            let reading = EnvironmentReading.of(
                SampleBuild(SampleBuild.pip("six", "six-1.16.0"), "RUN \(chain)\n\(found)\n\(found)\nDONE 2.0s").text
            )
            #expect(reading.versions == ["six": "1.16.0"])
            #expect(reading.isComplete)
        }
    }

    @Test("what uv adds and removes in one step was put in place")
    func addedAndRemoved() {
        let added = "Resolved 2 packages in 1ms\nInstalled 1 package in 1ms\n + six==1.16.0"
        let removed = "Resolved 1 package in 1ms\nUninstalled 1 package in 1ms\n - six==1.16.0"
        let step = "RUN uv add six && uv remove six\nCreating virtual environment at: .venv\n\(added)\n\(removed)\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild("WORKDIR /app\nDONE 0.0s", SampleBuild.bringsTools, step).text)
        #expect(reading.versions == [:])
        #expect(reading.isComplete)
    }

    @Test("an early uv counts what it uninstalls when it is told to, and not when it installs")
    func earlyUv() {
        let install = "Resolved 1 package in 67ms\nInstalled 1 package in 5ms\n - idna==3.4\n + idna==3.20"
        let uninstall = "Uninstalled 1 package in 95ms\n - six==1.16.0"
        let step = "RUN uv pip install --system -U idna && uv pip uninstall --system six\n\(install)\n\(uninstall)\nDONE 0.4s"
        let pip = SampleBuild.pip("six idna==3.4", "six-1.16.0", "idna-3.4")
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, pip, step).text)
        #expect(reading.versions == ["idna": "3.20"])
        #expect(reading.isComplete)
        let third = step.replacing("--system six\n", with: "--system six && uv pip install --system idna==3.6\n")
            .replacing("DONE", with: "Resolved 1 package in 6ms\nInstalled 1 package in 1ms\n - idna==3.20\n + idna==3.6\nDONE")
        let again = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, pip, third).text)
        #expect(again.versions == ["idna": "3.6"])
        #expect(again.isComplete)
        let lost = step.replacing(" - six==1.16.0\n", with: "")
        #expect(!EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, pip, lost).text).isComplete)
    }

    @Test("pip below 21.1 does not mind root, also where it takes a newer one's place")
    func olderPip() {
        let older =
            "Collecting pip==20.2.4\nInstalling collected packages: pip\n  Attempting uninstall: pip\n"
            + "    Found existing installation: pip 23.0.1\n    Uninstalling pip-23.0.1:\n      Successfully uninstalled pip-23.0.1\n"
            + "Successfully installed pip-20.2.4\n\(Self.root)\n"
        let six = "Collecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0"
        let step = "RUN pip install pip==20.2.4 && pip install six\n\(older)\(six)\nDONE 3.0s"
        #expect(EnvironmentReading.of(SampleBuild(step).text).isComplete)
        // One that minds root stays.
        let other = step.replacing("20.2.4", with: "22.3.1")
        #expect(EnvironmentReading.of(SampleBuild(other).text).gapReasons == [.cut])
    }

    @Test("what a quiet removal of a step that succeeded names is gone")
    func quietRemoval() {
        let six = SampleBuild.pip("six idna", "six-1.16.0", "idna-3.4")
        let reading = EnvironmentReading.of(SampleBuild(six, "RUN pip uninstall -y -q six\nDONE 1.0s").text)
        #expect(reading.versions == ["idna": "3.4"])
        #expect(reading.isComplete)
        for other in ["pip uninstall -y -q -r rm.txt", "pip uninstall -y -q six || true", "pip uninstall -y -q six | cat"] {
            #expect(!EnvironmentReading.of(SampleBuild(six, "RUN \(other)\nDONE 1.0s").text).isComplete)
        }
    }

    @Test("what setup.py itself installed has no source in a freeze")
    func setup() {
        let built =
            "Processing /app\n  Preparing metadata (setup.py): finished with status 'done'\nInstalling collected packages: app\n"
            + "  Running setup.py install for app: started\n  Running setup.py install for app: finished with status 'done'\n"
        let step = "RUN pip install /app\n\(built)Successfully installed app-0.3\nDONE 2.0s"
        let release = EnvironmentReading.of(SampleBuild(step).text).release("app")
        #expect(release?.version == "0.3")
        #expect(release?.source == nil)
        #expect(release?.isBuiltFromSource == true)
    }

    @Test("a reader of pip's list that stops early is no failure of pip's")
    func brokenPipe() {
        let list = "Package Version\n------- -------\nidna    3.4"
        let step = SampleBuild.pip("idna && pip list | head -3", "idna-3.4").replacing(
            "DONE",
            with: list + "\nERROR: Pipe to stdout was broken\nDONE"
        )
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["idna": "3.4"])
        #expect(reading.isComplete)
    }

    @Test("what a step echoes, or prints from a file, is nobody's installation")
    func echoed() {
        let six = "Collecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0"
        let echo = "RUN echo \"Successfully installed foo-1.0\" && pip install six\nSuccessfully installed foo-1.0\n\(six)\nDONE 2.0s"
        let echoed = EnvironmentReading.of(SampleBuild(echo).text)
        #expect(echoed.versions == ["six": "1.16.0"])
        #expect(echoed.isComplete)
        let cat = "RUN pip install six && cat notes.txt\n\(six)\nCollecting foo==1.0\nSuccessfully installed foo-1.0 bar-2.0\nDONE 2.0s"
        let read = EnvironmentReading.of(SampleBuild(cat).text)
        #expect(read.versions == ["six": "1.16.0"])
        #expect(!read.isComplete)
    }
}
