import DriftCore

/// apt's lines. Source: dpkg's `src/main/help.c` and `packages.c`.
enum SystemPackageLine {
    /// `ffmpeg (7:7.1.1-1+b1) ...`, `libgl1:amd64 (1.7.0-1+b2) ...`, behind `Setting up `.
    static func settingUp(_ rest: ByteView) -> SystemPackage? {
        guard rest.hasSuffix(") ..."), let open = rest.firstIndex(of: " (") else { return nil }
        let full = rest[0..<open]
        let name = full[0..<(full.firstIndex(of: UInt8(ascii: ":")) ?? full.count)]
        let version = rest[open + 2..<rest.count - 5]
        guard name.count > 0, name.count <= 200, version.count <= 200, isDebianText(name), isDebianText(version) else { return nil }
        return SystemPackage(name: name.string, version: version.string)
    }

    /// What Debian's names and versions are made of: letters, digits and `. + - ~ : _`.
    private static func isDebianText(_ text: ByteView) -> Bool {
        (0..<text.count).allSatisfy { text[$0].isNameByte || "+~:".utf8.contains(text[$0]) }
    }
}
