/// A dependency that the installed set violates, as pip reported it (the installation went on).
/// `datasets 5.0.1 requires fsspec<=2026.6.0, but you have fsspec 2026.9.0 which is incompatible.`
package struct Conflict: Sendable, Hashable, Codable {
    package var log: Int
    package var line: Int
    package var package: String
    package var version: String
    /// The requirement that does not hold: `fsspec<=2026.6.0`.
    package var requirement: String
    /// What is there instead: `fsspec 2026.9.0`; `nil`: nothing is.
    package var found: String?

    package init(log: Int, line: Int, package: String, version: String, requirement: String, found: String?) {
        self.log = log
        self.line = line
        self.package = package
        self.version = version
        self.requirement = requirement
        self.found = found
    }
}
