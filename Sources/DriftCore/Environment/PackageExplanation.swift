/// Everything that logs say of one package, and what follows from it.
///
/// Its JSON form is the contract `driftd.explanation/1` (see `docs/JSON-explanation.md`).
package struct PackageExplanation: Sendable, Hashable {
    package var package: PackageName
    package var verdict: PackageVerdict
    /// In the order of the logs.
    package var lines: [ExplainedLine]
    /// More lines name the package than are listed.
    package var isTruncated: Bool

    package init(package: PackageName, verdict: PackageVerdict, lines: [ExplainedLine], isTruncated: Bool = false) {
        self.package = package
        self.verdict = verdict
        self.lines = lines
        self.isTruncated = isTruncated
    }
}
