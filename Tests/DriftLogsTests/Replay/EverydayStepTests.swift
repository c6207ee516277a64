import DriftCore
import Testing

@testable import DriftLogs

/// What stands around pip and uv in the steps of ordinary Dockerfiles: answers through pipes, variables, folders that are copied, runners of tasks.
@Suite struct EverydayStepTests {
    private let older = SampleBuild.pip("six==1.15.0", "six-1.15.0")

    @Test(
        "what a step copies from a folder of its own into the interpreter's place is there",
        arguments: [
            ("--root /stage", "cp -a /stage/usr/local/. /usr/local/"), ("--prefix /opt/p", "cp -a /opt/p/. /usr/local/"),
            ("--target /deps", "mv /deps/* /usr/local/lib/python3.11/site-packages/"),
        ]
    )
    func copiedFolder(options: String, copy: String) {
        let install = SampleBuild.pip("\(options) idna", "idna-3.4")
        let together = install.replacing("\(options) idna\n", with: "\(options) idna && \(copy)\n")
        #expect(EnvironmentReading.of(SampleBuild(together).text).versions == ["idna": "3.4"])
        #expect(EnvironmentReading.of(SampleBuild(install, "RUN \(copy)\nDONE 0.1s").text).versions == ["idna": "3.4"])
        #expect(EnvironmentReading.of(SampleBuild(install, "RUN cp -a /stage /backup\nDONE 0.1s").text).versions == [:])
        let older = EnvironmentReading.of(SampleBuild(SampleBuild.pip("idna==3.3", "idna-3.3"), install, "RUN \(copy)\nDONE 0.1s").text)
        #expect(older.versions == ["idna": "?"])
        #expect(!older.isComplete)
    }

    @Test(
        "a place that a command or a variable tells is not known",
        arguments: ["--target=$(python -c 'print(1)')", "--prefix $PLACE", "-t `cat place`"]
    )
    func placeOfCommand(options: String) {
        let reading = EnvironmentReading.of(SampleBuild(older, SampleBuild.pip("\(options) idna", "idna-3.4")).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(!reading.isComplete)
    }

    @Test("an environment whose path stands in a variable", arguments: ["$VENV", "${VENV}", "$APP_HOME/venv"])
    func environmentOfVariable(path: String) {
        let steps = [
            "RUN python -m venv \(path) && \(path)/bin/pip install idna\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\nDONE 3.0s",
            "RUN \"$VENV/bin/pip\" install click".replacing("$VENV", with: path)
                + "\nCollecting click\nInstalling collected packages: click\nSuccessfully installed click-8.1.7\nDONE 3.0s",
        ]
        let reading = EnvironmentReading.of(SampleBuild(older, steps[0], steps[1]).text)
        #expect(reading.versions == ["idna": "3.4", "click": "8.1.7"])
        let tool = SampleBuild(older, steps[0].replacing(path, with: "$POETRY_HOME")).text
        #expect(EnvironmentReading.of(tool).versions["idna"] == nil)
        let own = SampleBuild(older, "RUN $HOME/.local/bin/pip install idna" + steps[0].drop { $0 != "\n" }).text
        #expect(EnvironmentReading.of(own).versions == ["six": "1.15.0", "idna": "3.4"])
    }

    @Test("two projects' environments, either of which may be the app's")
    func twoProjects() {
        func sync(_ folder: String, _ item: String) -> String {
            "RUN cd /app/\(folder) && uv sync\nCreating virtual environment at: .venv\nResolved 1 package in 9ms\nInstalled 1 package in 3ms\n + \(item)\nDONE 4.0s"
        }
        let one = [SampleBuild.bringsTools, sync("one", "idna==3.4")]
        let more = "RUN cd /app/one && uv pip install six\nResolved 1 package in 9ms\nInstalled 1 package in 3ms\n + six==1.16.0\nDONE 1.0s"
        let alone = EnvironmentReading.of(SampleBuild(one[0], one[1], more).text)
        #expect(alone.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(alone.isComplete)
        let both = EnvironmentReading.of(SampleBuild(one[0], one[1], sync("two", "click==8.1.7"), more).text)
        #expect(both.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(!both.isComplete)
    }

    @Test("an environment that is moved keeps what it holds")
    func movedEnvironment() {
        let pip = SampleBuild.pip("idna==3.3 six", "idna-3.3", "six-1.16.0").replacing(
            "RUN pip",
            with: "RUN python -m venv /opt/venv && /opt/venv/bin/pip"
        )
        let newer = SampleBuild.pip("-U idna", "idna-3.4").replacing("RUN pip", with: "RUN /srv/venv/bin/python -m pip")
        let move = "RUN mv /opt/venv /srv/venv"
        let steps = [[pip, "\(move)\nDONE 0.1s", newer], [pip, newer.replacing("RUN", with: "\(move) &&")]]
        for steps in steps {
            var build = SampleBuild()
            build.steps = steps
            let reading = EnvironmentReading.of(build.text)
            #expect(reading.versions == ["idna": "3.4", "six": "1.16.0"])
            #expect(reading.isComplete)
        }
    }

    @Test("python -m installer puts a wheel in place without a word")
    func wheelInstaller() {
        let step =
            "RUN python -m build --wheel && python -m installer dist/*.whl\nSuccessfully built my_space-1.0-py3-none-any.whl\nDONE 3.0s"
        let reading = EnvironmentReading.of(SampleBuild(older, step).text)
        #expect(reading.gapReasons == [.unreadable])
    }

    @Test("what a script asks for goes into an environment of its own")
    func scripts() {
        let step = """
            RUN uv add --script s.py six==1.17.0 && uv sync --script s.py
            Creating script environment at: /root/.cache/uv/environments-v2/s-9ea978abd86506f3
            Resolved 1 package in 8ms
            Installed 1 package in 13ms
             + six==1.17.0
            DONE 0.5s
            """
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, older, step).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("pip uninstall that is answered through a pipe", arguments: ["Y/n", "y/n"])
    func answered(choice: String) {
        let root = "WARNING: Running pip as the 'root' user can result in broken permissions"
        func step(_ answer: String) -> String {
            "RUN echo y | pip uninstall six\nFound existing installation: six 1.16.0\nUninstalling six-1.16.0:\n  Would remove:\n    /usr/local/lib/python3.11/site-packages/six.py\nProceed (\(choice))? \(answer)\nDONE 1.0s"
        }
        let installed = SampleBuild.pip("six", "six-1.16.0")
        let gone = EnvironmentReading.of(SampleBuild(installed, step("  Successfully uninstalled six-1.16.0\n\(root)")).text)
        #expect(gone.versions == [:])
        #expect(gone.isComplete)
        for answer in [root, "", "Your response ('maybe') was not one of the expected responses: y, n, "] {
            let kept = EnvironmentReading.of(SampleBuild(installed, step(answer)).text)
            #expect(kept.versions == ["six": "1.16.0"])
            #expect(kept.isComplete)
        }
    }

    @Test(
        "whatever stands before pip in a step, its words count",
        arguments: ["env -i $(env) pip", "$SUDO pip", "env $OPTIONS pip", "$RUN python -m pip"]
    )
    func unknownPrefix(program: String) {
        let step = SampleBuild.pip("six", "six-1.16.0").replacing("pip install", with: "\(program) install")
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test(
        "a runner of tasks may install what it does not show",
        arguments: ["ansible-playbook site.yml", "doit", "invoke setup"]
    )
    func taskRunners(command: String) {
        let reading = EnvironmentReading.of(
            SampleBuild(SampleBuild.pip("six", "six-1.16.0"), "RUN \(command)\nchanged: [localhost]\nDONE 9.0s").text
        )
        #expect(!reading.isComplete)
    }

    @Test("the JSON form of RUN hands its words over whole: a shell's script among them, a marker's comma and quotes")
    func execForm() {
        let shell = SampleBuild.pip("x", "six-1.16.0", "idna-3.4").replacing(
            "RUN pip install x",
            with: #"RUN ["/bin/bash", "-c", "pip install -q attrs || true; pip install six 'idna>=3,<4'"]"#
        )
        let reading = EnvironmentReading.of(SampleBuild(older, shell).text)
        #expect(reading.versions == ["six": "1.16.0", "idna": "3.4", "attrs": "?"])
        #expect(reading.gapReasons == [.quiet])
        let escaped = shell.replacing("-q attrs || true; pip install", with: "").replacing("'idna>=3,<4'", with: #"\"idna>=3,<4\""#)
        #expect(EnvironmentReading.of(SampleBuild(escaped).text).isComplete)
        let unicode = escaped.replacing(">=3,<4", with: #"\u003e=3,\u003C4\ud83d\ude00"#)
        #expect(
            InstallerCommandLine.invocations(in: ReplayStep.command(of: String(unicode.split(separator: "\n")[0]))).map(\.requirements) == [
                ["six", "idna>=3,<4😀"]
            ]
        )
        // No JSON: the shell's own `[`.
        let test = older.replacing("RUN pip install", with: "RUN [ -f x ] || pip install").replacing("==1.15.0\n", with: " && [ -d y ]\n")
        #expect(EnvironmentReading.of(SampleBuild(test).text).versions == ["six": "1.15.0"])
    }

    @Test("what other programs process is no candidate of pip's: apt's triggers, an app's own work")
    func foreignProcessing() {
        let triggers = "Processing triggers for libc-bin (2.36-9+deb12u14) ..."
        let words = "Setting up ffmpeg (7:5.1.6-0+deb12u1) ...\r\n\(triggers)\r\nProcessing 12 files"
        let apt = "RUN apt-get update && apt-get install -y ffmpeg\n\(words)\nDONE 9.0s"
        let reading = EnvironmentReading.of(SampleBuild(apt, older).text)
        #expect(reading.isComplete && reading.versions == ["six": "1.15.0"])
        // Beside pip it ends nothing either.
        let beside = older.replacing("RUN pip", with: "RUN apt-get install -y git && pip")
            .replacing("Collecting", with: "\(words)\nCollecting")
        #expect(EnvironmentReading.of(SampleBuild(beside).text).isComplete)
    }

    @Test(
        "a step that prints nothing need not have started what stands behind a condition, whatever time the condition took",
        arguments: [
            "pip freeze --local || pip install -r requirements.txt", "pip freeze | grep -i torch | xargs -r pip uninstall -y",
            "pip show six > /dev/null || pip install six", "pip freeze --local; pip install --dry-run -r empty.txt",
        ]
    )
    func silentCondition(command: String) {
        let reading = EnvironmentReading.of(SampleBuild(older, "RUN \(command)\nDONE 3.6s").text)
        #expect(reading.isComplete && reading.versions == ["six": "1.15.0"])
        let surely = EnvironmentReading.of(SampleBuild(older, "RUN pip freeze | xargs pip uninstall -y\nDONE 3.6s").text)
        #expect(!surely.isComplete)
    }

    @Test("a run that saves several wheels is one run, the install behind it the next")
    func savedWheels() {
        let step = """
            RUN pip wheel -w /w six idna && pip download -d /w attrs && pip install /w/*
            Collecting six
            Collecting idna
            Saved /w/six-1.16.0-py2.py3-none-any.whl
            Saved /w/idna-3.4-py3-none-any.whl
            Collecting attrs
            Saved /w/attrs-23.1.0-py3-none-any.whl
            Successfully downloaded attrs
            Processing /w/six-1.16.0-py2.py3-none-any.whl
            Processing /w/idna-3.4-py3-none-any.whl
            Installing collected packages: six, idna
            Successfully installed idna-3.4 six-1.16.0
            DONE 3.0s
            """
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.isComplete && reading.versions == ["six": "1.16.0", "idna": "3.4"])
    }

    @Test("what a filter let through is the filtered run's, wherever the next one works")
    func filteredBeside() {
        let step = """
            RUN pip install attrs | grep -v Collecting && /opt/venv/bin/pip install idna --user || true
            Installing collected packages: attrs
            Successfully installed attrs-23.2.0
            ERROR: Can not perform a '--user' install. User site-packages are not visible in this virtualenv.
            DONE 5.1s
            """
        #expect(EnvironmentReading.of(SampleBuild(older, step).text).versions == ["six": "1.15.0", "attrs": "23.2.0"])
    }

    @Test("a tool that a script has uv install is none of the app's packages")
    func scriptedTool() {
        let words = "Resolved 1 package in 124ms\nInstalled 1 package in 10ms\n + pycowsay==0.0.0.2\nInstalled 1 executable: pycowsay"
        let uv = SampleBuild.pip("uv", "uv-0.6.17")
        #expect(EnvironmentReading.of(SampleBuild(uv, "RUN ./tools.sh\n\(words)\nDONE 1.0s").text).versions == ["uv": "0.6.17"])
        let tool = EnvironmentReading.of(SampleBuild(uv, "RUN uv tool install pycowsay\n\(words)\nDONE 1.0s").text)
        #expect(tool.isComplete && tool.versions == ["uv": "0.6.17"])
    }

    @Test("what pip finds in an environment that came from another stage came with it")
    func foundInCopied() {
        let own = SampleBuild.pip("idna", "idna-3.4").replacing("RUN pip", with: "RUN /opt/venv/bin/pip")
        let later = """
            RUN /opt/venv/bin/pip install idna rich
            Requirement already satisfied: idna in /opt/venv/lib/python3.11/site-packages (3.4)
            Collecting rich
            Installing collected packages: rich
            Successfully installed rich-13.0
            DONE 3.0s
            """
        let stages = SampleBuild(
            "WORKDIR /build\nDONE 0.0s",
            "RUN python -m venv /opt/venv\nDONE 3.0s",
            own,
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=builder /opt/venv /opt/venv\nDONE 0.1s",
            later,
            images: [SampleBuild.python311, SampleBuild.python311]
        )
        let reading = EnvironmentReading.of(stages.text)
        #expect(reading.isComplete && reading.versions == ["idna": "3.4", "rich": "13.0"])
    }

    @Test("what a cached step of apt's brought to the distribution's Python no line tells")
    func cachedDistribution() {
        let debian = "docker.io/library/debian:13@sha256:" + String(repeating: "2", count: 64)
        let apt = "RUN apt-get update && apt-get install -y python3 python3-pip python3-click\nCACHED"
        let install = older.replacing("pip install", with: "pip3 install --break-system-packages")
        #expect(EnvironmentReading.of(SampleBuild(apt, install, images: [debian]).text).gapReasons == [.cached])
        let own =
            "RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install six\nCollecting six\n"
            + "Installing collected packages: six\nSuccessfully installed six-1.16.0\nDONE 3.0s"
        #expect(EnvironmentReading.of(SampleBuild(apt, own, images: [debian]).text).isComplete)
        #expect(EnvironmentReading.of(SampleBuild(apt, older).text).isComplete)
    }

    @Test("uv that compiles says so in place of finding everything in place")
    func bytecode() {
        let first =
            "RUN uv sync\nResolved 1 package in 4ms\nInstalled 1 package in 3ms\nBytecode compiled 9 files in 2.8s\n + six==1.16.0\nDONE 4.0s"
        let second = "RUN uv sync --no-dev\nResolved 1 package in 4ms\nBytecode compiled 9 files in 200ms\nDONE 0.4s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, "WORKDIR /app\nDONE 0.0s", first, second).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }
}
