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

/// The variables of the marker grammar, by their canonical spelling.
package enum MarkerVariable: String, Sendable, Hashable, CaseIterable {
    case implementationName = "implementation_name"
    case implementationVersion = "implementation_version"
    case osName = "os_name"
    case platformMachine = "platform_machine"
    case platformPythonImplementation = "platform_python_implementation"
    case platformRelease = "platform_release"
    case platformSystem = "platform_system"
    case platformVersion = "platform_version"
    case pythonFullVersion = "python_full_version"
    case pythonVersion = "python_version"
    case sysPlatform = "sys_platform"
    case extra
    /// Sets of names, in lock files (PEP 751): `"dev" in dependency_groups`.
    case extras
    case dependencyGroups = "dependency_groups"

    /// `nil` unless `spelling` is a variable; takes the old spellings of PEP 345 (`os.name`, `python_implementation`) as well.
    init?(spelling: String) {
        switch spelling {
        case "os.name": self = .osName
        case "sys.platform": self = .sysPlatform
        case "platform.version": self = .platformVersion
        case "platform.machine": self = .platformMachine
        case "platform.python_implementation", "python_implementation": self = .platformPythonImplementation
        default: self.init(rawValue: spelling)
        }
    }

    /// Compared as versions where the other side is one.
    var isVersion: Bool {
        switch self {
        case .implementationVersion, .platformRelease, .pythonFullVersion, .pythonVersion: true
        default: false
        }
    }

    var isSet: Bool { self == .extras || self == .dependencyGroups }
}
