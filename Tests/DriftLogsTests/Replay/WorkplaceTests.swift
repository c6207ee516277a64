import DriftCore
import Testing

@testable import DriftLogs

/// In which environment an installer works that says nothing of it: removals, projects, subshells, users, environments that nobody is seen to fill.
@Suite struct WorkplaceTests {
    private static let older = SampleBuild.pip("six==1.15.0", "six-1.15.0")

    @Test(
        "what a command took from site-packages by hand may be gone",
        arguments: [
            "rm -rf {}/idna*", "mv {}/idna-3.3.dist-info {}/~dna-3.3.dist-info", "rm -r {}/idna {}/idna-3.3.dist-info", "rm -rf {}/*",
        ]
    )
    func takenByHand(command: String) {
        let step = "RUN " + command.replacing("{}", with: "/usr/local/lib/python3.11/site-packages") + "\nDONE 0.1s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("idna six", "idna-3.3", "six-1.15.0"), step).text)
        #expect(reading.versions == ["idna": "?", "six": command.hasSuffix("/*") ? "?" : "1.15.0"])
        #expect(!reading.isComplete)
    }

    private static let venv = [
        "RUN python -m venv /opt/venv\nDONE 3.0s",
        SampleBuild.pip("six idna", "six-1.15.0", "idna-3.4").replacing("RUN pip", with: "RUN /opt/venv/bin/pip"),
    ]

    @Test(
        "pip uninstall takes away from the environment that it works in",
        arguments: [
            "/opt/venv/bin/pip uninstall -y six", "/opt/venv/bin/python -m pip uninstall -y -r old.txt",
            ". /opt/venv/bin/activate && pip uninstall -y six",
            "pip --python /opt/venv/bin/python uninstall -y six",
            "/opt/venv/bin/pip uninstall -y six && /opt/venv/bin/pip install click==8.1.7",
        ]
    )
    func uninstalledFromEnvironment(command: String) {
        var step =
            "RUN \(command)\nFound existing installation: six 1.15.0\nUninstalling six-1.15.0:\n  Successfully uninstalled six-1.15.0\n"
        if command.contains("click") {
            step += "Collecting click==8.1.7\nInstalling collected packages: click\nSuccessfully installed click-8.1.7\n"
        }
        let reading = EnvironmentReading.of(SampleBuild(Self.venv[0], Self.venv[1], step + "DONE 1.0s").text)
        #expect(reading.versions["six"] == nil)
        #expect(reading.versions["idna"] == "3.4")
        #expect(reading.isComplete)
    }

    @Test("of two removals of the same name in one step each works where its release is")
    func removedTwice() {
        let step = """
            RUN /opt/venv/bin/pip uninstall -y six && pip uninstall -y six
            Found existing installation: six 1.15.0
            Uninstalling six-1.15.0:
              Successfully uninstalled six-1.15.0
            Found existing installation: six 1.12.0
            Uninstalling six-1.12.0:
              Successfully uninstalled six-1.12.0
            DONE 1.0s
            """
        let system = SampleBuild.pip("six==1.12.0", "six-1.12.0")
        #expect(EnvironmentReading.of(SampleBuild(system, Self.venv[0], Self.venv[1], step).text).versions == ["idna": "3.4"])
    }

    @Test("a run that finds everything in place ends with pip's word on root")
    func satisfiedRun() {
        let step = """
            RUN pip install -U six; /opt/venv/bin/pip install six==1.16.0
            Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.15.0)
            \(Self.warning)
            Collecting six==1.16.0
            Installing collected packages: six
            Successfully installed six-1.16.0
            DONE 1.0s
            """
        let venv = Self.venv[1].replacing("six idna", with: "idna").replacing("six, ", with: "").replacing(" six-1.15.0", with: "")
        let reading = EnvironmentReading.of(SampleBuild(Self.older, Self.venv[0], venv.replacing("Collecting six\n", with: ""), step).text)
        #expect(reading.versions == ["idna": "3.4", "six": "1.16.0"])
    }

    @Test("uv says once where it made the project's environment")
    func projectEnvironment() {
        let first =
            "RUN uv sync --extra web\nCreating virtual environment at: /opt/venv\nResolved 3 packages in 1ms\nInstalled 2 packages in 1ms\n + idna==3.4\n + six==1.15.0\nDONE 1.0s"
        let second = "RUN uv sync\nResolved 3 packages in 1ms\nUninstalled 1 package in 1ms\n - six==1.15.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, first, second).text)
        #expect(reading.versions == ["idna": "3.4"])
    }

    @Test("a removal is a report of its own where uv then says where it works next")
    func removalThenInstall() {
        let first =
            "RUN uv sync\nCreating virtual environment at: .venv\nResolved 2 packages in 1ms\nInstalled 2 packages in 1ms\n + idna==3.4\n + six==1.15.0\nDONE 1.0s"
        let second =
            "RUN uv remove six && uv pip install --python /app/.venv attrs\nResolved 2 packages in 1ms\nUninstalled 1 package in 1ms\n - six==1.15.0\nUsing Python 3.11.7 environment at: /app/.venv\nResolved 1 package in 1ms\nInstalled 1 package in 1ms\n + attrs==23.1.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild("WORKDIR /app\nDONE 0.0s", SampleBuild.bringsTools, first, second).text)
        #expect(reading.versions == ["idna": "3.4", "attrs": "23.1.0"])
        #expect(reading.isComplete)
    }

    @Test(
        "whether the app is the user that a step switched to no line tells",
        arguments: ["su app -c 'pip install six'", "runuser -u app -- pip install six"]
    )
    func otherUser(command: String) {
        let step =
            "RUN \(command)\nDefaulting to user installation because normal site-packages is not writeable\nCollecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 1.0s"
        #expect(EnvironmentReading.of(SampleBuild(Self.older, step).text).gapReasons == [.unreadable])
    }

    @Test(
        "behind a subshell the place is the old one",
        arguments: [
            "(. /opt/venv/bin/activate && pip install rich) && pip install attrs",
            "(cd /opt/venv && bin/pip install rich); pip install attrs",
            "( ( . /opt/venv/bin/activate ) && true ); (. /opt/venv/bin/activate; pip install rich); ( pip install attrs )",
        ]
    )
    func subshell(command: String) {
        let invocations = InstallerCommandLine.invocations(in: command)
        #expect(invocations.filter { $0.action == .install }.map(\.target) == [.virtual("/opt/venv"), .system])
    }

    @Test("braces are no subshell")
    func braces() {
        let invocations = InstallerCommandLine.invocations(in: "{ . /opt/venv/bin/activate; pip install rich; } && pip install attrs")
        #expect(invocations.map(\.target) == [.virtual("/opt/venv"), .virtual("/opt/venv")])
    }

    private static let makes = "RUN python -m venv /opt/venv\nDONE 3.0s"
    private static let warning = "WARNING: Running pip as the 'root' user can result in broken permissions"

    @Test("a plain pip behind an environment that nobody is seen to fill may mean it, unless it tells that it does not")
    func unfilled() {
        let later = SampleBuild.pip("idna", "idna-3.4")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, Self.makes, later).text).gapReasons == [.stages])
        #expect(EnvironmentReading.of(SampleBuild(Self.makes, later).text).isComplete)
        let warned = later.replacing("\nDONE", with: "\n\(Self.warning)\nDONE")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, Self.makes, warned).text).isComplete)
        let line = "Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.15.0)\n"
        let found = SampleBuild.pip("six idna", "idna-3.4").replacing("Collecting", with: line + "Collecting")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, Self.makes, found).text).isComplete)
        let toolMade = Self.makes.replacing("/opt/venv", with: "/opt/poetry-venv")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, toolMade, later).text).isComplete)
    }

    @Test("what hatch runs works in an environment of hatch's own, which it fills without naming anything")
    func hatch() {
        let run = SampleBuild.pip("six", "six-1.16.0").replacing("RUN pip", with: "RUN hatch run pip")
        let reading = EnvironmentReading.of(SampleBuild(Self.older, run).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.gapReasons == [.unreadable])
    }

    @Test("poetry's own home is no environment of the app's, whatever the variable holds", arguments: ["$POETRY_HOME", "${POETRY_HOME}"])
    func poetryHome(path: String) {
        let tool = SampleBuild.pip("poetry six idna attrs", "poetry-2.4.3", "six-1.16.0", "idna-3.4", "attrs-23.1.0")
            .replacing("RUN pip", with: "RUN python -m venv \(path) && \(path)/bin/pip")
        let install =
            "RUN poetry install --no-root\nSkipping virtualenv creation, as specified in config file.\n\nPackage operations: 1 install, 0 updates, 0 removals\n\n  - Installing click (8.1.0)\nDONE 1.0s"
        #expect(EnvironmentReading.of(SampleBuild(tool, install).text).versions == ["click": "8.1.0"])
    }

    @Test("uv works in the only environment that was made, unless it says otherwise; its first releases say nothing")
    func firstUv() {
        let tools = SampleBuild.pip("uv==0.2.37", "uv-0.2.37")
        let makes =
            "RUN uv venv /opt/venv\nUsing Python 3.11.7 interpreter at: /usr/local/bin/python3\nCreating virtualenv at: /opt/venv\nDONE 0.1s"
        let sync = "RUN uv pip sync requirements.txt\nResolved 1 package in 216ms\nInstalled 1 package in 64ms\n + click==8.1.7\nDONE 0.9s"
        let silent = EnvironmentReading.of(SampleBuild(tools, makes, sync).text)
        #expect(silent.versions == ["click": "8.1.7"])
        #expect(silent.gapReasons == [.unreadable])
        let told = sync.replacing("Resolved", with: "Using Python 3.11.7 environment at: /usr/local\nResolved")
        #expect(EnvironmentReading.of(SampleBuild(tools, makes, told).text).versions == ["click": "8.1.7", "uv": "0.2.37"])
        let system = EnvironmentReading.of(SampleBuild(tools, makes, sync.replacing("sync", with: "sync --system")).text)
        #expect(system.versions == ["click": "8.1.7", "uv": "0.2.37"])
    }

    @Test("an app that installs where an environment was left empty has filled it, or has not")
    func unfilledAtStart() {
        let build = SampleBuild(Self.older, Self.makes).text
        let start =
            "===== Application Startup at 2026-06-19 09:20:00 =====\n\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\n"
        #expect(!EnvironmentReading.of(build, start).isComplete)
        let warned = EnvironmentReading.of(build, start + Self.warning + "\n")
        #expect(warned.versions == ["six": "1.15.0", "idna": "3.4"])
    }

    @Test("what another stage had installed and this one takes away does not come back with the copy", arguments: [true, false])
    func removedBehindCopy(isUv: Bool) {
        let install = SampleBuild.pip("six idna", "six-1.15.0", "idna-3.4").replacing("RUN pip", with: "RUN /opt/venv/bin/pip")
        let copy = "COPY --from=builder /opt/venv /opt/venv\nDONE 0.1s"
        let pip =
            "RUN /opt/venv/bin/pip install -U six && /opt/venv/bin/pip uninstall -y six\nRequirement already satisfied: six in /opt/venv/lib/python3.11/site-packages (1.15.0)\nFound existing installation: six 1.15.0\nUninstalling six-1.15.0:\n  Successfully uninstalled six-1.15.0\nDONE 1.0s"
        let uv =
            "RUN uv pip uninstall --python /opt/venv six\nUsing Python 3.11.7 environment at: /opt/venv\nUninstalled 1 package in 1ms\n - six==1.15.0\nDONE 1.0s"
        let images = [SampleBuild.python311, SampleBuild.python311.replacing("1111", with: "2222")]
        let build = SampleBuild(
            "WORKDIR /build\nDONE 0.0s",
            Self.makes,
            install,
            "WORKDIR /app\nDONE 0.0s",
            SampleBuild.bringsTools,
            copy,
            isUv ? uv : pip,
            images: images
        )
        #expect(EnvironmentReading.of(build.text).versions == ["idna": "3.4"])
    }

    @Test(
        "a project's environment in a folder that the image does not work in may not be the app's where the interpreter has packages too",
        arguments: [
            ("WORKDIR /app", "", false), ("WORKDIR /app/tools", "", true), ("WORKDIR /app", " uv", true), ("WORKDIR /app", "==", true),
        ]
    )
    func projectAside(last: String, system: String, isComplete: Bool) {
        let installs = system == " uv" ? SampleBuild.pip("uv", "uv-0.9.30") : SampleBuild.pip("six idna", "six-1.15.0", "idna-3.3")
        let sync = """
            RUN cd tools && uv sync
            Using CPython 3.11.7 interpreter at: /usr/local/bin/python3
            Creating virtual environment at: .venv
            Resolved 2 packages in 385ms
            Installed 1 package in 6ms
             + attrs==23.1.0
            DONE 5.5s
            """
        let here = system == "==" ? sync.replacing("cd tools && ", with: "") : sync
        let steps = SampleBuild(SampleBuild.bringsTools, "WORKDIR /app\nDONE 0.0s", installs, here, "\(last)\nDONE 0.0s")
        let reading = EnvironmentReading.of(steps.text)
        #expect(reading.versions == ["attrs": "23.1.0"])
        #expect(reading.isComplete == isComplete)
    }

    @Test("a step that gave an environment's pip another name makes it known to those behind it")
    func linkedBefore() {
        let link = "RUN python -m venv /opt/venv && ln -s /opt/venv/bin/pip /usr/local/bin/vpip\nDONE 3.0s"
        let install = SampleBuild.pip("attrs", "attrs-23.1.0").replacing("RUN pip", with: "RUN vpip")
        let reading = EnvironmentReading.of(SampleBuild(Self.older, link, install).text)
        #expect(reading.versions == ["attrs": "23.1.0"])
    }

    @Test("what pip collects for another machine goes into a folder, whose name may be lost")
    func otherMachine() {
        let install = SampleBuild.pip("--platform manylinux2014_x86_64 --only-binary=:...", "attrs-23.1.0")
        #expect(EnvironmentReading.of(SampleBuild(Self.older, install).text).versions == ["six": "1.15.0"])
    }

    @Test("a report of uv beyond what is left of the step's text is no tool's")
    func beyondSight() {
        let step = """
            RUN uv tool install pycowsay && uv pip in...
            Resolved 1 package in 216ms
            Installed 1 package in 48ms
             + pycowsay==0.0.0.2
            Installed 1 executable: pycowsay
            Resolved 1 package in 127ms
            Uninstalled 1 package in 2ms
            Installed 1 package in 3ms
             - six==1.15.0
             + six==1.17.0
            DONE 2.0s
            """
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.older, step).text)
        #expect(reading.versions == ["six": "?"] && !reading.isComplete)
    }

    @Test("an environment that a cached step made is there: a plain pip behind it may work in either", arguments: [true, false])
    func cachedEnvironment(isAlone: Bool) {
        let made = Self.venv[0].replacing("DONE 3.0s", with: "CACHED")
        let own = SampleBuild.pip("idna", "idna-3.4").replacing("RUN pip", with: "RUN /opt/venv/bin/pip")
        let later = [Self.older, own]
        let build = SampleBuild(made, later[0], later[1], queued: "2026-06-20 09:14:10").text
        let reading = isAlone ? EnvironmentReading.of(build) : EnvironmentReading.of(SampleBuild(Self.venv[0]).text, build)
        #expect(!reading.isComplete)
        #expect(EnvironmentReading.of(SampleBuild(made, later[1]).text).isComplete)
    }
}
