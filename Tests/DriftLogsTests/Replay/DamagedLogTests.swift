import DriftCore
import Testing

@testable import DriftLogs

/// Logs that a wrap, a quote or a copy went over, in ways that no view of the corpus has.
@Suite struct DamagedLogTests {
    private static let root =
        "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv"

    private static func pip(_ arguments: String, _ items: String...) -> String {
        let names = items.map { String($0[..<($0.lastIndex(of: "-") ?? $0.endIndex)]) }
        let lines = ["RUN pip install \(arguments)"] + names.map { "Collecting \($0)" }
        return
            (lines + [
                "Installing collected packages: " + names.joined(separator: ", "), "Successfully installed " + items.joined(separator: " "),
            ]
            + [root, "DONE 2.5s"]).joined(separator: "\n")
    }

    private static func hard(_ text: String, _ width: Int) -> String { CorpusView.wrapped(text, at: width) }

    /// `fold -s`, or without the blanks at the ends as mails have it.
    private static func soft(_ text: String, _ width: Int, keepsBlanks: Bool) -> String {
        CorpusView.lines(text).flatMap { line in
            var (pieces, rest) = ([String](), Substring(line))
            while rest.count > width {
                let head = rest.prefix(keepsBlanks ? width : width + 1)
                guard let blank = head.lastIndex(of: " "), blank > rest.startIndex else {
                    pieces.append(String(rest.prefix(width)))
                    rest = rest.dropFirst(width)
                    continue
                }
                pieces.append(String(rest[...blank].dropLast(keepsBlanks ? 0 : 1)))
                rest = rest[rest.index(after: blank)...]
            }
            return pieces + [String(rest)]
        }.joined(separator: "\n")
    }

    @Test("a line that stands there twice takes away nothing twice")
    func uninstalledTwice() {
        let user = Self.pip("--user six==1.16.0", "six-1.16.0")
        let gone = "Found existing installation: six 1.16.0\nUninstalling six-1.16.0:\n  Successfully uninstalled six-1.16.0"
        let build = SampleBuild(Self.pip("six==1.15.0", "six-1.15.0"), user, "RUN pip uninstall -y six\n\(gone)\nDONE 0.5s").text
        #expect(EnvironmentReading.of(build).versions == ["six": "1.15.0"])
        let doubled = build.replacing(
            "  Successfully uninstalled six-1.16.0",
            with: "  Successfully uninstalled six-1.16.0\n  Successfully uninstalled six-1.16.0"
        )
        #expect(EnvironmentReading.of(doubled).versions == ["six": "1.15.0"])
        // Both copies, one after the other.
        let both = build.replacing("DONE 0.5s", with: gone.replacing("1.16.0", with: "1.15.0") + "\nDONE 0.5s")
        #expect(EnvironmentReading.of(both).versions == [:])
    }

    @Test("rows of a table that are as long as the wrap is wide stay rows")
    func fullRows() {
        let table = """
            RUN pip list -v
            Package      Version Location                                Installer
            ------------ ------- --------------------------------------- ---------
            blinker      1.9.0   /usr/local/lib/python3.11/site-packages pip
            click        8.5.1   /usr/local/lib/python3.11/site-packages pip
            Flask        3.0.0   /usr/local/lib/python3.11/site-packages pip
            itsdangerous 2.2.0   /usr/local/lib/python3.11/site-packages pip

            DONE 0.7s
            """
        let quiet = "RUN pip install -q flask==3.0.0\n\(Self.root)\nDONE 2.3s"
        let reading = EnvironmentReading.of(Self.hard(SampleBuild(quiet, table).text, 64))
        #expect(reading.versions == ["blinker": "1.9.0", "click": "8.5.1", "flask": "3.0.0", "itsdangerous": "2.2.0"])
        #expect(reading.isComplete)
    }

    @Test("entries of a freeze that are as long as the wrap is wide stay entries")
    func fullEntries() {
        let address = "foo @ git+https://github.com/example/foo@" + String(repeating: "a", count: 40)
        let freeze = "RUN pip install -q foo six && pip freeze\n\(Self.root)\n\(address)\nsix==1.15.0\nDONE 2.0s"
        let reading = EnvironmentReading.of(Self.hard(SampleBuild(freeze).text, address.count))
        #expect(reading.release("foo")?.source == String(address.dropFirst(6)))
        #expect(reading.versions["six"] == "1.15.0")
    }

    @Test(
        "an editable entry that lost its name is a gap",
        arguments: [
            "-e git+https://github.com/example/tiny-lib@7e442a0d571de1d78a\n11c890e7badf5bd56bfb0c#egg=tiny_lib",
            "# Editable install with no version control\n(tiny-lib==0.1.0)\n-e /app/lib",
        ]
    )
    func editableWithoutName(entry: String) {
        let step = "RUN pip install -q six && pip freeze\n\(Self.root)\nidna==3.4\nsix==1.15.0\n\(entry)\nDONE 2.0s"
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions["six"] == "1.15.0")
        #expect(!reading.isComplete)
    }

    @Test("what pip says of root tells how wide a wrap at spaces was", arguments: [64, 70, 83, 90], [true, false])
    func rootTellsWidth(width: Int, keepsBlanks: Bool) {
        let target = "RUN pip install --target /usr/local/lib/python3.11/site-packages --upgrade six==1.16.0 idna==3.4"
        let step = Self.pip("six==1.16.0 idna==3.4", "idna-3.4", "six-1.16.0").replacing(
            "RUN pip install six==1.16.0 idna==3.4",
            with: target
        )
        let text = Self.soft(SampleBuild(Self.pip("six==1.15.0", "six-1.15.0"), step).text, width, keepsBlanks: keepsBlanks)
        let reading = EnvironmentReading.of(text)
        #expect(reading.versions == ["six": "?", "idna": "3.4"])
        #expect(!reading.isComplete)
    }

    @Test("a step that lost where it installs claims no version")
    func lostPlace() {
        let step = Self.pip("six==1.16.0", "six-1.16.0").replacing("install six==1.16.0", with: "install six==1.16.0 --target")
        let reading = EnvironmentReading.of(SampleBuild(Self.pip("six==1.15.0", "six-1.15.0"), step).text)
        #expect(reading.versions == ["six": "?"])
        #expect(!reading.isComplete)
    }

    @Test("another program's word behind a header that lost its end is no package")
    func foreignWord() {
        let step = "RUN echo 'Successfully installed rouge-4.1.0' &&\nSuccessfully installed rouge-4.1.0\nDONE 0.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.pip("six==1.15.0", "six-1.15.0"), step).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(!reading.isComplete)
    }

    @Test("a short log that was quoted, then cut, has more pieces without a quote than with one")
    func quotedStart() {
        let log = "===== Application Startup at 2026-10-01 08:00:01 =====\n\n\(Self.root)\n\(Self.root)\n1\n"
        let build = SampleBuild(Self.pip("six==1.15.0", "six-1.15.0")).text
        #expect(EnvironmentReading.of(build).isComplete)
        let quoted = CorpusView.lines(log).map { "> " + $0 }.joined(separator: "\n")
        for text in [log, quoted, Self.hard(quoted, 80)] { #expect(EnvironmentReading.of(build, text).gapReasons == [.quiet]) }
    }

    @Test("every line end doubled, behind a wrap or before it")
    func doubled() {
        let items = ["charset-normalizer-3.5.3", "certifi-2026.10.19", "idna-3.20", "urllib3-2.8.0", "requests-2.31.0"]
        let step =
            "RUN pip install requests==2.31.0\nCollecting requests\nInstalling collected packages: urllib3, idna, charset-normalizer, certifi, requests\nSuccessfully installed "
            + items.joined(separator: " ") + "\n\(Self.root)\nDONE 2.0s"
        let log = SampleBuild(step).text
        for width in [72, 80, 101] {
            let wrapped = Self.hard(log, width).replacing("\n", with: "\n\n")
            #expect(EnvironmentReading.of(wrapped).versions.count == 5)
            #expect(EnvironmentReading.of(wrapped).isComplete)
            let crlf = Self.hard(log, width).replacing("\n", with: "\r\n\r\n")
            #expect(EnvironmentReading.of(crlf).versions == EnvironmentReading.of(log).versions)
        }
        // What stands before the lines stands before the log's own blank lines, and not before those that the doubling put there.
        let pods = CorpusView.lines(log).map { "[pod/space-7d9f8c-x7k2p/app] " + $0 }.joined(separator: "\n\n")
        #expect(EnvironmentReading.of(pods).versions.count == 5)
        #expect(EnvironmentReading.of(pods).isComplete)
    }

    @Test("a terminal clears its line before it prints the next: that begins one, whatever width the last one has")
    func clearedLines() {
        let bar = "⠋ Resolving dependencies..." + String(repeating: " ", count: 53)
        let step = """
            RUN uv pip install --system six
            Using Python 3.11.7 environment at: /usr/local
            \(bar)
            \u{1B}[2K⠙ \(bar.dropFirst(2))
            \u{1B}[2KResolved 1 package in 269ms
            \(bar)
            \u{1B}[2KInstalled 1 package in 167ms
             + six==1.16.0
            DONE 1.2s
            """
        let reading = EnvironmentReading.of(
            Self.hard(SampleBuild(SampleBuild.bringsTools, step, "RUN echo \(Self.root.prefix(150))\nDONE 0.1s").text, 80)
        )
        #expect(reading.versions == ["six": "1.16.0"])
    }

    @Test("changes that nobody counted have lost their count")
    func uncounted() {
        let step = "RUN frobnicate\n + six==1.16.0\n + idna==3.4\nDONE 1.2s"
        let reading = EnvironmentReading.of(SampleBuild(Self.pip("six==1.15.0", "six-1.15.0"), step).text)
        #expect(reading.gapReasons == [.cut])
    }

    @Test("the end of a version that stands there twice is no longer version")
    func restTwice() {
        let lines = ["Successfully installed chardet-3.0.4 requests-2.32.4 urllib3-", "1.25.3", "1.25.3", "DONE 1.0s"]
        let step = "RUN pip install requests\nInstalling collected packages: urllib3, requests, chardet\n" + lines.joined(separator: "\n")
        let long = "RUN echo \(Self.root)\nDONE 0.1s"
        let log = Self.hard(SampleBuild(long).text, lines[0].count) + "\n--> " + step + "\n"
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions["requests"] == "2.32.4")
        #expect(reading.versions["urllib3"] != "1.25.31.25.3")
        #expect(!reading.isComplete)
    }

    @Test("what a tool's installation names and a run's does not, in one step")
    func tools() {
        let step =
            "RUN uv tool install pycowsay && uv run --with rich --no-project x\nInstalled 1 package in 26ms\n + pycowsay==0.0.0.2\nInstalled 4 packages in 49ms\nDONE 1.5s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.pip("six==1.15.0", "six-1.15.0"), step).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("poetry goes on in the environment that any of its commands made")
    func poetryLock() {
        let lock =
            "RUN poetry lock\nCreating virtualenv app-9TtSrW0h-py3.11 in /root/.cache/pypoetry/virtualenvs\nResolving dependencies...\nDONE 2.0s"
        let install =
            "RUN poetry config virtualenvs.create false && poetry install\nPackage operations: 1 install, 0 updates, 0 removals\n\n  - Installing idna (3.4)\nDONE 2.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, lock, install).text)
        #expect(reading.versions == ["idna": "3.4"])
        let later = EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, lock, install, Self.pip("idna==3.6", "idna-3.6")).text)
        #expect(later.versions["idna"] != "3.6" || !later.isComplete)
    }
}
