import DriftCore

/// The facts of an environment in one line each.
enum FactText {
    /// `gradio 6.19.0`
    static func sdk(_ sdk: SDK) -> String { [sdk.name, sdk.version].compactMap(\.self).joined(separator: " ") }

    /// `pip 25.1`
    static func installer(_ installer: Installer) -> String {
        [installer.name, installer.version].compactMap(\.self).joined(separator: " ")
    }

    /// `docker.io/library/python:3.13@sha256:…`
    static func baseImage(_ image: BaseImage) -> String { [image.reference, image.digest].compactMap(\.self).joined(separator: "@") }
}
