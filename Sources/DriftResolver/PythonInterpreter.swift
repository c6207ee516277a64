/// A CPython that was run and answered.
package struct PythonInterpreter: Sendable, Hashable {
    package var path: String
    /// `3.13.0`
    package var version: String

    package init(path: String, version: String) {
        self.path = path
        self.version = version
    }

    /// `3.13`
    package var minor: String { Self.minor(of: version) }

    package static func minor(of version: String) -> String { version.split(separator: ".").prefix(2).joined(separator: ".") }
}
