internal import DriftCore

/// The keys of a README's front matter that bear on the environment.
struct ReadmeCard: Sendable, Hashable {
    var sdk: String?
    var sdkVersion: String?
    var diagnostics: [Diagnostic] = []

    init(readme: [UInt8]?) {}
}
