import DriftCore

/// apt's and apk's lines. Sources: dpkg's `src/main/help.c`, `packages.c` and `remove.c`; apk-tools' `src/commit.c`.
enum SystemPackageLine {
    /// `(1/12) Installing ffmpeg (6.1.1-r0)`, `( 2/12) Upgrading musl (1.2.4-r1 -> 1.2.4-r2)`, `(3/12) Purging gcc (13.2.1-r0)`
    static func apk(_ body: ByteView) -> InstallerEvent? {
        guard body.count > 8, body[0] == UInt8(ascii: "("), let close = body.firstIndex(of: UInt8(ascii: ")")), isCount(body[1..<close])
        else {
            return nil
        }
        let words = body.dropFirst(close + 1).trimmed
        let verb = words.firstWord
        let rest = words.dropFirst(verb.count).trimmed
        let full = rest.firstWord
        // `ffmpeg@edge`: from a repository with a tag.
        let name = full[0..<(full.firstIndex(of: UInt8(ascii: "@")) ?? full.count)]
        let bracket = rest.dropFirst(full.count).trimmed
        guard bracket.count > 2, bracket[0] == UInt8(ascii: "("), bracket[bracket.count - 1] == UInt8(ascii: ")"),
            name.count > 0, name.count <= 200, isPackageText(name)
        else { return nil }
        let versions = bracket[1..<bracket.count - 1]
        let version = versions.dropFirst(versions.firstIndex(of: " -> ").map { $0 + 4 } ?? 0)
        guard version.count > 0, version.count <= 200, isPackageText(version) else { return nil }
        if verb.equals("Purging") { return .systemPackageRemoved(name: name.string) }
        let isThere = ["Installing", "Reinstalling", "Upgrading", "Downgrading", "Replacing", "Updating"].contains { verb.equals($0) }
        return isThere ? .systemPackage(SystemPackage(name: name.string, version: version.string)) : nil
    }

    /// `1/12`, ` 2/12`
    private static func isCount(_ text: ByteView) -> Bool {
        guard text.count <= 15, let slash = text.firstIndex(of: UInt8(ascii: "/")), slash > 0, slash + 1 < text.count else { return false }
        return (0..<text.count).allSatisfy { text[$0].isDigit || $0 == slash || text[$0] == .space && $0 < slash }
    }

    /// `gcc (4:12.2.0-3) ...`, behind `Removing `.
    static func removing(_ rest: ByteView) -> InstallerEvent? {
        settingUp(rest).map { .systemPackageRemoved(name: $0.name) }
    }

    /// `ffmpeg (7:7.1.1-1+b1) ...`, `libgl1:amd64 (1.7.0-1+b2) ...`, behind `Setting up `.
    static func settingUp(_ line: ByteView) -> SystemPackage? {
        let rest = line.trimmed
        guard rest.hasSuffix(") ..."), let open = rest.firstIndex(of: " (") else { return nil }
        let full = rest[0..<open]
        let name = full[0..<(full.firstIndex(of: UInt8(ascii: ":")) ?? full.count)]
        let version = rest[open + 2..<rest.count - 5]
        guard name.count > 0, name.count <= 200, version.count <= 200, isPackageText(name), isPackageText(version) else { return nil }
        return SystemPackage(name: name.string, version: version.string)
    }

    /// What Debian's and Alpine's names and versions are made of: letters, digits and `. + - ~ : _`.
    private static func isPackageText(_ text: ByteView) -> Bool {
        (0..<text.count).allSatisfy { text[$0].isNameByte || "+~:".utf8.contains(text[$0]) }
    }
}
