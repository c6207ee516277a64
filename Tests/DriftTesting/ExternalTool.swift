import Foundation
import Synchronization
import Testing

/// A tool that tests compare results with and that need not be installed: `pip`, `uv`, Python with the `packaging` library. They stand in a
/// virtual environment: `DRIFTD_TEST_VENV`, or `.venv` at the package's root (`make setup` makes it).
///
/// A test that needs one carries `.enabled(if: ExternalTool.python(importing: "packaging") != nil, ExternalTool.skipReason)`: where the tool
/// is absent the test is reported as skipped, by that reason, and can be counted.
package enum ExternalTool {
    /// Why such a test did not run; every skip says this, and nothing else does.
    package static let skipReason: Comment = "needs the test tools: run `make setup`, or set DRIFTD_TEST_VENV"

    /// The virtual environment's folder, whether or not it is there.
    package static var environmentPath: String {
        if let path = ProcessInfo.processInfo.environment["DRIFTD_TEST_VENV"], !path.isEmpty { return path }
        return packageRoot + "/.venv"
    }

    /// The package's folder, without a slash at the end.
    package static var packageRoot: String {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }

    /// A program of the virtual environment: `pip`, `uv`. `nil`: not installed.
    package static func path(of program: String) -> String? {
        let path = "\(environmentPath)/bin/\(program)"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// A Python that can import `module`; `nil`: none. Asked once for each module.
    package static func python(importing module: String) -> String? {
        importable.withLock { known in
            if let answer = known[module] { return answer }
            let answer = findPython(importing: module)
            known[module] = .some(answer)
            return answer
        }
    }

    private static let importable = Mutex<[String: String?]>([:])

    private static func findPython(importing module: String) -> String? {
        guard let python = path(of: "python") else { return nil }
        let result = try? ExternalProgram(at: python).run(["-c", "import \(module)"], in: "/")
        return result?.status == 0 ? python : nil
    }
}
