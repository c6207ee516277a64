/// What an environment marker can ask about (PEP 508). The defaults are the platform's: CPython on 64-bit Linux.
package struct MarkerEnvironment: Sendable, Hashable {
    package var implementationName = "cpython"
    package var implementationVersion: String
    package var osName = "posix"
    package var platformMachine = "x86_64"
    package var platformPythonImplementation = "CPython"
    /// The kernel's release; empty: unknown.
    package var platformRelease = ""
    package var platformSystem = "Linux"
    package var platformVersion = ""
    /// `3.11.15`
    package var pythonFullVersion: String
    /// `3.11`
    package var pythonVersion: String
    package var sysPlatform = "linux"

    /// `pythonFullVersion`: as exact as known; a missing patch number counts as 0, `3.13` as `3.13.0`.
    package init(pythonFullVersion: String) {
        let parts = pythonFullVersion.split(separator: ".", omittingEmptySubsequences: false)
        self.pythonFullVersion = parts.count == 2 ? pythonFullVersion + ".0" : pythonFullVersion
        pythonVersion = parts.prefix(2).joined(separator: ".")
        implementationVersion = self.pythonFullVersion
    }

    func value(of variable: MarkerVariable) -> String? {
        switch variable {
        case .implementationName: implementationName
        case .implementationVersion: implementationVersion
        case .osName: osName
        case .platformMachine: platformMachine
        case .platformPythonImplementation: platformPythonImplementation
        case .platformRelease: platformRelease
        case .platformSystem: platformSystem
        case .platformVersion: platformVersion
        // A Python built between two releases calls itself `3.13.0+`, which is no version.
        case .pythonFullVersion: pythonFullVersion.hasSuffix("+") ? pythonFullVersion + "local" : pythonFullVersion
        case .pythonVersion: pythonVersion
        case .sysPlatform: sysPlatform
        case .extra, .extras, .dependencyGroups: nil
        }
    }
}
