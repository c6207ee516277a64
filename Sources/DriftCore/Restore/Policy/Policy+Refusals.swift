extension Policy {
    /// Releases whose metadata breaks today's rules: pip refuses them from 24.1 on, while uv mends what it reads. Their files are on the
    /// index, so that no resolver but pip itself tells.
    ///
    ///     WARNING: Ignoring version 2.0.6 of omegaconf since it has invalid metadata: …
    ///     Please use pip<24.1 if you need to use this version.
    package struct PipRefusal: Sendable, Hashable, Codable {
        package var package: PackageName
        /// As a specifier set: `>=2.0.1,<2.1.1`.
        package var versions: String
        package var date: String
        package var source: String
    }

    func refusesMetadata(of name: PackageName, _ version: Version) -> Bool {
        pipRefusals.contains { row in
            row.package == name && VersionSpecifierSet(row.versions)?.contains(version, allowingPrereleases: true) ?? false
        }
    }
}

extension RestoreContext {
    /// Whether the platform installs with a pip that refuses such releases: it takes the newest, which Pythons below 3.8 do not get, unless
    /// `pre-requirements.txt` asks for an older one.
    var hasStrictPip: Bool {
        guard !isDocker else { return false }
        if let python = python.flatMap({ Version($0) }), let eight = Version("3.8"), python < eight { return false }
        return !Self.asksForOldPip(duplicateFiles[StagedPins.earlyPath] ?? [])
    }

    /// Whether `pre-requirements.txt` asks for a pip that takes them still: `pip<24.1`.
    static func asksForOldPip(_ requirements: [UInt8]) -> Bool {
        let newer = ["24.1", "26.0", "99"].compactMap { Version($0) }
        return RequirementsFile.parse(requirements).lines.compactMap(\.requirement).contains { requirement in
            requirement.name.normalized == "pip"
                && !newer.contains { requirement.specifiers.contains($0, allowingPrereleases: true) }
        }
    }

    func isRefusedByPip(_ name: PackageName, _ version: Version) -> Bool {
        hasStrictPip && choices.policy.refusesMetadata(of: name, version)
    }

    static let pipRemedy =
        "with `pip<24.1` as the only line of pre-requirements.txt the platform uses an older one: add that, and pin again"
}
