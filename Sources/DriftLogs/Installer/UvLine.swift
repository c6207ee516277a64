import DriftCore

/// uv's lines. Source: uv's `commands/pip/loggers.rs` and `commands/reporters.rs`, 0.1 to 0.13.
enum UvLine {
    /// `click==8.1.7`, `foo==0.1.0 (from git+https://github.com/o/r@3f2a…)`, behind the sign.
    static func change(_ sign: InstallerEvent.Change, _ rest: ByteView) -> InstallerEvent? {
        let word = rest.firstWord
        guard let equals = word.firstIndex(of: "=="), let name = word[0..<equals].packageName else { return nil }
        let version = word.dropFirst(equals + 2)
        guard VersionText.isPlausible(version) else { return nil }
        let tail = rest.dropFirst(word.count).trimmed
        guard !tail.isEmpty else { return .change(sign, name: name, version: version.string, source: nil) }
        guard let url = tail.afterPrefix("(from "), url.hasSuffix(")") else { return nil }
        return .change(sign, name: name, version: version.string, source: PipLine.cleanSource(url.dropLast(1)))
    }

    /// `108 packages in 295ms`, `1 package in 3ms`, `3 packages`; of no package at all uv says how long that took: `in 0.02ms`.
    static func count(_ action: InstallerEvent.CountedAction, _ rest: ByteView) -> InstallerEvent? {
        if action == .audited, let time = rest.afterPrefix("in "), time.count > 2, time[0].isDigit, time.hasSuffix("s") {
            return .count(action, 0)
        }
        let word = rest.firstWord
        guard word.count > 0, word.count <= 6, let number = Int(word.string), number >= 0 else { return nil }
        let tail = rest.dropFirst(word.count + 1)
        if action == .installed, tail.hasPrefix("executable") { return .toolInstalled }
        guard tail.hasPrefix("package") else { return nil }
        return .count(action, number)
    }

    /// `Python 3.11.15 environment at: /opt/venv`, `CPython 3.11.15 interpreter at: /usr/local/bin/python3`, behind `Using `.
    static func using(_ rest: ByteView) -> [InstallerEvent] {
        guard let python = rest.afterPrefix("Python ") ?? rest.afterPrefix("CPython ") else { return [] }
        let version = python.firstWord
        guard VersionText.isPlausible(version), VersionText.beginsLikeVersion(version) else { return [] }
        var events: [InstallerEvent] = [.python(version.string)]
        if let path = pathBehind("environment at", in: python) { events.append(.environment(path: path, isCreated: false)) }
        return events
    }

    /// `virtual environment at: .venv`, `virtualenv at: .venv`, `virtual environment with seed packages at: .venv`, behind `Creating `.
    static func creating(_ rest: ByteView) -> InstallerEvent? {
        guard rest.hasPrefix("virtual") else { return nil }
        if let path = pathBehind(" at", in: rest) { return .environment(path: path, isCreated: true) }
        // poetry: `Creating virtualenv app-9TtSrW0h-py3.11 in /root/.cache/pypoetry/virtualenvs`, `… app in /app/.venv`
        guard let name = rest.afterPrefix("virtualenv ")?.firstWord, rest.contains(" in") else { return nil }
        // A wrap may have taken the folder away.
        guard let path = pathBehind(" in", in: rest) else { return .environment(path: name.string, isCreated: true) }
        return .environment(path: path.hasSuffix("/.venv") ? path : path + "/" + name.string, isCreated: true)
    }

    /// `/usr/bin/python3 (3.11.2)`, `default python from /usr/local/bin/python3.11.7`, `/usr/local/bin/python33.11.7`, before
    /// ` to create virtualenv...`: pipenv, whose colours parted the path from the version.
    static func pythonOfPipenv(_ rest: ByteView) -> InstallerEvent? {
        guard let end = rest.firstIndex(of: " to create virtualenv"), let name = rest[0..<end].string.split(separator: "/").last else {
            return nil
        }
        let text = name.hasSuffix(")") ? name.dropLast().split(separator: "(").last ?? "" : name.dropFirst("python".count)
        let version = text.hasPrefix("33.") ? text.dropFirst() : text
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        let isWhole = parts.count == 3 && parts[0] == "3" && parts[1...].allSatisfy { 1...2 ~= $0.count && $0.allSatisfy(\.isNumber) }
        guard isWhole else { return nil }
        return .pythonOfNext(String(version))
    }

    private static func pathBehind(_ marker: StaticString, in rest: ByteView) -> String? {
        guard let begin = rest.firstIndex(of: marker) else { return nil }
        var tail = rest.dropFirst(begin + marker.utf8CodeUnitCount)
        if tail.count > 0, tail[0] == UInt8(ascii: ":") { tail = tail.dropFirst(1) }
        let path = tail.trimmed
        return path.isEmpty || path.count > 500 ? nil : path.string
    }
}
