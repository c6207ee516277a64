import DriftCore
import Testing

@testable import DriftLogs

/// The repository's files tell of steps that a log lost with every trace.
@Suite struct UnprintedStepTests {
    private static let dockerfile = """
        ARG VERSION=1.16.0
        FROM python:3.11 AS tools
        RUN pip install tox
        FROM python:3.11 AS builder
        RUN pip wheel -w /wheels attrs
        FROM python:3.11
        ARG VERSION
        COPY --from=builder /wheels /wheels
        RUN mkdir /data
        RUN --mount=type=cache,target=/root/.cache \\
            pip install "six==${VERSION}" \\
            # the newest one
            'click<9'
        RUN pip install idna
        """
    private static let wheel = "RUN pip wheel -w /wheels attrs\nCollecting attrs\nSaved /wheels/attrs-23.1.0-py3-none-any.whl\nDONE 1.0s"
    private static let six = SampleBuild.pip("six", "six-1.16.0", "click-8.1.7").replacing(
        "RUN pip install six\n",
        with: "RUN --mount=type=cache,target=/root/.cache     pip install \"six==1.16.0\"     'click<9'\n"
    )
    private static let idna = SampleBuild.pip("idna", "idna-3.4")

    private func files(_ dockerfile: String = Self.dockerfile, commit: String? = "0cdacde99", _ requirements: String...) -> CapturedFiles {
        CapturedFiles(
            commit: commit,
            digests: [:],
            runs: Dockerfile(Array(dockerfile.utf8)).neededRuns,
            requirements: Set(requirements.compactMap { PackageName($0) })
        )
    }

    private func reading(_ steps: String..., files: CapturedFiles) -> EnvironmentReading {
        var build = SampleBuild()
        build.steps = ["COPY --from=builder /wheels /wheels\nDONE 0.1s"] + steps
        return LogReader.read([Array(build.text.utf8)], files: files)
    }

    @Test("a stage that nothing needs and what installs nothing may be missing")
    func whole() {
        let reading = reading(Self.six, Self.idna, files: files(Self.dockerfile.replacing("RUN pip wheel -w /wheels attrs\n", with: "")))
        #expect(reading.diagnostics == [])
        #expect(reading.gaps == [])
    }

    @Test("each step of the Dockerfile that the log does not show is a gap, and named with its line")
    func lost() {
        let lines = Dictionary(uniqueKeysWithValues: Dockerfile(Array(Self.dockerfile.utf8)).neededRuns.map { ($0.line, $0.text) })
        #expect(lines.keys.sorted() == [5, 9, 10, 14])
        let steps = [(Self.wheel, "Dockerfile:5"), (Self.six, "Dockerfile:10"), (Self.idna, "Dockerfile:14")]
        for (lost, place) in steps {
            var build = SampleBuild()
            build.steps = steps.map(\.0).filter { $0 != lost } + ["COPY --from=builder /wheels /wheels\nDONE 0.1s"]
            let reading = LogReader.read([Array(build.text.utf8)], files: files())
            let found = reading.diagnostics.filter { $0.code == "log.step-missing" }
            // Nothing is installed by `pip wheel`.
            #expect(found.map { $0.message.hasPrefix(place) } == (lost == Self.wheel ? [] : [true]))
            #expect(reading.gapReasons.contains(.cut) == (lost != Self.wheel))
        }
    }

    @Test("files of another commit say nothing")
    func otherCommit() {
        #expect(reading(Self.six, files: files(commit: "fffffff")).diagnostics == [])
        #expect(reading(Self.six, files: files(commit: nil)).diagnostics.map(\.code) == ["log.step-missing"])
    }

    @Test("what BuildKit shows of a here-document is its first line")
    func hereDocument() {
        let file = "FROM python:3.11\nRUN <<EOF\npip install idna --no-cache-dir --disable-pip-version-check\necho done\nEOF\n"
        let shown = Self.idna.replacing("RUN pip install idna", with: "RUN <<EOF (pip install idna --no-cache-dir...)")
        #expect(reading(shown, files: files(file)).diagnostics == [])
        #expect(reading(Self.six, files: files(file)).diagnostics.map(\.code) == ["log.step-missing"])
    }

    @Test("a here-document's script is the repository's, where its first line tells which")
    func hereDocumentScript() {
        let scripts = ["set -e\npip install idna\npip install six", "set -eux\n./setup.sh"].map { "RUN <<EOF\n\($0)\nEOF\n" }
        let file = "FROM python:3.11\n" + scripts.joined()
        let installs = [Self.idna, SampleBuild.pip("six", "six-1.16.0")].map { $0.split(separator: "\n").dropFirst().dropLast() }
        let shown = "RUN <<EOF (set -e...)\n" + installs.joined().joined(separator: "\n") + "\nDONE 3.0s"
        let own = reading(shown, "RUN <<EOF (set -eux...)\nready\nDONE 1.0s", files: files(file))
        #expect(own.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(own.gaps.map(\.command) == ["RUN <<EOF (set -eux...)"])
        let whole = reading(shown, files: files("FROM python:3.11\n" + scripts[0]))
        #expect(whole.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(whole.isComplete)
        let list = "set -e\npip install -r /tmp/requirements.txt\npip install six"
        let listed = "FROM python:3.11\nCOPY requirements.txt /tmp/\nRUN <<EOF\n\(list)\nEOF\n"
        #expect(reading("COPY requirements.txt /tmp/\nDONE 0.1s", shown, files: files(listed)).isComplete)
        // The same log by itself: a script that nobody sees may have done more.
        let alone = EnvironmentReading.of(SampleBuild(shown).text)
        #expect(alone.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(alone.gapReasons == [.unreadable])
        // Two of one first line, or Python's own.
        for other in [
            "FROM python:3.11\n" + scripts[0] + "RUN <<EOF\nset -e\nmake\nEOF\n",
            "FROM python:3.11\nRUN <<EOF\n#!/usr/bin/env python3\nset -e\nEOF\n",
        ] {
            #expect(!reading(shown, files: files(other)).isComplete)
        }
    }

    @Test("the JSON form reads as it is printed")
    func execForm() {
        let file = #"FROM python:3.11\#nRUN ["pip", "install", "idna"]"#
        let shown = Self.idna.replacing("RUN pip install idna", with: #"RUN ["pip", "install", "idna"]"#)
        #expect(reading(shown, files: files(file)).diagnostics == [])
        #expect(reading(Self.six, files: files(file)).diagnostics.map(\.code) == ["log.step-missing"])
    }

    @Test("a platform's build has everything that its requirements.txt asks for")
    func requirements() {
        var build = SampleBuild(
            SampleBuild.pip("--no-cache-dir datasets \"huggingface-hub>=0.12.1\"", "datasets-3.0.0", "huggingface-hub-0.30.0"),
            SampleBuild.pip(
                "--no-cache-dir -r /tmp/requirements.txt gradio[oauth]==5.0 \"uvicorn>=0.14.0\" spaces",
                "gradio-5.0",
                "six-1.16.0",
                "uvicorn-0.30.0",
                "spaces-0.30.0"
            )
            .replacing("RUN ", with: "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt ")
        )
        build.commit = "0cdacde"
        let bytes = Array(build.text.utf8)
        let (whole, lossy) = (
            LogReader.read([bytes], files: files("", "six", "Gradio")), LogReader.read([bytes], files: files("", "six", "torch"))
        )
        #expect(whole.isComplete)
        #expect(whole.diagnostics == [])
        #expect(lossy.diagnostics.map(\.message).contains { $0.contains("requirements.txt asks for") && $0.hasSuffix("torch") })
        #expect(!lossy.isComplete)
        // A cached step hides what it installed: that is said once.
        let cached = build.text.replacing("Collecting gradio", with: "CACHED\n\n--> RUN true\nCollecting gradio")
        let hidden = LogReader.read([Array(cached.utf8)], files: files("", "six", "torch"))
        #expect(!hidden.isComplete)
        #expect(!hidden.diagnostics.contains { $0.code == "log.step-missing" })
    }
}
