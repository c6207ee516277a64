import DriftCore
import DriftResolver
import DriftTesting
import Foundation
import Testing

@Suite("Replaying with an installer that has its troubles")
struct PipReplayTests {
    private let environment = ToolEnvironment(["PATH": "/usr/bin:/bin"])
    private let step = BuildStep(kind: .requirements, arguments: ["six"])

    private func replay(
        pip: String,
        seconds: Int = 600,
        step: BuildStep = BuildStep(kind: .requirements, arguments: ["six"]),
        files: [String: [UInt8]] = [:]
    ) async throws -> (Result<PipReplay.Outcome, ResolverError>, FakePython) {
        let fake = try FakePython(pip: pip)
        let interpreter = try await InterpreterSearch(environment: environment).interpreter(at: fake.path)
        let directory = try TemporaryDirectory(in: fake.scratch.path, prefix: "replay")
        defer { directory.remove() }
        let replay = PipReplay(ToolSession(environment: environment, directory: directory, timeLimit: .seconds(seconds)))
        do throws(ResolverError) {
            return (.success(try await replay.run([step], files: files, with: interpreter)), fake)
        } catch {
            return (.failure(error), fake)
        }
    }

    @Test("A killed pip has crashed, and said nothing about the requirements")
    func killed() async throws {
        let (result, _) = try await replay(pip: "kill -9 $$")
        #expect(result == .failure(.crashed(step: "pip install six", status: "signal 9", lastLine: "")))
    }

    @Test(
        "What pip prints decides what is said",
        arguments: [
            ("Traceback (most recent call last):\nAssertionError: oops", "crashed", "AssertionError: oops"),
            ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "full", "disk space"),
            (
                "WARNING: Retrying after connection broken by NewConnectionError('x')\nERROR: No matching distribution found for six",
                "net", "index"
            ),
        ]
    )
    func words(_ printed: String, _ kind: String, _ expected: String) async throws {
        let (result, _) = try await replay(pip: "cat >&2 <<'EOF'\n\(printed)\nEOF\nexit 1")
        guard case .failure(let error) = result else {
            Issue.record("\(kind): \(result)")
            return
        }
        #expect(error.message.contains(expected))
        #expect(!error.hint.isEmpty)
        #expect(error.isTransient == (kind != "crashed"))
    }

    @Test("A refused set is an answer, with pip's own words and without its progress")
    func refused() async throws {
        let text = """
            Collecting six==9
            ERROR: Cannot install six==9 and six==8 because these package versions have conflicting dependencies.
            Collecting more
            ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/
            """
        let (result, _) = try await replay(pip: "cat >&2 <<'EOF'\n\(text)\nEOF\nexit 1")
        guard case .success(.refused(let refusedStep, let explanation)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(refusedStep == step)
        #expect(explanation.count == 2)
        #expect(explanation.first?.hasPrefix("ERROR: Cannot install six==9") ?? false)
    }

    private static let trouble500 =
        "Could not fetch URL http://host/extra/six/: 500 Server Error: Internal Server Error for url: http://host/extra/six/ - skipping"

    @Test(
        "An extra index that answers 500, or with some page, is no verdict: it is asked again, wherever the call or a file names it",
        arguments: [
            (["--extra-index-url", "http://host/extra", "six==1"], [:]),
            (["-r", "all.txt"], ["all.txt": "--extra-index-url http://host/extra\nsix==1\n"]),
            (["-r", "all.txt"], ["all.txt": "-r more/base.txt\n", "more/base.txt": "--extra-index-url http://host/extra\nsix==1\n"]),
        ] as [([String], [String: String])],
        [("none", trouble500, trouble500), ("0.9, 2", "Fetched page http://host/extra/six/ as text/html", "answers for six names no file")]
    )
    func extraIndex(call: (arguments: [String], files: [String: String]), index: (versions: String, says: String, said: String))
        async throws
    {
        let pip = """
            case "$*" in
            *download*--extra-index-url=http://host/extra*six==1*)
                echo "Could not fetch URL http://host/simple/six/: 404 Client Error: Not Found for url: http://host/simple/six/ - skipping"
                echo "\(index.says)" ;;
            esac
            echo "ERROR: Could not find a version that satisfies the requirement six==1 (from versions: \(index.versions))" >&2
            echo "ERROR: No matching distribution found for six==1" >&2
            exit 1
            """
        let step = BuildStep(kind: .requirements, arguments: call.arguments)
        let (result, _) = try await replay(pip: pip, step: step, files: call.files.mapValues { Array($0.utf8) })
        guard case .failure(.noNetwork(_, let line)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(line.contains(index.said))
    }

    @Test("An index that lets pip wait is given up by name, and pip is stopped")
    func silentIndex() async throws {
        let pip = """
            echo "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by \
            'ReadTimeoutError(\\"HTTPConnectionPool(host='host', port=80): Read timed out. (read timeout=60)\\")': /simple/six/" >&2
            echo $$ > "$TMPDIR/../child"; exec sleep 300
            """
        let (result, fake) = try await replay(pip: pip)
        #expect(result == .failure(.noNetwork(step: "pip install six", line: "host:80 did not answer in 60 seconds (/simple/six/)")))
        // It may have been stopped before it wrote its number down.
        if let child = Self.child(of: fake) { try await expectGone(child) }
    }

    @Test("pip sees the settings of its index under names that no file can ask for, uv's not at all; an import sees neither")
    func variables() async throws {
        let fake = try FakePython(pip: "env > \"$TMPDIR/../env\"; echo 'pip 26.0'")
        let environment = ToolEnvironment([
            "PATH": "/usr/bin:/bin", "PIP_INDEX_URL": "https://u:secret@host/simple", "HTTPS_PROXY": "http://u:secret@proxy",
            "UV_DEFAULT_INDEX": "https://u:secret@host/simple", "UV_INDEX_MINE_PASSWORD": "secret", "HF_TOKEN": "secret", "TOKEN": "secret",
        ])
        let interpreter = try await InterpreterSearch(environment: environment).interpreter(at: fake.path)
        let directory = try TemporaryDirectory(in: fake.scratch.path, prefix: "replay")
        defer { directory.remove() }
        let replay = PipReplay(ToolSession(environment: environment, directory: directory, timeLimit: .seconds(600)))
        _ = try await replay.run([step], files: [:], with: interpreter)
        // The last that ran was `pip --version`, which asks no index.
        #expect(try !secrets(fake).contains { $0.hasPrefix("PIP_") })
        _ = try await replay.smoke("six")
        #expect(try secrets(fake) == ["https_proxy"])
        let failing = try FakePython(pip: "case \"$*\" in *install*) env > \"$TMPDIR/../env\"; exit 1;; esac")
        let other = try TemporaryDirectory(in: failing.scratch.path, prefix: "replay")
        defer { other.remove() }
        let second = PipReplay(ToolSession(environment: environment, directory: other, timeLimit: .seconds(600)))
        _ = try? await second.run([step], files: [:], with: PythonInterpreter(path: failing.path, version: "3.13.7"))
        #expect(try secrets(failing) == ["PIP_index_url", "https_proxy"])
    }

    /// The names of the variables that hold one.
    private func secrets(_ fake: FakePython) throws -> [String] {
        String(decoding: try fake.scratch.read("env"), as: UTF8.self).split(separator: "\n").filter { $0.contains("secret") }
            .map { String($0.prefix { $0 != "=" }) }.sorted()
    }

    @Test("A step that takes too long is stopped, with all that it started")
    func timeLimit() async throws {
        let (result, fake) = try await replay(pip: "(exec sh -c 'echo $$ > \"$TMPDIR/../child\"; exec sleep 300') & wait", seconds: 10)
        #expect(result == .failure(.timedOut(step: "pip install six", seconds: 10)))
        try await expectGone(try #require(Self.child(of: fake)))
    }

    @Test("Cancelled, it stops its programs and says so; nothing is left behind")
    func cancelled() async throws {
        let fake = try FakePython(pip: "sh -c 'echo $$ > \"$TMPDIR/../child\"; exec sleep 300'")
        let interpreter = try await InterpreterSearch(environment: environment).interpreter(at: fake.path)
        let directory = try TemporaryDirectory(in: fake.scratch.path, prefix: "replay")
        let task = Task {
            defer { directory.remove() }
            do throws(ResolverError) {
                _ = try await PipReplay(ToolSession(environment: environment, directory: directory, timeLimit: .seconds(100)))
                    .run([step], files: [:], with: interpreter)
                return nil as ResolverError?
            } catch {
                return error
            }
        }
        var child: Int32?
        for _ in 0..<2000 where child == nil {
            try await Task.sleep(for: .milliseconds(50))
            child = Self.child(of: fake)
        }
        task.cancel()
        #expect(await task.value == .interrupted)
        #expect(!FileManager.default.fileExists(atPath: directory.path))
        try await expectGone(try #require(child))
    }

    /// The process that the fake's pip started and wrote down.
    private static func child(of fake: FakePython) -> Int32? {
        (try? String(contentsOfFile: fake.scratch.path + "/child", encoding: .utf8)).flatMap { Int32($0.dropLast()) }
    }

    private func expectGone(_ process: Int32) async throws {
        // A process that was just killed may still be waited for by its adoptive parent.
        for _ in 0..<1200 where Self.isRunning(process) { try await Task.sleep(for: .milliseconds(50)) }
        #expect(!Self.isRunning(process))
    }

    private static func isRunning(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }
}
