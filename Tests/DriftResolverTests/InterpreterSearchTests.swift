import DriftResolver
import DriftTesting
import Foundation
import Testing

@Suite("Finding an interpreter")
struct InterpreterSearchTests {
    @Test("One that answers with the right minor version is taken, wherever it says it is")
    func onPath() async throws {
        let fake = try FakePython(pip: "true")
        let search = InterpreterSearch(environment: ToolEnvironment(["PATH": fake.scratch.path + ":/bin", "HOME": fake.scratch.path]))
        let found = try await search.find("3.13")
        #expect(found == PythonInterpreter(path: fake.path, version: "3.13.7"))
        #expect(try await search.find("3.13.2").version == "3.13.7")
    }

    @Test("A missing minor version is named, with what there is instead")
    func missing() async throws {
        let scratch = try ScratchDirectory()
        let search = InterpreterSearch(environment: ToolEnvironment(["PATH": scratch.path, "HOME": scratch.path]), uv: "/nonexistent/uv")
        await #expect(throws: ResolverError.noInterpreter(wanted: "3.13", found: [])) { _ = try await search.find("3.13.1") }
    }

    @Test("What is no version is looked for nowhere: it may be a stranger's", arguments: ["3/../../bin/sh", "3.13/x", "-c", "3 13"])
    func notVersion(wanted: String) async throws {
        let fake = try FakePython(pip: "true")
        let search = InterpreterSearch(environment: ToolEnvironment(["PATH": fake.scratch.path + ":/bin", "HOME": fake.scratch.path]))
        await #expect(throws: ResolverError.noInterpreter(wanted: wanted, found: [])) { _ = try await search.find(wanted) }
    }

    @Test("A pip that cannot be asked without installing is passed over: another Python's answers in its place")
    func askablePip() async throws {
        func python(_ pip: String) throws -> FakePython {
            try FakePython(
                pip: "true",
                answer:
                    "case \"$*\" in *'pip --version'*) echo 'pip \(pip) from /x (python 3.13)' ;; *) echo 'driftd 3.13.7 cpython' ;; esac"
            )
        }
        let old = try python("18.1")
        var environment = ToolEnvironment(["PATH": old.scratch.path, "HOME": old.scratch.path])
        await #expect(throws: ResolverError.programMissing("uv")) { _ = try await ResolverTool.find(in: environment, python: "3.13") }
        let new = try python("22.2")
        try old.scratch.write("#!/bin/sh\nexec \(new.path) \"$@\"\n", to: "python3")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: old.scratch.path + "/python3")
        environment = ToolEnvironment(["PATH": old.scratch.path, "HOME": old.scratch.path])
        guard case .pip(_, version: "22.2") = try await ResolverTool.find(in: environment, python: "3.13") else {
            Issue.record("another pip was chosen"); return
        }
    }

    @Test("A program that is no Python is refused by name")
    func notPython() async throws {
        let search = InterpreterSearch(environment: ToolEnvironment(["PATH": "/bin"]))
        let reason = "it did not answer as a Python does"
        await #expect(throws: ResolverError.unusableInterpreter(path: "/bin/true", reason: reason)) {
            _ = try await search.interpreter(at: "/bin/true")
        }
        await #expect(throws: ResolverError.unusableInterpreter(path: "/nonexistent", reason: reason)) {
            _ = try await search.interpreter(at: "/nonexistent")
        }
    }

    @Test("A program that never answers is given up, and named where it was asked for")
    func silent() async throws {
        let silent = try FakePython(pip: "true", answer: "exec /bin/sleep 300")
        let environment = ToolEnvironment(["PATH": silent.scratch.path, "HOME": silent.scratch.path])
        let search = InterpreterSearch(environment: environment, uv: "/nonexistent/uv", timeLimit: .seconds(1))
        let reason = "it did not answer within 1 seconds"
        await #expect(throws: ResolverError.unusableInterpreter(path: silent.path, reason: reason)) {
            _ = try await search.interpreter(at: silent.path)
        }
        await #expect(throws: ResolverError.noInterpreter(wanted: "3.13", found: [])) { _ = try await search.find("3.13") }
    }
}
