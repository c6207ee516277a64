import DriftCore
import Testing

@testable import DriftLogs

/// What the start of an app shows.
@Suite struct RunStartTests {
    static let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0")).text

    private func start(_ time: String, _ lines: String...) -> String {
        "===== Application Startup at \(time) =====\n\n" + lines.joined(separator: "\n") + "\n"
    }

    private func pip(_ item: String) -> String {
        let name = item.prefix { $0 != "-" }
        return "Collecting \(name)\nInstalling collected packages: \(name)\nSuccessfully installed \(item)"
    }

    @Test("what the app installs goes over the image")
    func install() {
        let reading = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0")))
        #expect(reading.versions == ["flask": "3.0.0", "rich": "14.0"])
        #expect(reading.evidence("rich")?.log == 1)
    }

    @Test("a freeze that the app prints, of a build whose every step was quiet, names what is there")
    func freezeBehindQuiet() {
        let build = SampleBuild("RUN pip install -q requests\nDONE 3.7s").text
        let list = ["certifi==2024.2.2", "charset-normalizer==3.3.2", "idna==3.6", "requests==2.31.0", "urllib3==2.2.0"]
        let run = start("2026-06-19 09:20:00", "booting", list.joined(separator: "\n"), "ready")
        let reading = EnvironmentReading.of(build, run)
        #expect(reading.versions["urllib3"] == "2.2.0" && reading.versions["requests"] == "2.31.0")
        // Whether the list is whole no line tells; one without what was asked for is another's.
        #expect(!reading.isComplete)
        #expect(EnvironmentReading.of(build, run.replacing("requests==2.31.0", with: "rich==13.0")).versions == ["requests": "?"])
    }

    @Test("what a runner of processes puts before each line is no part of it, whatever carries the log", arguments: [1, 4_000])
    func runner(count: Int) {
        let idle = String(repeating: "08:00:03 worker.1 | waiting for the model to load\n", count: count)
        let lines = pip("rich-14.0").split(separator: "\n").map { "08:00:04 web.1    | \($0)\n" }
        let run = start("2026-06-19 09:20:00", "08:00:01 system   | web.1 started (pid=14)\n" + idle + lines.joined())
        let pod = run.split(separator: "\n").map { "app-5d9f 2026-06-19T09:20:01.330Z \($0)\n" }.joined()
        for log in [run, pod] { #expect(EnvironmentReading.of(Self.build, log).versions == ["flask": "3.0.0", "rich": "14.0"]) }
    }

    @Test(
        "an installer whose lines the app hands to its logger is heard",
        arguments: [
            ("2026-03-04 10:00:01,123 - setup - INFO - ", ""), ("INFO:setup:", ""), ("{\"level\": \"INFO\", \"event\": \"", "\"}"),
        ]
    )
    func logger(before: String, behind: String) {
        let lines = ["preparing", pip("rich-14.0"), "serving"].joined(separator: "\n").split(separator: "\n")
        let run = start("2026-06-19 09:20:00", lines.map { before + $0 + behind }.joined(separator: "\n"), "Running on local URL")
        let reading = EnvironmentReading.of(Self.build, run)
        #expect(reading.versions == ["flask": "3.0.0", "rich": "14.0"] && reading.isComplete)
    }

    @Test("a list that names what is known in another version leaves it open which there is")
    func otherList() {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0 six-1.15.0 idna-3.4")).text
        let list = { (flask: String, six: String) in "ready\nflask==\(flask)\nidna==3.4\nsix==\(six)\n\nRunning on local URL" }
        let changed = EnvironmentReading.of(build, start("2026-06-19 09:20:00", list("3.1.0", "1.16.0")))
        #expect(changed.versions == ["flask": "?", "six": "?", "idna": "3.4"])
        #expect(changed.gapReasons == [.quiet])
        let same = EnvironmentReading.of(build, start("2026-06-19 09:20:00", list("3.0.0", "1.15.0")))
        #expect(same.versions == ["flask": "3.0.0", "six": "1.15.0", "idna": "3.4"] && same.isComplete)
    }

    @Test("an installer that is heard in lines which nobody understands makes a gap")
    func unknownLogger() {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0 six-1.15.0 idna-3.4")).text
        let lines = [
            "[08:00:01] INFO     Collecting rich  app.py:3", "           INFO       Found existing installation: six 1.15.0  app.py:3",
            "           INFO     Successfully installed flask-3.1.0 rich-14.0  app.py:3",
        ]
        let reading = EnvironmentReading.of(build, start("2026-06-19 09:20:00", lines.joined(separator: "\n")))
        #expect(!reading.isComplete)
        // Those of the build that the installer speaks of may be others now.
        #expect(reading.versions == ["flask": "?", "six": "?", "idna": "3.4"])
    }

    @Test("a logger that sets places beside the lines of an installer, most of which have the same head, is not understood either")
    func placesBeside() {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0 six-1.15.0 idna-3.4")).text
        let lines = [
            "[08:00:01] INFO     preparing  app.py:9", "           INFO     Collecting rich  app.py:7",
            "           INFO     Installing collected packages: rich, flask  app.py:7",
            "           INFO         Found existing installation: flask 3.0.0  app.py:7",
            "           INFO           Successfully uninstalled flask-3.0.0  app.py:7",
            "           INFO     Successfully installed flask-3.1.0 rich-14.0  app.py:7", "[08:00:03] INFO     serving  app.py:9",
        ]
        let reading = EnvironmentReading.of(build, start("2026-06-19 09:20:00", lines.joined(separator: "\n")))
        #expect(!reading.isComplete)
        #expect(reading.versions == ["flask": "?", "six": "1.15.0", "idna": "3.4"])
    }

    @Test("an installer that an app logged is heard where a wrap breaks its lines anywhere", arguments: Array(20...70))
    func wrappedLogger(width: Int) {
        let build = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0 six-1.15.0 idna-3.4")).text
        let lines =
            ["preparing", "Collecting rich", "Installing collected packages: rich, six", "  Found existing installation: six 1.15.0"]
            + ["    Successfully uninstalled six-1.15.0", "Successfully installed rich-14.0 six-1.16.0", "serving"]
        let pieces = lines.map { "2026-03-04 10:00:01,123 - setup - INFO - " + $0 }.flatMap { line in
            stride(from: 0, to: line.count, by: width).map { String(line.dropFirst($0).prefix(width)) }
        }
        let reading = EnvironmentReading.of(build, start("2026-06-19 09:20:00", pieces.joined(separator: "\n")))
        #expect(reading.versions["six"] != "1.15.0" && reading.versions["idna"] == "3.4")
        for (name, version) in ["flask": "3.0.0", "six": "1.16.0", "rich": "14.0"] {
            #expect([version, "?", nil].contains(reading.versions[name]))
        }
        #expect(!reading.isComplete || reading.versions["rich"] == "14.0" && reading.versions["six"] == "1.16.0")
    }

    @Test("over a package whose version the log lost nothing is installed without a word of it: it went elsewhere")
    func overLostVersion() {
        let lost = SampleBuild("RUN pip install six\nCollecting six\nInstalling collected packages: six\nDONE 3.0s").text
        let reading = EnvironmentReading.of(lost, start("2026-06-19 09:20:00", pip("six-1.16.0")))
        #expect(reading.versions == ["six": "?"] && !reading.isComplete)
    }

    @Test("an update is read where a page escaped nothing but its arrow", arguments: ["&gt;", "&amp;gt;"])
    func escapedArrow(arrow: String) {
        let head = "Installing dependencies from lock file\n\nPackage operations: 0 installs, 1 update, 0 removals\n"
        let run = start("2026-06-19 09:20:00", head, "  - Updating flask (3.0.0 -\(arrow) 3.1.0)")
        #expect(EnvironmentReading.of(Self.build, run).versions == ["flask": "3.1.0"])
    }

    @Test("lines have their numbers and count, however much the app printed before", arguments: [0, 1, 400, 4_000])
    func chatter(count: Int) {
        let chatter = (0..<count).map { "INFO:     10.0.0.\($0 % 256):60248 - \"GET /queue/join?session_hash=\($0) HTTP/1.1\" 200 OK\n" }
        let frame = "  File \"/usr/local/lib/python3.11/site-packages/pydub/utils.py\", line 14, in <module>\n"
        let run = start("2026-06-19 09:20:00", chatter.joined() + frame + pip("rich-14.0"))
        let reading = EnvironmentReading.of(run)
        #expect(reading.versions == ["rich": "14.0"])
        #expect(reading.evidence("rich")?.line == count + 6)
        #expect(reading.python == "3.11")
    }

    @Test("a start that its log cuts in the middle of an installer's line claims no more than is there", arguments: [0, 4_000])
    func cut(count: Int) {
        let run = start("2026-06-19 09:20:00", String(repeating: "waiting for the model to load\n", count: count) + pip("rich-14.0"))
        let reading = EnvironmentReading.of(Self.build, String(run.dropLast(2)))
        #expect(reading.versions["rich"] == "?")
        #expect(!reading.isComplete)
    }

    @Test(
        "an app that says it installs something, without a word of pip's, leaves a gap",
        arguments: [
            "Installing six", "Installing torch and torchvision", "Installing requirements...", "Installing clip\nInstalling open_clip",
        ]
    )
    func unheard(words: String) {
        let reading = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", words, "Launching Web UI"))
        #expect(reading.gapReasons == [.quiet])
        #expect(
            EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", words, pip("rich-14.0"), "Launching")).isComplete
                == !words.contains("open_clip")
        )
    }

    @Test(
        "prose about installing is no install",
        arguments: ["Installing the model ...", "Installing weights: a, b", "Installing a, b and c into d"]
    )
    func prose(words: String) {
        #expect(EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", words)).isComplete)
    }

    @Test("each start begins from the image")
    func again() {
        let run = start("2026-06-19 09:20:00", pip("rich-14.0")) + start("2026-06-19 10:20:00", pip("httpx-0.27"))
        #expect(EnvironmentReading.of(Self.build, run).versions == ["flask": "3.0.0", "httpx": "0.27"])
    }

    @Test("a start from before the build is another image's")
    func older() {
        #expect(EnvironmentReading.of(Self.build, start("2026-06-18 09:20:00", pip("rich-14.0"))).versions == ["flask": "3.0.0"])
    }

    @Test("a beacon is the exact list, and settles every gap")
    func beacon() {
        let lines = [Beacon.begin, "flask==3.0.1", "jinja2==3.1.6", "\(Beacon.end) 2 ====="].joined(separator: "\n")
        let quiet = SampleBuild("RUN pip install -q flask\nDONE 1.0s").text
        let reading = EnvironmentReading.of(quiet, start("2026-06-19 09:20:00", "hello", lines, "running"))
        #expect(reading.versions == ["flask": "3.0.1", "jinja2": "3.1.6"])
        #expect(reading.evidence("flask")?.kind == .freeze)
        #expect(reading.isComplete)
        #expect(reading.gaps == [])
    }

    @Test("a beacon alone is enough; one that lost a line is not", arguments: [("2", true), ("3", false)])
    func beaconAlone(count: String, isComplete: Bool) {
        let lines = [Beacon.begin, "flask==3.0.1", "jinja2==3.1.6", "\(Beacon.end) \(count) ====="].joined(separator: "\n")
        let reading = EnvironmentReading.of(start("2026-06-19 09:20:00", lines))
        #expect(reading.isComplete == isComplete && reading.gapReasons == (isComplete ? [] : [.cut]))
    }

    @Test("a list of everything names the installers, too")
    func listedInstallers() {
        let lines = [Beacon.begin, "flask==3.0.1", "pip==24.0", "\(Beacon.end) 2 ====="].joined(separator: "\n")
        let reading = EnvironmentReading.of(start("2026-06-19 09:20:00", lines))
        #expect(reading.versions == ["flask": "3.0.1"] && reading.installers == [Installer(name: "pip", version: "24.0")])
    }

    @Test("a traceback tells the Python, weakly")
    func traceback() {
        let run = start(
            "2026-06-19 09:20:00",
            "Traceback (most recent call last):",
            "  File \"/usr/local/lib/python3.11/site-packages/pydub/utils.py\", line 14, in <module>"
        )
        let reading = EnvironmentReading.of(run)
        #expect(reading.python == "3.11")
        #expect(reading.packages == [])
        #expect(!reading.isComplete)
    }

    @Test(
        "lines of an app that look like an installer's install nothing they do not name",
        arguments: [
            "requests==2.0", "package==1.0 is the best", "+ click==8.1.7 more", "Successfully installed the model",
        ]
    )
    func chatter(_ line: String) {
        let reading = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", line))
        #expect(reading.versions.filter { $0.value != "?" } == ["flask": "3.0.0"])
    }

    @Test("an app that replaces what pip did not see installs somewhere else: what it says there is not the environment's")
    func elsewhere() {
        let log = SampleBuild(SampleBuild.pip("six", "six-1.15.0")).text
        let app = start(
            "2026-06-19 09:20:00",
            "Collecting six",
            "Installing collected packages: six, click",
            "Successfully installed click-8.1.0 six-1.16.0"
        )
        let reading = EnvironmentReading.of(log + "\n" + app)
        #expect(reading.versions == ["six": "?", "click": "?"])
        #expect(!reading.isComplete)
    }

    @Test("the end of what an app printed, cut at its head, as the page of a Space that failed shows it")
    func cutStart() {
        let tail = """
            ages/gradio/routes.py", line 442, in run_predict
                output = await app.get_blocks().process_api(
              File "/home/user/.pyenv/versions/3.10.13/lib/python3.10/site-packages/gradio/blocks.py", line 1389, in process_api
                result = await self.call_function(
            ModuleNotFoundError: No module named 'x'
            """
        let reading = EnvironmentReading.of(tail)
        #expect(reading.python == "3.10.13")
        #expect(reading.packages.isEmpty && !reading.isComplete && reading.diagnostics.isEmpty)
        #expect(EnvironmentReading.of(SampleBuild(SampleBuild.pip("six", "six-1.16.0")).text, tail).versions == ["six": "1.16.0"])
    }

    @Test(
        "the page of a Space whose app ended tells its Python, whatever stands around it and behind it",
        arguments: [
            "", "Runtime error\nSpace failed. ", "runtime error\n\n", "## runtime error\n\n## ", "### ",
        ]
    )
    func page(title: String) {
        let tail = """
            \(title)Exit code: 1. Reason: /user/.pyenv/versions/3.10.13/lib/python3.10/contextlib.py", line 135, in __enter__
                return next(self.gen)
              File "/home/user/.pyenv/versions/3.10.13/lib/python3.10/site-packages/gradio/blocks.py", line 1389, in process_api
            ModuleNotFoundError: No module named 'x'

            Container logs:

            """
        let box = "\(title)Exit code: 1. Reason:         │\n│ /home/user/.pyenv/versions/3.10.13/lib/python3.10/asyncio/base.py:7 in x │\n"
        let line =
            "\(title)Exit code: 1. Reason: 10/10 File \"/home/user/.pyenv/versions/3.10.13/lib/python3.10/site-packages/a/b.py\", line 3"
        for page in [tail, box, line, tail + start("2026-06-19 09:20:00"), tail + start("2026-06-19 09:20:00", pip("rich-14.0"))] {
            let reading = EnvironmentReading.of(page)
            #expect(reading.python == "3.10.13")
            #expect(!reading.isComplete && reading.diagnostics.isEmpty && reading.builds.isEmpty)
        }
        // It shows the end of a start that a log may show whole.
        let known = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0")), tail)
        #expect(known.versions == ["flask": "3.0.0", "rich": "14.0"] && known.isComplete)
    }

    @Test("a page is read in the Hub's own words, and where HTML's escapes stand for its quotes")
    func carriedPage() {
        let frame = #"File \"/usr/local/lib/python3.12/asyncio/runners.py\", line 195, in run\n    x\n"#
        let words =
            #"{"stage":"RUNTIME_ERROR","hardware":{"current":null},"errorMessage":"Exit code: 1. Reason: y\n  \#(frame)","sha":"0123"}"#
        let page = "Exit code: 1. Reason: y\n  File &quot;/usr/local/lib/python3.12/asyncio/runners.py&quot;, line 195, in run\n    x\n"
        for log in [words, "\n" + words + "\n", #""Space failed. Exit code: 1. Reason: \#(frame)""#, page] {
            let reading = EnvironmentReading.of(log)
            #expect(reading.python == "3.12" && reading.diagnostics.isEmpty, "\(log)")
        }
        let failed =
            #"{"stage": "BUILD_ERROR", "errorMessage": "Job failed with exit code: 1. Reason: cache miss: [base 1/2] RUN pip install six\ncache miss: [base 2/2] COPY . ."}"#
        #expect(EnvironmentReading.of(failed).builds.first?.rebuilt?.map(\.step) == ["RUN pip install six", "COPY . ."])
    }

    @Test("what a step or an app prints is no page")
    func noPage() {
        let step = SampleBuild(SampleBuild.pip("six", "six-1.16.0").replacing("DONE", with: "Exit code: 1. Reason: none\nDONE")).text
        let run = start("2026-06-19 09:20:00", "Exit code: 1. Reason: none", pip("rich-14.0"))
        let reading = EnvironmentReading.of(step, run)
        #expect(reading.versions == ["six": "1.16.0", "rich": "14.0"] && reading.isComplete)
    }

    @Test("an environment that nothing but a traceback shows tells its Python")
    func environmentInTraceback() {
        let run = start("2026-06-19 09:20:00", "  File \"/opt/venv/lib/python3.12/site-packages/gradio/blocks.py\", line 1389, in x")
        #expect(EnvironmentReading.of(run).python == "3.12")
    }

    @Test("a second notice of a newer pip with nothing between them is that of a run whose output went elsewhere")
    func secondNotice() {
        let notice = """
            WARNING: You are using pip version 19.3.1; however, version 25.0.1 is available.
            You should consider upgrading via the 'pip install --upgrade pip' command.
            """
        let newer = "\n[notice] A new release of pip is available: 24.0 -> 25.0.1\n[notice] To update, run: pip install --upgrade pip"
        for words in [notice, newer] {
            let once = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0"), words, "ready"))
            #expect(once.isComplete)
            let twice = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0"), words, words, "ready"))
            #expect(twice.gapReasons == [.quiet])
            let found = "Requirement already satisfied: flask in /usr/local/lib/python3.11/site-packages (3.0.0)"
            let late = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0"), words, found, words, words))
            #expect(late.gapReasons == [.quiet])
            let both = EnvironmentReading.of(Self.build, start("2026-06-19 09:20:00", pip("rich-14.0"), words, pip("idna-3.4"), words))
            #expect(both.isComplete && both.versions["idna"] == "3.4")
        }
    }
}
