import DriftCore
import DriftTesting
import Testing

@testable import DriftLogs

/// What logs say of one package, line by line.
@Suite struct LogExplainerTests {
    private func explain(_ name: String, _ logs: String..., chunk: Int = .max) -> PackageExplanation {
        var explainer = LogExplainer(PackageName.known(name))
        for log in logs {
            let bytes = Array(log.utf8)
            bytes.withUnsafeBytes { buffer in
                var begin = 0
                while begin < buffer.count {
                    let end = min(begin + min(chunk, buffer.count), buffer.count)
                    explainer.consume(UnsafeRawBufferPointer(rebasing: buffer[begin..<end]))
                    begin = end
                }
            }
            explainer.endLog()
        }
        return explainer.finish()
    }

    private static let pip = """
        RUN pip install flask-cors==4.0.0 flask
        Collecting flask-cors==4.0.0
          Downloading Flask_Cors-4.0.0-py2.py3-none-any.whl.metadata (5.4 kB)
        Collecting flask
          Using cached flask-3.0.0-py3-none-any.whl (99 kB)
        Installing collected packages: flask, Flask_CORS
        Successfully installed Flask.Cors-4.0.0 flask-3.0.0
        DONE 3.1s
        """

    @Test("every line of one package and no other's, whatever the spelling", arguments: ["flask-cors", "Flask_Cors", "FLASK.cors"])
    func spellings(name: String) {
        let log = SampleBuild(Self.pip).text
        let explanation = explain(name, log)
        #expect(explanation.lines.map(\.kind) == [.requested, .collected, .downloaded, .announced, .installed])
        #expect(explanation.lines.map(\.version) == ["4.0.0", nil, "4.0.0", nil, "4.0.0"])
        let printed = CorpusView.lines(log)
        for line in explanation.lines { #expect(printed[line.line - 1].lowercased().contains("cors"), "\(line)") }
        #expect(explanation.lines.filter(\.decides).map(\.kind) == [.installed])
        #expect(explanation.verdict.status == .known)
        #expect(explanation.verdict.version == "4.0.0")
        #expect(explain("flask", log).lines.map(\.kind) == [.requested, .collected, .downloaded, .announced, .installed])
    }

    @Test("of an installer also what it tells of itself")
    func installers() {
        let words = "\n\n[notice] A new release of pip is available: 24.0 -> 26.3\n[notice] To update, run: pip install --upgrade pip\nDONE"
        let step = Self.pip.replacing("\nDONE", with: words)
        let log = SampleBuild(step, "RUN pip --version && uv --version\npip 24.0 from /usr/lib/python3 (python 3.11)\nuv 0.5.11\nDONE 0.4s")
            .text
        #expect(explain("pip", log).lines.map(\.version) == ["24.0", "24.0"])
        #expect(explain("uv", log).lines.map(\.version) == ["0.5.11"])
        #expect(explain("pip", log).lines.map(\.kind) == [.noted, .noted])
    }

    @Test("behind a wrap the physical line that the name stands on, and the one that decides", arguments: [72, 80, 96, 118])
    func wraps(width: Int) throws {
        let names = ["click", "flask-cors", "charset-normalizer", "certifi", "itsdangerous", "requests", "urllib3", "werkzeug"]
        let words = names.map { $0 + "-12.30.45" }
        let long = "RUN pip install " + names.map { $0 + "==12.30.45" }.joined(separator: " ")
        let lists = [
            "Installing collected packages: " + names.joined(separator: ", "), "Successfully installed " + words.joined(separator: " "),
        ]
        let step = ([long] + names.map { "Collecting \($0)" } + lists + ["DONE 3.1s"]).joined(separator: "\n")
        let log = CorpusView.wrapped(SampleBuild(step).text, at: width)
        let printed = CorpusView.lines(log)
        for name in ["click", "certifi", "urllib3", "werkzeug"] {
            let explanation = explain(name, log)
            #expect(explanation.lines.map(\.kind) == [.requested, .collected, .announced, .installed])
            // The wrap may have gone through the name.
            for line in explanation.lines { #expect(printed[(line.line - 1)...].prefix(2).joined().contains(name), "\(name) \(line)") }
            for line in explanation.lines where line.line > 1 {
                #expect(!printed[line.line..<min(line.line + 1, printed.count)].joined().contains(" " + name + "-"), "\(name) \(line)")
            }
            let decides = try #require(explanation.lines.first { $0.decides })
            #expect(decides.kind == .installed)
            #expect(explanation.verdict.evidence?.line == decides.line)
        }
    }

    @Test(
        "a line of each kind",
        arguments: [
            ("Requirement already satisfied: click>=8 in /usr/local/lib/python3.11/site-packages (from x) (8.1.7)", .satisfied, "8.1.7"),
            ("Collecting click>=8 (from flask)", .collected, nil), ("Collecting git+https://github.com/o/click.git@main", .collected, nil),
            ("Obtaining click from git+https://github.com/o/r#egg=click", .collected, nil),
            ("Processing ./wheels/click-8.1.7-py3-none-any.whl", .collected, "8.1.7"),
            ("  Downloading https://h/whl/click-8.1.7-py3-none-any.whl (97 kB)", .downloaded, "8.1.7"),
            (" Downloading click (1.0MiB)", .downloaded, nil), ("  Building wheel for click (pyproject.toml): started", .built, nil),
            ("  Created wheel for click: filename=click-8.1.7-py3-none-any.whl size=1", .built, nil),
            ("Successfully built rich click", .built, nil), ("    Running setup.py install for click: started", .built, nil),
            ("    Found existing installation: click 8.0.4", .found, "8.0.4"), ("  Attempting uninstall: click", .found, nil),
            ("    Uninstalling click-8.0.4:", .uninstalled, "8.0.4"),
            ("      Successfully uninstalled click-8.0.4", .uninstalled, "8.0.4"), (" + click==8.1.7", .installed, "8.1.7"),
            (" - click==8.0.4", .uninstalled, "8.0.4"), ("  - Installing click (8.1.7)", .installed, "8.1.7"),
            ("  • Updating click (8.0.4 -> 8.1.7)", .installed, "8.1.7"),
            ("flask 3.0.0 requires click<8, but you have click 8.1.7 which is incompatible.", .conflict, "8.1.7"),
            ("    flask 3.0.0 depends on click>=8.1", .conflict, nil), ("    The user requested click==9", .requested, "9"),
            ("ERROR: No matching distribution found for click==9", .failed, nil),
            ("WARNING: click 8.1.7 does not provide the extra 'x'", .noted, nil),
            ("  File \"/usr/local/lib/python3.11/site-packages/click/core.py\", line 3, in f", .traceback, nil),
            ("ModuleNotFoundError: No module named 'click'", .missing, nil), ("click==8.1.7", .listed, "8.1.7"),
        ] as [(String, ExplainedLine.Kind, String?)]
    )
    func kinds(line: String, kind: ExplainedLine.Kind, version: String?) {
        let found = explain("click", SampleBuild("RUN pip install -r requirements.txt\n\(line)\nDONE 1.0s").text).lines
        #expect(found.map(\.kind) == [kind])
        #expect(found.first?.version == version)
        #expect(found.first?.line == 7)
        #expect(explain("clic", line).lines.isEmpty)
        #expect(explain("click-plugins", line).lines.isEmpty)
    }

    @Test(
        "what does not count says why",
        arguments: [
            ("RUN pip install --dry-run click\nCollecting click\nWould install click-8.1.7\nDONE 1.0s", .dryRun),
            ("RUN pip download click\nCollecting click\nSaved ./click-8.1.7-py3-none-any.whl\nDONE 1.0s", .downloadOnly),
            ("RUN pip install click nope || true\nCollecting click\nERROR: No matching distribution found for nope\nDONE 1.0s", .failedRun),
            ("RUN echo go\nSuccessfully installed click-8.1.7\nDONE 1.0s", .onlyText),
            ("RUN python -m app\nclick==8.1.7\nDONE 1.0s", .unaskedList),
            ("RUN pip install x\n  Collecting click\nDONE 1.0s", .buildIsolation),
            (
                "RUN python -m venv /opt/tool && /opt/tool/bin/pip install click\nInstalling collected packages: click\n"
                    + "Successfully installed click-8.1.7\nDONE 1.0s", .otherEnvironment
            ),
        ] as [(String, ExplainedLine.Ignored)]
    )
    func ignored(step: String, reason: ExplainedLine.Ignored) {
        let own = SampleBuild.pip("rich attrs six", "rich-14.0.0", "attrs-25.1", "six-1.17.0")
        let explanation = explain("click", SampleBuild(own, step).text)
        #expect(explanation.lines.last { $0.kind != .requested }?.ignored == reason)
        #expect(explanation.verdict.status != .known)
        #expect(!explanation.lines.contains { $0.decides })
    }

    @Test("lines of builds that do not count")
    func builds() {
        let failed = SampleBuild(
            SampleBuild.pip("click", "click-8.0.0"),
            "RUN false\n\n--> ERROR: process \"/bin/sh -c false\" did not complete successfully: exit code: 1",
            isPushed: false
        )
        let explanation = explain(
            "click",
            failed.text,
            SampleBuild(SampleBuild.pip("click", "click-8.0.4")).text,
            SampleBuild(SampleBuild.pip("click", "click-8.1.7"), SampleBuild.pip("click==8.2", "click-8.2")).text
        )
        let installs = explanation.lines.filter { $0.kind == .installed }
        #expect(installs.map(\.ignored) == [.failedBuild, .supersededBuild, .replacedLater, nil])
        #expect(installs.map(\.log) == [0, 1, 2, 2])
        #expect(explanation.verdict.version == "8.2")
        #expect(explanation.verdict.evidence?.log == 2)
    }

    /// The law behind it all, over what real installers printed.
    @Test(
        "whatever the reader knows, one line decides, and it names the package",
        arguments: CorpusCase.all.enumerated().filter { $0.offset.isMultiple(of: 5) }.map(\.element)
    )
    func corpus(_ corpusCase: CorpusCase) {
        for view in CorpusView.lossless where ["plain", "sse", "ansi", "quoted", "utf16"].contains(view.name) {
            let logs = corpusCase.texts.map(view.render)
            let known = LogReader.read(logs).packages.filter { $0.release.version != nil && $0.evidence.kind != EvidenceKind.none }
            for package in [known.first, known.last].compactMap(\.self) {
                var explainer = LogExplainer(package.release.name)
                for log in logs {
                    log.withUnsafeBytes { explainer.consume($0) }
                    explainer.endLog()
                }
                let explanation = explainer.finish()
                let deciding = explanation.lines.filter(\.decides)
                #expect(explanation.verdict.version == package.release.version, "\(view.name) \(package.release.name)")
                #expect(deciding.map(\.version) == [package.release.version], "\(view.name) \(package.release.name)")
                #expect(deciding.allSatisfy { $0.ignored == nil && $0.log == package.evidence.log }, "\(view.name) \(package.release.name)")
            }
        }
    }

    @Test("a remembered step counts though its build was replaced")
    func remembered() {
        let first = SampleBuild(SampleBuild.pip("click", "click-8.1.7")).text
        let explanation = explain("click", first, SampleBuild("RUN pip install click\nCACHED").text)
        #expect(explanation.verdict.evidence?.kind == .remembered)
        #expect(explanation.lines.filter { $0.log == 0 }.allSatisfy { $0.ignored == nil })
        #expect(explanation.lines.filter(\.decides).map(\.log) == [0])
    }

    @Test("unknown says why; absent only over complete logs")
    func verdicts() {
        let quiet = explain("click", SampleBuild("RUN pip install -q click\nDONE 1.0s").text).verdict
        #expect(quiet.status == .unknown)
        #expect(quiet.reason.contains("quietly"))
        let cached = explain("click", SampleBuild("RUN pip install click\nCACHED").text).verdict
        #expect(cached.status == .unknown)
        #expect(cached.reason.contains("CACHED"))
        let whole = SampleBuild(SampleBuild.pip("rich", "rich-14.0.0")).text
        #expect(explain("click", whole).verdict == PackageVerdict(status: .absent, reason: "no line names it"))
        #expect(explain("click", "hello").verdict.status == .unknown)
        let trace =
            "===== Application Startup at 2026-01-01 00:00:00 =====\n  File \"/usr/local/lib/python3.11/site-packages/click/core.py\", line 3\n"
        #expect(explain("click", trace).verdict.reason.hasPrefix("a traceback shows that it is there"))
        #expect(explain("click", trace.replacing("click", with: "rich")).lines.isEmpty)
        let failed = SampleBuild(
            "RUN pip install click\nCollecting click\nERROR: No matching distribution found for click\n\n--> ERROR: process",
            isPushed: false
        ).text
        #expect(explain("click", failed).verdict.reason.hasSuffix("no build in the logs is seen to succeed"))
        let removed = SampleBuild(
            SampleBuild.pip("click", "click-8.1.7"),
            "RUN pip uninstall -y click\nFound existing installation: click 8.1.7\nUninstalling click-8.1.7:\n  Successfully uninstalled click-8.1.7\nDONE 1.0s"
        ).text
        #expect(explain("click", removed).verdict.reason.hasPrefix("it was uninstalled"))
    }

    @Test("line numbers are physical in every carrier, and so is the verdict's")
    func carriers() {
        let log = SampleBuild(Self.pip).text
        let plain = explain("flask-cors", log)
        for view in [
            log.replacing("\n", with: "\r\n"),
            log.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(separator: "\n"),
            "\u{FEFF}" + log, log.replacing("Collecting", with: "\u{1B}[32mCollecting\u{1B}[0m"),
        ] {
            let explanation = explain("flask-cors", view)
            #expect(explanation.lines.map(\.line) == plain.lines.map(\.line))
            #expect(explanation.verdict == plain.verdict)
        }
        let events = log.split(separator: "\n", omittingEmptySubsequences: false).map {
            "data: {\"data\":\"\($0.replacing("\"", with: "\\\""))\\n\",\"timestamp\":null}\n\n"
        }.joined()
        let stream = explain("flask-cors", events)
        #expect(stream.lines.map(\.line) == plain.lines.map { $0.line * 2 - 1 })
        #expect(stream.lines.filter(\.decides).count == 1)
    }

    @Test("chunks of any size give the same", arguments: [1, 7, 100])
    func chunks(size: Int) {
        let log = SampleBuild(Self.pip).text
        let whole = explain("flask", log)
        #expect(explain("flask", log, chunk: size) == whole)
    }

    @Test("a name on the second line of a wrapped list is shown there and decides")
    func wrapped() throws {
        let step =
            "RUN pip install -r r.txt\nInstalling collected packages: rich, click\nSuccessfully installed rich-14.0.0\nclick-8.1.7\nDONE 1s"
        let explanation = explain("click", SampleBuild(step).text)
        let decides = try #require(explanation.lines.last)
        #expect(decides.text == "click-8.1.7")
        #expect(decides.decides)
    }

    @Test("text is cut around the name, without control characters, redacted before it is cut")
    func excerpt() {
        let names = (0..<400).map { "package\($0)" }
        let token = "https://user:" + String(repeating: "s", count: 150) + "@host"
        let list = "Installing collected packages: \((names + ["click"] + names).joined(separator: ", "))"
        var explainer = LogExplainer(PackageName.known("click")) { bytes in
            Array(String(decoding: bytes, as: UTF8.self).replacing(token, with: "REDACTED").utf8)
        }
        let log = SampleBuild("RUN pip install\n\(list)\nWARNING: click \u{7}\u{202E} \(token)\nDONE 1s").text
        Array(log.utf8).withUnsafeBytes { explainer.consume($0) }
        explainer.endLog()
        let lines = explainer.finish().lines
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.text.utf8.count < 220 && $0.text.contains("click") })
        #expect(lines.first?.text.hasPrefix("… ") == true)
        #expect(lines.last?.text.contains("sss") == false)
        #expect(lines.last?.text.unicodeScalars.contains { $0 == "\u{7}" || $0 == "\u{202E}" } == false)
    }

    @Test("a name that an app prints in a loop costs no memory")
    func flood() {
        let line = "ModuleNotFoundError: No module named 'click'\n"
        let explanation = explain(
            "click",
            "===== Application Startup at 2026-01-01 00:00:00 =====\n" + String(repeating: line, count: 20_000)
        )
        #expect(explanation.lines.count == MentionScanner.maximumMentions)
        #expect(explanation.isTruncated)
    }
}
