import DriftCore
import Testing

@testable import DriftResolver

/// Texts as pip 26.3 and uv 0.13 print them.
@Suite("What an installer's failure says")
struct InstallerMessagesTests {
    private static let retry =
        "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by "
        + "'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: "
        + "[Errno 111] Connection refused')': /simple/numpy/\n"

    private func refusal(_ text: String) throws -> [String] {
        try InstallerMessages.refusal(in: text, step: "pip install", status: "exit code 1")
    }

    @Test(
        "a verdict is one, whatever words stand in it or came before it",
        arguments: [
            """
            ERROR: Cannot install ProxyError==1 and connection==2 because these package versions have conflicting dependencies.

            The conflict is caused by:
                The user requested ProxyError==1
                connection 2 depends on ProxyError>=2

            ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/
            """,
            """
            \(retry)Collecting six==1
            ERROR: Could not find a version that satisfies the requirement six==1 (from versions: 1.15.0, 1.16.0)
            ERROR: No matching distribution found for six==1
            """,
            """
              × No solution found when resolving dependencies:
              ╰─▶ Because there is no version of sslerror==3 and you require sslerror==3,
                  we can conclude that your requirements are unsatisfiable. ProxyError, SSLError
            """,
            """
              error: subprocess-exited-with-error

              × Getting requirements to build wheel did not run successfully.
              │ exit code: 1
              ╰─> [3 lines of output]
                  Traceback (most recent call last):
                    File "<string>", line 2, in <module>
                  urllib.error.URLError: <urlopen error [Errno 111] Connection refused>
                  [end of output]
            ERROR: Failed to build 'private' when getting requirements to build wheel
            """,
            "error: Failed to download `six==1.16.0`\n  cause: Hash mismatch for `six==1.16.0`\n\n         Expected:",
            "error: In `--require-hashes` mode, all requirements must have their versions pinned with `==`, but found: idna",
            "error: Unexpected '%', expected '-c', '-e', '-r' or the start of a requirement: bad.txt:1:1",
        ]
    )
    func verdicts(text: String) throws {
        #expect(try !refusal(text).isEmpty)
    }

    @Test("of a long list of versions the last ones are kept")
    func versions() throws {
        let all = (0..<200).map { "1.\($0)" }
        let text = "ERROR: Could not find a version that satisfies the requirement six==9 (from versions: \(all.joined(separator: ", ")))"
        let line = try #require(try refusal(text + "\nERROR: No matching distribution found for six==9").first)
        #expect(line.hasSuffix("(from versions: …, \(all.suffix(10).joined(separator: ", ")))"))
    }

    @Test(
        "an index that cannot be reached is no verdict",
        arguments: [
            """
            \(retry)ERROR: Could not find a version that satisfies the requirement numpy (from versions: none)
            ERROR: No matching distribution found for numpy
            """,
            """
            error: Failed to fetch: `http://127.0.0.1:9/simple/numpy/`
              Caused by: Request failed after 3 retries
              Caused by: error sending request for url (http://127.0.0.1:9/simple/numpy/)
            """,
            """
              error: subprocess-exited-with-error

              × installing build dependencies did not run successfully.
              │ exit code: 1
              ╰─> [2 lines of output]
                  \(retry)      ERROR: Could not find a version that satisfies the requirement setuptools>=40.8.0 (from versions: none)
                  ERROR: No matching distribution found for setuptools>=40.8.0
                  [end of output]
            """,
            """
            error: No solution found when resolving dependencies
              cause: Because tinycpu was not found in the package registry and you require tinycpu==1.0+cpu, we can conclude …

            hint: An index URL (https://host/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized)
            """,
            "error: connection-failed\n\n× Failed to connect to host while fetching https://host/six-1.0.tar.gz\n╰─> [Errno 111] Connection refused",
            "error: connection-timeout\n\n× Unable to fetch https://host/six-1.0.tar.gz\n╰─> host didn't respond within 15 seconds",
            "error: ssl-verification-failed\n\n× Failed to establish a secure connection to host while fetching https://host/six-1.0.tar.gz",
            "error: Received some unexpected JSON from `http://host/simple/six/`\n  cause: missing field `files` at line 1 column 11",
            """
              × No solution found when resolving dependencies:
              ╰─▶ Because black was not found in the package registry and you require black, we can conclude that your requirements
                  are unsatisfiable.

                  hint: An index URL (https://host/simple) could not
                  be queried due to a lack of valid authentication credentials (401 Unauthorized).
            """,
        ]
    )
    func network(text: String) {
        let error = #expect(throws: ResolverError.self) { try refusal(text) }
        guard case .noNetwork = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test(
        "a download that did not come to its end is no verdict, and tells how much room it needs",
        arguments: [
            ("1.5/2.0 kB", 2000), ("54.0 MB/55.0 MB", 55_000_000), ("0.1 GB/2.3 GB", 2_300_000_000), ("0 bytes/512 bytes", 512), ("?", nil),
        ]
    )
    func unfinished(sizes: String, bytes: Int?) throws {
        let text = "error: incomplete-download\n\n× Download failed after 6 attempts because not enough bytes were received (\(sizes))\n"
        #expect(InstallerMessages.unfinishedDownload(in: text) == bytes)
        let error = #expect(throws: ResolverError.self) { try refusal(text) }
        guard case .noNetwork = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test(
        "what uv says nobody has, and of what none of the wanted versions",
        arguments: [
            (["Because tinycpu was not found in the package registry and you require tinycpu==1.0+cpu, we can conclude …"], ["tinycpu"]),
            (["Because there is no version of six[x]==99 and numpy==1 depends on six, we can conclude …"], ["six"]),
            (["Because only six<=1.17.0 is available and only", "the following versions of Num.Py are available:"], ["six", "num-py"]),
            (["Because a==1 depends on b<2 and you require b==2, we can conclude that your requirements are unsatisfiable."], []),
        ]
    )
    func missing(explanation: [String], names: [String]) {
        #expect(InstallerMessages.missing(in: explanation).map(\.normalized) == names)
    }
}
