/// What the platform owns or limits, as dated data: it changes without driftd changing, so a file may take the place of `Policy.current`.
///
/// Its JSON form is the contract `driftd.policy/1` (see `docs/Policy.md`).
package struct Policy: Sendable, Hashable, Codable {
    package static let schema = "driftd.policy/1"

    package var schema: String
    /// The day up to which the rows are known to hold, ISO 8601: `2026-11-22`.
    package var date: String
    package var owned: [OwnedPackage]
    package var packageLimits: [PackageLimit]
    package var pythonLimits: [PythonLimit]
    package var pipRefusals: [PipRefusal]

    package init(
        date: String,
        owned: [OwnedPackage],
        packageLimits: [PackageLimit],
        pythonLimits: [PythonLimit],
        pipRefusals: [PipRefusal] = []
    ) {
        schema = Self.schema
        self.date = date
        self.owned = owned
        self.packageLimits = packageLimits
        self.pythonLimits = pythonLimits
        self.pipRefusals = pipRefusals
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try container.check(schema: Self.schema, forKey: .schema)
        schema = Self.schema
        date = try container.decode(String.self, forKey: .date)
        owned = try container.decode([OwnedPackage].self, forKey: .owned)
        packageLimits = try container.decode([PackageLimit].self, forKey: .packageLimits)
        pythonLimits = try container.decode([PythonLimit].self, forKey: .pythonLimits)
        // A file from before these rows has none.
        pipRefusals = try container.decodeIfPresent([PipRefusal].self, forKey: .pipRefusals) ?? []
    }

    /// A package that the platform itself installs in a Space of some SDK: a pin of it fails, or is overridden.
    package struct OwnedPackage: Sendable, Hashable, Codable {
        package var package: PackageName
        package var sdk: String
        /// Versions of the SDK that the row is about, as a specifier set: `>=4`; empty: all.
        package var sdkVersions: String
        /// The README key that restores it; `nil`: nothing does.
        package var restoredBy: String?
        package var sentence: String
        /// Since when it is known, and from where.
        package var date: String
        package var source: String
    }

    /// Versions of a package that some hardware runs; its family goes with it.
    package struct PackageLimit: Sendable, Hashable, Codable {
        /// Hardware names beginning so: `zero-` for ZeroGPU.
        package var hardwarePrefix: String
        package var package: PackageName
        package var versions: [String]
        /// Normalized names that depend on exactly one version of the package; `*` at the end stands for any rest.
        package var family: [String]
        package var date: String
        package var source: String
    }

    /// Pythons that some hardware runs.
    package struct PythonLimit: Sendable, Hashable, Codable {
        package var hardwarePrefix: String
        package var versions: [String]
        package var date: String
        package var source: String
    }
}

extension Policy {
    /// The row that says the platform owns `name` in a Space of this SDK.
    func owner(of name: PackageName, sdk: SDK?) -> OwnedPackage? {
        guard let sdk else { return nil }
        return owned.first { row in
            guard row.package == name, row.sdk == sdk.name else { return false }
            if row.sdkVersions.isEmpty { return true }
            guard let version = sdk.version.flatMap({ Version($0) }), let range = VersionSpecifierSet(row.sdkVersions) else { return false }
            return range.contains(version, allowingPrereleases: true)
        }
    }

    func packageLimits(on hardware: String?) -> [PackageLimit] {
        packageLimits.filter { hardware?.hasPrefix($0.hardwarePrefix) ?? false }
    }

    func pythonLimit(on hardware: String?) -> PythonLimit? {
        pythonLimits.first { hardware?.hasPrefix($0.hardwarePrefix) ?? false }
    }
}

extension Policy.PackageLimit {
    /// Whether `version`, without its local part, is one that the hardware runs.
    func allows(_ version: Version) -> Bool {
        versions.contains { Version($0) == version.publicVersion }
    }

    /// The allowed version next below, otherwise the lowest.
    func nearest(to version: Version) -> String? {
        let sorted = versions.compactMap { text in Version(text).map { ($0, text) } }.sorted { $0.0 < $1.0 }
        return (sorted.last { $0.0 <= version } ?? sorted.first)?.1
    }

    func isFamily(_ name: PackageName) -> Bool {
        family.contains { pattern in
            pattern.hasSuffix("*") ? name.normalized.hasPrefix(pattern.dropLast()) : name.normalized == pattern
        }
    }
}
