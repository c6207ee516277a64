import DriftCore

/// What pip says of requirements that do not hold in the environment.
extension PipLine {
    /// `datasets 5.0.1 requires fsspec<=2026.6.0, but you have fsspec 2026.9.0 which is incompatible.`
    /// `datasets 5.0.1 requires fsspec, which is not installed.`
    /// `datasets 2.1.0 has requirement fsspec<=2022, but you'll have fsspec 2023.1 which is incompatible.`: pip 10 to 20.2, and its old
    /// resolver since. `pip check` says `has requirement …, but you have fsspec 2023.1.`
    static func conflict(_ line: ByteView) -> InstallerEvent? {
        let name = line.firstWord
        let behindName = line.dropFirst(name.count + 1)
        let version = behindName.firstWord
        guard name.packageName != nil, VersionText.isPlausible(version) else { return nil }
        let words = behindName.dropFirst(version.count)
        guard let tail = words.afterPrefix(" requires ") ?? words.afterPrefix(" has requirement "), !holdsTag(tail) else { return nil }
        if let end = tail.firstIndex(of: ", which is not installed") {
            return .conflict(package: name.string, version: version.string, requirement: tail[0..<end].string, found: nil)
        }
        guard let but = tail.firstIndex(of: ", but you"),
            let found = tail.dropFirst(but + 9).afterPrefix(" have ") ?? tail.dropFirst(but + 9).afterPrefix("'ll have ")
        else { return nil }
        let sentence = found.hasSuffix(".") ? found.dropLast(1) : found
        guard let end = found.firstIndex(of: " which is incompatible") ?? (isFound(sentence) ? sentence.count : nil) else { return nil }
        return .conflict(
            package: name.string,
            version: version.string,
            requirement: tail[0..<but].string,
            found: found[0..<end].string
        )
    }

    /// `<img …>`: behind the `<` of a requirement stands a version or a quote.
    private static func holdsTag(_ text: ByteView) -> Bool {
        var place = text.firstIndex(of: UInt8(ascii: "<"), from: 0)
        while let open = place, open + 1 < text.count {
            if text[open + 1].isLetter || "/!?".utf8.contains(text[open + 1]) { return true }
            place = text.firstIndex(of: UInt8(ascii: "<"), from: open + 1)
        }
        return false
    }

    /// `fsspec 2026.9.0`, and nothing else.
    private static func isFound(_ text: ByteView) -> Bool {
        let name = text.firstWord
        return name.packageName != nil && VersionText.isPlausible(text.dropFirst(name.count + 1))
    }
}
