internal import DriftCore
internal import DriftReadme

/// The keys of a README's front matter that bear on the environment.
struct ReadmeCard: Sendable, Hashable {
    var sdk: String?
    var sdkVersion: String?
    /// A block that cannot be read is worth a word, but no reason to lose the logs.
    var diagnostics: [Diagnostic] = []

    init(readme: [UInt8]?) {
        guard let readme else { return }
        do throws(FrontMatterError) {
            let values = try FrontMatter.read(readme).values
            sdk = values["sdk"]
            sdkVersion = values["sdk_version"]
        } catch {
            diagnostics.append(Diagnostic(code: "readme.front-matter", message: error.message))
        }
    }
}
