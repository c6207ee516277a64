import DriftCore

/// Poetry's lines. Source: poetry's `installation/executor.py`, 1.1 to 2.x.
enum PoetryLine {
    /// `Installing click (8.1.7)`, `Updating click (8.0.4 -> 8.1.7)`, `Installing foo (0.1.0 3f2a1bc)`, behind the bullet.
    static func operation(_ rest: ByteView) -> InstallerEvent? {
        let verb = rest.firstWord
        let change: InstallerEvent.Change
        if verb.equals("Installing") {
            change = .add
        } else if verb.equals("Updating") || verb.equals("Downgrading") {
            change = .replace
        } else if verb.equals("Removing") {
            change = .remove
        } else {
            return nil
        }
        let tail = rest.dropFirst(verb.count + 1)
        let nameWord = tail.firstWord
        guard let name = nameWord.packageName, let open = tail.firstIndex(of: "("),
            let close = tail.firstIndex(of: UInt8(ascii: ")"), from: open)
        else { return nil }
        // `: Skipped for the following reason: Already installed`, `: Failed`
        let suffix = tail.dropFirst(close + 1)
        if suffix.contains("Skipped") || suffix.contains("Failed") { return nil }
        return operation(change, name, tail[open + 1..<close])
    }

    /// `8.1.7`, `8.0.4 -> 8.1.7`, `0.1.0 3f2a1bc`, `0.1.0 /app/lib`
    private static func operation(_ change: InstallerEvent.Change, _ name: PackageName, _ inner: ByteView) -> InstallerEvent? {
        let target = inner.firstIndex(of: " -> ").map { inner.dropFirst($0 + 4) } ?? inner
        let version = target.firstWord
        guard VersionText.isPlausible(version) else { return nil }
        let detail = target.dropFirst(version.count).trimmed
        let source = detail.isEmpty || !PipLine.isURL(detail) ? nil : PipLine.cleanSource(detail)
        return .operation(change, name: name, version: version.string, source: source)
    }

    /// `12 installs, 1 update, 0 removals, 3 skipped` behind `Package operations: `: the number of packages that change.
    static func operations(_ rest: ByteView) -> InstallerEvent? {
        var total = 0
        var position = 0
        while position < rest.count {
            let end = rest.firstIndex(of: UInt8(ascii: ","), from: position) ?? rest.count
            let part = rest[position..<end].trimmed
            let word = part.firstWord
            let isChange = part.contains("install") || part.contains("update") || part.contains("removal")
            guard word.count <= 6, let number = Int(word.string) else { return nil }
            if isChange { total += number }
            position = end + 1
        }
        return .operations(total)
    }

    /// `app (0.1.0)` behind `Installing the current project: `.
    static func project(_ rest: ByteView) -> InstallerEvent? {
        let (word, text) = (rest.firstWord, rest.trimmed)
        guard let name = word.packageName, let version = text.dropFirst(word.count + 1).afterPrefix("("), version.hasSuffix(")"),
            VersionText.isPlausible(version.dropLast(1))
        else { return nil }
        return .project(name: name, version: version.dropLast(1).string)
    }
}
