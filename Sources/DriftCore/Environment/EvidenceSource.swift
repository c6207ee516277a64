/// Packages as one source of evidence shows them: a freeze, the logs, the running app, an inference.
package struct EvidenceSource: Sendable, Hashable {
    /// What to call it in a sentence: `freeze.txt`, `the log`.
    package var label: String
    /// Each with its evidence.
    package var packages: [ResolvedPackage]
    /// Accounts for every package: what it does not list is not there.
    package var isExact: Bool

    package init(label: String, packages: [ResolvedPackage], isExact: Bool = false) {
        self.label = label
        self.packages = packages
        self.isExact = isExact
    }
}
