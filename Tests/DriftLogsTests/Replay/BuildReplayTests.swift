import DriftCore
import Testing

@testable import DriftLogs

/// Whole builds: how they ended, and what of them counts.
@Suite struct BuildReplayTests {
    static let flask = SampleBuild.pip("flask", "flask-3.0.0")
    static let failingStep =
        "RUN pip install nope\nERROR: No matching distribution found for nope\n\n--> ERROR: process \"/bin/sh -c pip install nope\" did not complete successfully: exit code: 1"

    @Test("a build that pushes its image succeeded")
    func succeeded() throws {
        let reading = EnvironmentReading.of(SampleBuild(Self.flask).text)
        let build = BuildRecord(log: 0, line: 1, queuedAt: "2026-06-19T09:14:10Z", commit: "0cdacde", outcome: .succeeded)
        #expect(reading.builds == [build])
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
        #expect(reading.python == "3.11")
        #expect(
            reading.baseImage
                == BaseImage(reference: "docker.io/library/python:3.11", digest: "sha256:" + String(repeating: "1", count: 64))
        )
        #expect(try #require(reading.evidence("flask")).kind == .log)
    }

    @Test(
        "a build that ends in an error failed, one that just ends is cut; neither is complete",
        arguments: [
            (failingStep, BuildRecord.Outcome.failed), ("RUN pip install rich\nCollecting rich", .cut), ("RUN pip install rich", .cut),
        ]
    )
    func unfinished(last: String, outcome: BuildRecord.Outcome) {
        let reading = EnvironmentReading.of(SampleBuild(Self.flask, last, isPushed: false).text)
        #expect(reading.builds.map(\.outcome) == [outcome])
        #expect(!reading.isComplete)
        #expect(reading.versions["flask"] == (outcome == .cut ? "3.0.0" : nil))
    }

    @Test("a failed build in the same log does not count")
    func failedThenSucceeded() {
        let failed = SampleBuild(SampleBuild.pip("rich", "rich-14.0"), Self.failingStep, isPushed: false).text
        let log = failed + "\n" + SampleBuild(Self.flask, queued: "2026-06-19 10:00:00").text
        let reading = EnvironmentReading.of(log)
        #expect(reading.builds.map(\.outcome) == [.failed, .succeeded])
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
    }

    @Test("a failed build after a good one leaves the good one's state")
    func succeededThenFailed() {
        let reading = EnvironmentReading.of(SampleBuild(Self.flask).text, SampleBuild(Self.failingStep, isPushed: false).text)
        #expect(reading.builds.map(\.outcome) == [.succeeded, .failed])
        #expect(reading.versions == ["flask": "3.0.0"])
    }

    @Test("a cut build after a good one makes the good one's state doubtful")
    func succeededThenCut() {
        let reading = EnvironmentReading.of(SampleBuild(Self.flask).text, SampleBuild("RUN pip install rich", isPushed: false).text)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(!reading.isComplete)
        #expect(reading.diagnostics.map(\.code) == ["build.newer-cut"])
    }

    @Test("a start behind a build proves that the build was finished")
    func provenByStart() {
        let log = SampleBuild(Self.flask, isPushed: false).text + "\n===== Application Startup at 2026-06-19 09:20:00 =====\n\nrunning\n"
        let reading = EnvironmentReading.of(log)
        #expect(reading.builds.map(\.outcome) == [.succeeded])
        #expect(reading.isComplete)
    }

    @Test("a log without its head says so")
    func headless() {
        let lines = CorpusView.lines(SampleBuild(SampleBuild.pip("rich", "rich-14.0"), Self.flask).text)
        let reading = EnvironmentReading.of(lines.dropFirst(8).joined(separator: "\n"))
        #expect(!reading.isComplete)
        #expect(reading.gapReasons.contains(.headMissing))
        #expect(reading.versions["flask"] == "3.0.0")
    }

    @Test(
        "what is no log is a result, not a failure",
        arguments: ["", "\n\n", "hello", "{\"a\": 1}", "\u{0}\u{1}\u{2}", "requests==2.0 is nice to have"]
    )
    func unrecognised(_ text: String) {
        let reading = EnvironmentReading.of(text)
        #expect(reading.packages == [])
        #expect(!reading.isComplete)
        #expect(reading.diagnostics.map(\.code) == ["log.unrecognised"])
    }

    @Test("a log that tells nothing is named beside those that do")
    func unrecognisedBesideOthers() {
        let build = SampleBuild(SampleBuild.pip("six", "six-1.16.0")).text
        let diagnostics = EnvironmentReading.of(build, "INFO:     10.0.0.1:3 - \"GET / HTTP/1.1\" 200 OK\n").diagnostics
        #expect(diagnostics.map(\.code) == ["log.unrecognised"])
        #expect(diagnostics.map(\.log) == [1])
        #expect(EnvironmentReading.of(build, "").diagnostics.isEmpty)
        #expect(EnvironmentReading.of("Hello, my Space fails:\n\n" + build).diagnostics.isEmpty)
    }

    @Test("no logs at all")
    func nothing() { #expect(LogReader.read([]).diagnostics.map(\.code) == ["log.unrecognised"]) }

    @Test("an error page names the steps that were not cached")
    func errorPage() {
        let page =
            "Job failed with exit code: 1. Reason: cache miss: [base 6/7] RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     gradio[oauth,mcp]==6.19.0     \"uvicorn>=0.14.0\" spaces\ncache miss: [base 7/7] LINK COPY . .\n{\"total\":27,\"completed\":22}\n"
        let reading = EnvironmentReading.of(page)
        #expect(reading.builds.map(\.outcome) == [.failed])
        #expect(reading.sdk == SDK(name: "gradio", version: "6.19.0"))
        #expect(reading.platformLine == ["gradio[oauth,mcp]==6.19.0", "uvicorn>=0.14.0", "spaces"])
        #expect(!reading.isComplete)
        let twice = page.replacing("cache miss: [base 7/7]", with: "cache miss: [base 7/7] COPY . .\ncache miss: [base 7/7]")
        for text in [page, twice, "## build error\n\n## " + page] {
            let rebuilt = EnvironmentReading.of(text).builds.first?.rebuilt ?? []
            #expect(rebuilt.map { $0.step.prefix(9) } == ["RUN --mou", "COPY . ."])
            #expect(rebuilt.allSatisfy { CorpusView.lines(text)[$0.line - 1].contains("cache miss: [base ") })
        }
        #expect(EnvironmentReading.of(SampleBuild(Self.flask).text).builds.first?.rebuilt == nil)
    }

    @Test(
        "quiet, redirected and unreadable installers leave gaps",
        arguments: [
            ("RUN pip install -q rich\nDONE 1.0s", Gap.Reason.quiet), ("RUN pip install rich > log\nDONE 1.0s", .quiet),
            ("RUN pip install gradio uvicorn>=0.14.0\nDONE 1.0s", .quiet), ("RUN conda install -y numpy\nDONE 9.0s", .unreadable),
            ("RUN python setup.py install\nDONE 9.0s", .unreadable), ("RUN pip install rich\nDONE 1.0s", .cut),
            ("RUN pip install rich\nCollecting rich\nDONE 1.0s", .cut),
            ("RUN pip install rich\nCollecting rich\nInstalling collected packages: rich\nDONE 1.0s", .cut),
            ("RUN uv pip install rich\nInstalled 2 packages in 1ms\n + rich==14.0\nDONE 1.0s", .cut),
            ("COPY lib /usr/local/lib/python3.11/site-packages/\nDONE 0.1s", .unreadable),
        ]
    )
    func gaps(step: String, reason: Gap.Reason) {
        let reading = EnvironmentReading.of(SampleBuild(Self.flask, step).text)
        #expect(!reading.isComplete)
        #expect(reading.gapReasons.contains(reason), "\(reading.gaps)")
    }

    @Test(
        "dry runs and downloads install nothing",
        arguments: [
            "RUN pip install --dry-run rich\nCollecting rich\nWould install rich-14.0\nDONE 1.0s",
            "RUN pip download rich\nCollecting rich\nSaved ./rich-14.0-py3-none-any.whl\nSuccessfully downloaded rich\nDONE 1.0s",
            "RUN uv pip install --dry-run rich\nResolved 1 package in 1ms\nWould install 1 package\n + rich==14.0\nDONE 1.0s",
        ]
    )
    func nothingInstalled(_ step: String) {
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.flask, step).text)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete, "\(reading.gaps)")
    }

    @Test("upgrades and removals")
    func changes() {
        let upgrade =
            "RUN pip install -U flask\nRequirement already satisfied: flask in /usr/local/lib/python3.11/site-packages (3.0.0)\nCollecting flask\nInstalling collected packages: flask\n  Attempting uninstall: flask\n    Found existing installation: flask 3.0.0\n    Uninstalling flask-3.0.0:\n      Successfully uninstalled flask-3.0.0\nSuccessfully installed flask-3.1.0\nDONE 1.0s"
        #expect(EnvironmentReading.of(SampleBuild(Self.flask, upgrade).text).versions == ["flask": "3.1.0"])
        let removal =
            "RUN pip uninstall -y flask\nFound existing installation: flask 3.0.0\nUninstalling flask-3.0.0:\n  Successfully uninstalled flask-3.0.0\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.flask, removal).text)
        #expect(reading.versions == [:])
        #expect(reading.isComplete, "\(reading.gaps)")
    }

    @Test("a freeze that is printed settles everything before it")
    func freeze() {
        let reading = EnvironmentReading.of(
            SampleBuild("RUN pip install -q rich\nDONE 1.0s", "RUN pip freeze\nrich==14.0\nmdurl==0.1.2\nDONE 0.5s", Self.flask).text
        )
        #expect(reading.versions == ["rich": "14.0", "mdurl": "0.1.2", "flask": "3.0.0"])
        #expect(reading.evidence("rich")?.kind == .freeze)
        #expect(reading.isComplete, "\(reading.gaps)")
    }

    @Test("a repository's commit is the source that a freeze would print")
    func source() {
        let commit = String(repeating: "3f2a", count: 10)
        let step =
            "RUN pip install git+https://github.com/o/foo@main\nCollecting git+https://github.com/o/foo@main\n  Cloning https://github.com/o/foo (to revision main) to /tmp/pip-req-build-x\n  Resolved https://github.com/o/foo to commit \(commit)\n  Building wheel for foo (pyproject.toml): finished with status 'done'\nSuccessfully built foo\nInstalling collected packages: foo\nSuccessfully installed foo-0.1.0\nDONE 5.0s"
        let release = EnvironmentReading.of(SampleBuild(step).text).release("foo")
        #expect(release?.source == "git+https://github.com/o/foo@\(commit)")
        #expect(release?.isBuiltFromSource == true)
        #expect(release?.version == "0.1.0")
    }

    @Test("what a command says behind a repository's `#` is part of the source only where it is an address")
    func fragment() {
        let commit = String(repeating: "3f2a", count: 10)
        func source(_ fragment: String) -> String? {
            let step =
                "RUN pip install 'git+https://github.com/o/foo#egg=foo\(fragment)'\nCollecting foo\n  Cloning https://github.com/o/foo to /tmp/pip-install-s54k/foo_445e0990e18446f896dfa7c4e82ad944\n  Resolved https://github.com/o/foo to commit \(commit)\nInstalling collected packages: foo\nSuccessfully installed foo-0.1.0\nDONE 5.0s"
            return EnvironmentReading.of(SampleBuild(step).text).release("foo")?.source
        }
        #expect(source("&subdirectory=x") == "git+https://github.com/o/foo@\(commit)#subdirectory=x")
        #expect(source("&sub directory=x --pre") == "git+https://github.com/o/foo@\(commit)")
    }

    @Test("interleaved output with repeated headers goes to its step")
    func interleaved() {
        let log = SampleBuild(
            "RUN pip install flask\nCollecting flask",
            "RUN apt-get update\nGet:1 http://deb.example",
            "RUN pip install flask\nInstalling collected packages: flask\nSuccessfully installed flask-3.0.0",
            "RUN apt-get update\nDONE 2.0s",
            "RUN pip install flask\nDONE 3.0s"
        ).text
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete, "\(reading.gaps)")
    }

    @Test("BuildKit's own numbering reads like the platform's headers")
    func vertices() {
        let log =
            "#5 [1/2] FROM docker.io/library/python:3.11@sha256:\(String(repeating: "1", count: 64))\n#5 DONE 0.1s\n\n#6 [2/2] RUN pip install flask\n#6 0.512 Collecting flask\n#6 1.000 Installing collected packages: flask\n#6 1.234 Successfully installed flask-3.0.0\n#6 DONE 2.0s\n"
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.baseImage?.reference == "docker.io/library/python:3.11")
    }
}
