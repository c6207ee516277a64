import DriftCore

/// setuptools' lines. Source: `setuptools/command/easy_install.py`, until 80.
enum SetupLine {
    /// `six 1.15.0 to easy-install.pth file`, behind `Adding `.
    static func adding(_ line: ByteView) -> InstallerEvent? {
        let rest = line.trimmed
        let word = rest.firstWord
        guard let name = word.packageName, rest.hasSuffix(" to easy-install.pth file") else { return nil }
        let version = rest.dropFirst(word.count + 1).firstWord
        guard VersionText.isPlausible(version), rest.count == word.count + version.count + 1 + " to easy-install.pth file".utf8.count else {
            return nil
        }
        return .easyInstalled(name: name, version: version.string)
    }
}
