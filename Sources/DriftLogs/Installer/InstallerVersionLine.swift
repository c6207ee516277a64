import DriftCore

/// What an installer says when it is asked for its version, and what its own setup says. Source: pip's `utils/misc.py` (`get_pip_version`),
/// uv's `--version` and its install script, poetry's `console/application.py` and its installer, pdm's and pipenv's `--version`.
enum InstallerVersionLine {
    private static let heads: [(head: StaticString, name: String)] = [
        ("pip ", "pip"), ("uv ", "uv"), ("downloading uv ", "uv"), ("Poetry (version ", "poetry"), ("Poetry version ", "poetry"),
        ("Poetry (", "poetry"), ("PDM, version ", "pdm"), ("pipenv, version ", "pipenv"),
    ]

    /// `pip 24.0 from /usr/local/lib/python3.11/site-packages/pip (python 3.11)`, `uv 0.5.11 (c4d0caaee 2024-12-19)`,
    /// `Poetry (version 1.8.3)`, `Poetry (1.8.3) is installed now. Great!`
    static func installer(_ body: ByteView) -> Installer? {
        guard let (head, name) = heads.first(where: { body.hasPrefix($0.head) }) else { return nil }
        let rest = body.dropFirst(head.utf8CodeUnitCount)
        var end = 0
        while end < rest.count, rest[end].isNameByte || rest[end] == UInt8(ascii: "+") { end += 1 }
        let version = rest[0..<end]
        guard VersionText.isPlausible(version), VersionText.beginsLikeVersion(version), isWhole(rest.dropFirst(end), of: name, head) else {
            return nil
        }
        return Installer(name: name, version: version.string)
    }

    /// Whether what stands behind the version is the rest of such a line, and no sentence.
    private static func isWhole(_ rest: ByteView, of name: String, _ head: StaticString) -> Bool {
        if head.utf8CodeUnitCount > name.utf8.count + 1 { return rest.isEmpty || rest[0] == UInt8(ascii: ")") || rest[0] == .space }
        return name == "pip" ? rest.hasPrefix(" from /") : rest.trimmed.isEmpty || rest.hasPrefix(" (")
    }
}
