extension EnvironmentReading: Codable {
    package static let schema = "driftd.environment/1"

    private enum Key: String, CodingKey {
        case schema, python, baseImage, sdk, installers, platformLine, builds, packages, unknown, complete, gaps, conflicts
        case systemPackages, diagnostics
    }

    /// Absent facts are written as `null`: a reader must not mistake "unknown" for "left out".
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(python, forKey: .python)
        try container.encode(baseImage, forKey: .baseImage)
        try container.encode(sdk, forKey: .sdk)
        try container.encode(installers, forKey: .installers)
        try container.encode(platformLine, forKey: .platformLine)
        try container.encode(builds, forKey: .builds)
        try container.encode(packages, forKey: .packages)
        try container.encode(unknown, forKey: .unknown)
        try container.encode(isComplete, forKey: .complete)
        try container.encode(gaps, forKey: .gaps)
        try container.encode(conflicts, forKey: .conflicts)
        try container.encode(systemPackages, forKey: .systemPackages)
        try container.encode(diagnostics, forKey: .diagnostics)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.check(schema: Self.schema, forKey: .schema)
        self.init()
        python = try container.decodeIfPresent(String.self, forKey: .python)
        baseImage = try container.decodeIfPresent(BaseImage.self, forKey: .baseImage)
        sdk = try container.decodeIfPresent(SDK.self, forKey: .sdk)
        installers = try container.decodeIfPresent([Installer].self, forKey: .installers) ?? []
        platformLine = try container.decodeIfPresent([String].self, forKey: .platformLine) ?? []
        builds = try container.decodeIfPresent([BuildRecord].self, forKey: .builds) ?? []
        packages = try container.decode([ResolvedPackage].self, forKey: .packages).sorted { $0.release.name < $1.release.name }
        isComplete = try container.decode(Bool.self, forKey: .complete)
        gaps = try container.decodeIfPresent([Gap].self, forKey: .gaps) ?? []
        conflicts = try container.decodeIfPresent([Conflict].self, forKey: .conflicts) ?? []
        systemPackages = try container.decodeIfPresent([SystemPackage].self, forKey: .systemPackages) ?? []
        diagnostics = try container.decodeIfPresent([Diagnostic].self, forKey: .diagnostics) ?? []
    }
}

extension ResolvedPackage: Codable {
    private enum Key: String, CodingKey {
        case name, version, source, evidence, editable, builtFromSource, index
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(release.name, forKey: .name)
        try container.encode(release.version, forKey: .version)
        try container.encode(release.source, forKey: .source)
        try container.encode(evidence, forKey: .evidence)
        if release.isEditable { try container.encode(true, forKey: .editable) }
        if release.isBuiltFromSource { try container.encode(true, forKey: .builtFromSource) }
        if let index { try container.encode(index, forKey: .index) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        release = Release(
            name: try container.decode(PackageName.self, forKey: .name),
            version: try container.decodeIfPresent(String.self, forKey: .version),
            source: try container.decodeIfPresent(String.self, forKey: .source),
            isEditable: try container.decodeIfPresent(Bool.self, forKey: .editable) ?? false,
            isBuiltFromSource: try container.decodeIfPresent(Bool.self, forKey: .builtFromSource) ?? false
        )
        evidence = try container.decode(Evidence.self, forKey: .evidence)
        index = try container.decodeIfPresent(String.self, forKey: .index)
    }
}
