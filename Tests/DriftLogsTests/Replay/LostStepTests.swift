import DriftCore
import Testing

@testable import DriftLogs

/// A log that lost a step, or what a step printed, is not called complete wherever anything of the loss shows.
@Suite struct LostStepTests {
    private static let six = SampleBuild.pip("six", "six-1.16.0")
    private static let idna = SampleBuild.pip("idna", "idna-3.4")
    private static let attrs = SampleBuild.pip("attrs", "attrs-23.1.0")

    @Test("the blank line of a step that is gone stands beside the next one's")
    func spacing() {
        let log = SampleBuild(Self.six, Self.idna, Self.attrs).text
        #expect(EnvironmentReading.of(log).isComplete)
        for step in [Self.six, Self.idna, Self.attrs] {
            let lost = log.replacing("--> " + step, with: "")
            #expect(EnvironmentReading.of(lost).gapReasons == [.cut])
            // Each line end doubled: three blank lines stand where one did.
            let doubled = log.replacing("\n", with: "\n\n")
            #expect(EnvironmentReading.of(doubled).isComplete)
            #expect(EnvironmentReading.of(lost.replacing("\n", with: "\n\n")).gapReasons == [.cut])
        }
        let collapsed = log.replacing("\n\n", with: "\n")
        #expect(EnvironmentReading.of(collapsed).isComplete)
    }

    @Test("what is cached behind a base image that was fetched is another step")
    func cachedBehindBase() {
        let log = SampleBuild("RUN apt-get install -y python3-click\nCACHED", "WORKDIR /app\nCACHED").text
        #expect(EnvironmentReading.of(log).isComplete)
        #expect(EnvironmentReading.of(log.replacing("--> RUN apt-get install -y python3-click\n", with: "")).gapReasons == [.cut])
        // The image itself may be, and arrive in parts.
        let cached = log.replacing("DONE 0.0s\n\n--> RUN", with: "CACHED\n\n--> RUN")
        #expect(EnvironmentReading.of(cached).isComplete)
        #expect(EnvironmentReading.of(log.replacing("DONE 0.0s\n\n--> RUN", with: "DONE 0.0s\n\nDONE 1.2s\n\n--> RUN")).isComplete)
        // BuildKit's own output names the step each time: there the image was looked up, and then not fetched.
        let named = Self.buildKit.flatMap {
            $0 == "#4 CACHED" ? ["#4 resolve docker.io/library/python:3.11 0.0s done", "#4 DONE 0.0s", "", $0] : [$0]
        }
        #expect(named.count > Self.buildKit.count)
        #expect(EnvironmentReading.of(named.joined(separator: "\n") + "\n").isComplete)
    }

    @Test("whose environment a list is of that a log without its headers holds no line tells")
    func listWithoutHeaders() {
        let list = "Package    Version\n---------- -------\nclick      8.1.7\nsix        1.16.0\n"
        #expect(EnvironmentReading.of(list).isComplete)
        let banner = "===== Build Queued at 2026-04-21 08:48:06 / Commit SHA: 0d25a6c =====\n\n"
        #expect(!EnvironmentReading.of(banner + list).isComplete)
        #expect(!EnvironmentReading.of(banner + "Successfully installed six-1.16.0\nDONE 2.0s\n\n\(list)DONE 1.0s\n").isComplete)
    }

    private static let installed = ["Collecting six", "Installing collected packages: six", "Successfully installed six-1.16.0"]
    private static let buildKit =
        [
            "#1 [internal] load build definition from Dockerfile", "#1 DONE 0.0s", "#4 [web 1/4] FROM docker.io/library/python:3.11",
            "#4 CACHED",
        ]
        + ["#5 [web 2/4] RUN pip install six"] + installed.map { "#5 1.234 " + $0 } + [
            "#5 DONE 3.1s", "#6 [web 3/4] RUN pip install attrs",
        ]
        + [
            "#6 0.5 Collecting attrs", "#6 0.6 Successfully installed attrs-23.1.0", "#6 DONE 1.0s", "#7 [web 4/4] COPY . .",
            "#7 DONE 0.0s",
        ]
        + ["#8 exporting to image", "#8 DONE 0.2s"]
    private static let docker =
        ["Step 1/4 : FROM python:3.11", " ---> 3f2a9c1b7d5e", "Step 2/4 : RUN pip install six", " ---> Running in 7d5e3f2a9c1b"] + installed
        + [" ---> 1b7d5e3f2a9c", "Step 3/4 : RUN pip install attrs", "Collecting attrs", "Successfully installed attrs-23.1.0"]
        + [" ---> 2b7d5e3f2a9c", "Step 4/4 : COPY . .", " ---> 2a9c1b7d5e3f", "Successfully built 2a9c1b7d5e3f"]
    private static let buildah =
        ["[1/1] STEP 1/4: FROM python:3.11", "[1/1] STEP 2/4: RUN pip install six"] + installed + ["--> 3f2a9c1b7d5e"]
        + ["[1/1] STEP 3/4: RUN pip install attrs", "Collecting attrs", "Successfully installed attrs-23.1.0", "--> 4f2a9c1b7d5e"]
        + ["[1/1] STEP 4/4: COPY . /app", "[1/1] COMMIT app", "--> 9c1b7d5e3f2a"]

    @Test("a number that is missing is a step that is gone", arguments: [buildKit, docker, buildah])
    func numbers(_ lines: [String]) throws {
        let whole = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(whole.versions == ["six": "1.16.0", "attrs": "23.1.0"])
        #expect(whole.isComplete)
        for (begin, end) in [("2/4", "3/4"), ("3/4", "4/4")] {
            let first = try #require(lines.firstIndex { $0.contains(begin) })
            let next = try #require(lines.firstIndex { $0.contains(end) })
            let lost = EnvironmentReading.of((lines[..<first] + lines[next...]).joined(separator: "\n") + "\n")
            #expect(lost.versions.count == 1)
            #expect(!lost.isComplete)
        }
    }

    @Test("two stages on one image print its `FROM` once")
    func stages() {
        let lines =
            ["#1 [internal] load build definition from Dockerfile", "#4 [builder 1/2] FROM docker.io/library/python:3.11", "#4 CACHED"]
            + ["#5 [builder 2/2] RUN echo x > /x", "#5 DONE 0.1s", "#6 [stage-1 2/3] RUN pip install six"]
            + Self.installed.map { "#6 1.234 " + $0 } + ["#6 DONE 1.1s", "#7 [stage-1 3/3] COPY --from=builder /x /x", "#7 DONE 0.1s"]
            + ["#8 exporting to image", "#8 DONE 0.2s"]
        let build = LogScanner.builds(in: Array((lines.joined(separator: "\n") + "\n").utf8))[0]
        #expect(build.lostStepLine == nil)
    }

    @Test(
        "an installer that always says something and said nothing has lost its words",
        arguments: [
            "RUN pip install six || pip install idna", "RUN pip install six || true", "RUN pip uninstall -y six",
            "RUN if [ -f x ]; then pip install six; else pip install idna; fi", "RUN for p in six idna; do pip install $p; done",
            "RUN [ -f x ] && pip install -r x || true", "RUN cd x && pip install six || true",
            "RUN python -c \"import subprocess; subprocess.run(['pip', 'install', 'six'])\"", "RUN sh install.sh", "RUN pip-sync",
            "RUN uv venv --seed /opt/venv",
        ]
    )
    func silence(_ step: String) {
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.attrs, step + "\nDONE 2.3s").text)
        #expect(reading.gapReasons == [.cut])
    }

    @Test(
        "in no time nothing was installed",
        arguments: [
            "RUN if [ -f x ]; then pip install six; fi", "RUN sh prepare.sh", "RUN [ -f x ] && pip install -r x || true",
            "RUN test -f x && cd x && pip install six; true", "RUN command -v apk && pip install six || echo > /dev/null",
        ]
    )
    func noTime(_ step: String) {
        #expect(EnvironmentReading.of(SampleBuild(Self.attrs, step + "\nDONE 0.0s").text).isComplete)
    }

    @Test("until 2025 the Space's requirements have a step of their own")
    func requirements() {
        let era = PlatformLayoutTests.eras[1].steps.enumerated().map { index, step in
            let name = ["datasets", "six", "gradio"][index]
            return step + "\nCollecting \(name)\nInstalling collected packages: \(name)\nSuccessfully installed \(name)-1.0\nDONE 2.0s"
        }
        let lost = EnvironmentReading.of(
            SampleBuild(era[0], era[2], "COPY --link --chown=1000 --from=lfs /app /home/user/app\nCACHED").text
        )
        #expect(lost.gaps.map(\.command).contains("RUN pip install -r requirements.txt"))
        let whole = EnvironmentReading.of(SampleBuild(era[0], era[1], era[2]).text)
        #expect(!whole.gaps.map(\.command).contains("RUN pip install -r requirements.txt"))
    }

    @Test("a command that ends in the middle is not all of it", arguments: ["RUN echo a &&", "RUN pip install attrs -r", "RUN true ||"])
    func cutShort(_ step: String) {
        let step = step + "\nCollecting six\nInstalling collected packages: six\nSuccessfully installed six-1.16.0\nDONE 2.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.attrs, step).text)
        #expect(reading.versions["six"] == "1.16.0")
        #expect(reading.gapReasons == [.cut])
    }

    @Test("three dots stand for what somebody left out", arguments: ["...", "[...]", "<snip>"])
    func elision(_ mark: String) {
        let log = SampleBuild(Self.six, Self.idna, Self.attrs).text
        #expect(EnvironmentReading.of(log.replacing("--> " + Self.idna, with: mark)).gapReasons == [.cut])
        #expect(EnvironmentReading.of(log.replacing("Collecting idna", with: "Collecting idna\n" + mark)).gapReasons == [.cut])
        // In what prints nothing, or installs nothing, it stands for that step's end and others.
        let step = Self.six.replacing("DONE 3.1s", with: "")
        #expect(EnvironmentReading.of(log.replacing("DONE 0.0s\n\n--> " + step, with: mark + "\n")).gapReasons == [.cut])
        // The image's name is the widest line of a short log, and goes on in no mark.
        let short = SampleBuild("RUN pip install -q six idna && pip freeze\nidna==3.4\nsix==1.16.0\nDONE 2.0s").text
        let list = "DONE 0.0s\n\n--> RUN pip install -q six idna && pip freeze\n"
        #expect(!EnvironmentReading.of(short.replacing(list, with: mark + "\n")).isComplete)
        let apt = SampleBuild("RUN apt-get install -y git\n\(mark)\nDONE 9.0s", Self.six).text
        #expect(EnvironmentReading.of(apt).gapReasons == [.cut])
        let tests = SampleBuild(Self.six, "RUN python -m unittest\n...\nRan 3 tests in 0.001s\nDONE 0.3s").text
        #expect(EnvironmentReading.of(tests).isComplete)
    }

    @Test(
        "a program that no step brought had a step that did",
        arguments: [
            ("RUN uv venv /opt/a", nil), ("RUN uv venv /opt/a", "RUN curl -LsSf https://astral.sh/uv/install.sh | sh"),
            ("RUN uv venv /opt/a", "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/"),
            ("RUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv venv /opt/a", "COPY . ."),
            ("RUN poetry config virtualenvs.create false", nil),
            ("RUN poetry config virtualenvs.create false", "RUN pipx install poetry"),
        ] as [(String, String?)]
    )
    func installers(step: String, bringing: String?) {
        let steps = [bringing.map { $0 + "\nDONE 1.0s" }, step + "\nCreating virtual environment at: /opt/a\nDONE 1.0s", Self.six]
        var build = SampleBuild()
        build.steps = steps.compactMap(\.self)
        #expect(EnvironmentReading.of(build.text).isComplete == (bringing != nil))
    }

    @Test(
        "what lost words were about is known no more",
        arguments: [
            ("RUN pip uninstall -y six", "?"), ("RUN pip install -U six || true", "?"), ("RUN pip install six==1.16.0", "?"),
            ("RUN pip install -U -r requirements.txt", "?"), ("RUN pip install idna", "?"), ("RUN pip install --no-deps idna", "1.16.0"),
            ("RUN pip install 'setuptools<70' --no-deps", "1.16.0"),
        ]
    )
    func silenced(step: String, version: String) {
        let reading = EnvironmentReading.of(SampleBuild(Self.six, step + "\nDONE 2.0s").text)
        #expect(reading.versions["six"] == version)
        #expect(!reading.isComplete)
    }

    @Test("where output without a header went is gone, unless it says so itself")
    func homeless() {
        let block = "Collecting click\nInstalling collected packages: click\nSuccessfully installed click-8.1.7\nDONE 1.0s"
        let log = SampleBuild(Self.six, Self.idna).text.replacing("--> " + Self.idna, with: block)
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == ["six": "1.16.0", "click": "?"])
        #expect(!reading.isComplete)
        let found = "Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.16.0)\n"
        #expect(EnvironmentReading.of(log.replacing("Collecting click", with: found + "Collecting click")).versions["click"] == "8.1.7")
    }

    @Test("of two copies pip takes away the one that has the version it names")
    func copies() {
        let user = SampleBuild.pip("--user six==1.15.0", "six-1.15.0")
        let gone = "RUN pip uninstall -y six\nFound existing installation: six 1.15.0\n  Successfully uninstalled six-1.15.0\nDONE 1.0s"
        let log = SampleBuild(Self.six.replacing("Successfully installed six-1.16.0\n", with: ""), user, gone).text
        #expect(EnvironmentReading.of(log).versions == ["six": "?"])
    }

    @Test(
        "a header that ends with a program has lost what it was to do",
        arguments: [
            "&& pip", "&& /opt/b/bin/pip", "&& python -m", "&& /opt/a/bin/python", "; uv pip",
        ]
    )
    func cutHeaders(end: String) {
        let header = "RUN python -m venv /opt/a && python -m venv /opt/b && pip install six " + end
        let outputs = [Self.six, Self.idna].map { $0.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n") }
        let reading = EnvironmentReading.of(SampleBuild(header + "\n" + outputs.joined(separator: "\n") + "\nDONE 3.0s").text)
        #expect(Set(reading.gapReasons) == [.cut])
        #expect(reading.versions["six"] == "1.16.0")
        #expect(reading.versions["idna"] ?? "?" == "?")
    }

    @Test("what a tool brings for itself alone is not named", arguments: ["RUN uvx pycowsay hi", "RUN uv tool run pycowsay hi"])
    func tools(step: String) {
        let uv = SampleBuild.pip("uv", "uv-0.9.5")
        let reading = EnvironmentReading.of(SampleBuild(uv, step + "\nInstalled 1 package in 3ms\n< hi >\nDONE 1.0s").text)
        #expect(reading.isComplete)
        #expect(reading.versions == ["uv": "0.9.5"])
    }
}
