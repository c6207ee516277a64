/// What pyenv says of the interpreters that it builds. Source: `install_package` in pyenv's `plugins/python-build/bin/python-build`.
enum PyenvLine {
    /// `Installed Python-3.10.13 to /root/.pyenv/versions/3.10.13`
    static func installed(_ body: ByteView) -> InstallerEvent? {
        guard let rest = body.afterPrefix("Installed Python-"), let to = rest.firstIndex(of: " to /") else { return nil }
        let version = rest[0..<to].string
        guard PythonVersion.isValid(version), rest.trimmed.string.hasSuffix("/" + version) else { return nil }
        return .builtPython(version)
    }
}
