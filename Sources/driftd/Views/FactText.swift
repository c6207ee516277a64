import DriftCore

/// The facts of an environment in one line each.
enum FactText {
    /// `gradio 6.19.0`
    static func sdk(_ sdk: SDK) -> String { [sdk.name, sdk.version].compactMap(\.self).joined(separator: " ") }

    /// `pip 25.1`
    static func installer(_ installer: Installer) -> String {
        [installer.name, installer.version].compactMap(\.self).joined(separator: " ")
    }

    /// `docker.io/library/python:3.13@sha256:f3c3ff2b5f09…`: the JSON has the digest whole.
    static func baseImage(_ image: BaseImage) -> String {
        shortened([image.reference, image.digest].compactMap(\.self).joined(separator: "@"))
    }

    /// A digest at the end of `text` as far as two of them are told apart.
    static func shortened(_ text: String) -> String {
        let digest = text.utf8.suffix(digestPrefix.utf8.count + 64)
        guard digest.starts(with: digestPrefix.utf8), digest.count == digestPrefix.utf8.count + 64 else { return text }
        return text.dropLast(64 - shownDigits) + "…"
    }

    private static let digestPrefix = "sha256:"
    private static let shownDigits = 12

    /// `nodejs 20.19.5-1nodesource1, ffmpeg 7:5.1.6-0+deb12u1 and 33 more (--json has them all)`: Node first, an app may be built with it.
    static func systemPackages(_ packages: [SystemPackage]) -> String {
        let node = packages.filter { $0.name == "nodejs" }
        let shown = (node + packages.filter { $0.name != "nodejs" }).prefix(shownSystemPackages)
        let names = shown.map { [$0.name, $0.version].compactMap(\.self).joined(separator: " ") }.joined(separator: ", ")
        let rest = packages.count - shown.count
        return rest > 0 ? "\(names) and \(rest) more (--json has them all)" : names
    }

    private static let shownSystemPackages = 2
}
