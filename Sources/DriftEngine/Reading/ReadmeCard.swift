internal import DriftCore
internal import DriftReadme

/// The keys of a README's front matter that bear on the environment.
struct ReadmeCard: Sendable, Hashable {
    var sdk: String?
    var sdkVersion: String?
    /// `python_version`, where it is one: `3.11`, `3.12.12`.
    var python: String?
    /// Written by duplication; not in the Hub's reference of keys.
    var duplicatedFrom: SpaceName?
    /// A block that cannot be read is worth a word, but no reason to lose the logs.
    var diagnostics: [Diagnostic] = []

    init(readme: [UInt8]?) {
        guard let readme else { return }
        do throws(FrontMatterError) {
            let values = try FrontMatter.read(readme).values
            sdk = values["sdk"]
            sdkVersion = values["sdk_version"]
            python = values["python_version"].flatMap(Self.python)
            duplicatedFrom = values["duplicated_from"].flatMap { SpaceName($0) }
        } catch {
            diagnostics.append(Diagnostic(code: "readme.front-matter", message: error.message))
        }
    }

    /// A bare `3.10` is the number 3.1 to YAML: what the platform makes of it is not known, and neither is what it does with anything but `3.x`.
    private static func python(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }
        guard areNumbers, (2...3).contains(parts.count), parts[0] == "3", let minor = Int(parts[1]), (6...99).contains(minor) else {
            return nil
        }
        return text
    }
}
