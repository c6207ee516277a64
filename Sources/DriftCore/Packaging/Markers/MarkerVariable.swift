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
