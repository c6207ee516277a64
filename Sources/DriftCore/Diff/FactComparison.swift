/// Compares what two snapshots say about Python, SDK, image, platform and settings.
struct FactComparison {
    let original: Snapshot
    let duplicate: Snapshot

    /// In the order of `FactDrift.Fact`, then by name.
    var facts: [FactDrift] {
        [python, sdk, baseImage, platformLine].compactMap { $0 } + systemPackages + installers
            + [hardware, sleepTime].compactMap { $0 } + variables + secrets + volumes + linked(.model) + linked(.dataset)
    }

    private var a: EnvironmentReading { original.reading }
    private var b: EnvironmentReading { duplicate.reading }

    /// `3.13` and `3.13.1` agree as far as both are known.
    private var python: FactDrift? {
        guard let x = a.python, let y = b.python else { return oneSided(.python, a.python, b.python) }
        return Self.agree(x, y) ? nil : changed(.python, x, y)
    }

    private var sdk: FactDrift? {
        guard let x = a.sdk, let y = b.sdk else { return oneSided(.sdk, a.sdk.map(Self.text), b.sdk.map(Self.text)) }
        if x.name != y.name { return changed(.sdk, Self.text(x), Self.text(y)) }
        guard let v = x.version, let w = y.version else {
            // The side without a version is the unknown one; the name alone says nothing new.
            return x.version == y.version
                ? nil
                : FactDrift(
                    .sdk,
                    original: x.version.map { "\(x.name) \($0)" },
                    duplicate: y.version.map { "\(y.name) \($0)" },
                    change: .unknown
                )
        }
        return v == w || PackageVersion(v).compared(to: PackageVersion(w)) == .equal ? nil : changed(.sdk, Self.text(x), Self.text(y))
    }

    /// One tag (`python:3.13`) moves over different images; a digest is compared only where both are known.
    private var baseImage: FactDrift? {
        guard let x = a.baseImage, let y = b.baseImage else {
            return oneSided(.baseImage, a.baseImage.map(Self.text), b.baseImage.map(Self.text))
        }
        let isSame = Self.shortReference(x.reference) == Self.shortReference(y.reference)
        let isSameDigest = x.digest == nil || y.digest == nil || x.digest == y.digest
        return isSame && isSameDigest ? nil : changed(.baseImage, Self.text(x), Self.text(y))
    }

    /// What the platform adds to the pip call, without the SDK's own version, which `sdk` compares.
    private var platformLine: FactDrift? {
        let (x, y) = (a.platformLine, b.platformLine)
        if x.isEmpty || y.isEmpty { return oneSided(.platformLine, Self.text(x), Self.text(y)) }
        let isSame = Self.normalized(x, sdk: a.sdk) == Self.normalized(y, sdk: b.sdk)
        return isSame ? nil : changed(.platformLine, Self.text(x), Self.text(y))
    }

    /// Versions of what both have; a name that only one has counts only if both lists are whole.
    private var systemPackages: [FactDrift] {
        if a.systemPackages.isEmpty || b.systemPackages.isEmpty { return [] }
        let isWhole = a.isComplete && b.isComplete
        return Self.merged(a.systemPackages.map { ($0.name, $0.version) }, b.systemPackages.map { ($0.name, $0.version) }) { name, x, y in
            switch (x, y) {
            case (let x??, let y??): x == y ? nil : changed(.systemPackage, name: name, x, y)
            case (.some, .some): nil
            default: isWhole ? changed(.systemPackage, name: name, x.map { $0 ?? "present" }, y.map { $0 ?? "present" }) : nil
            }
        }
    }

    private var installers: [FactDrift] {
        if a.installers.isEmpty || b.installers.isEmpty { return [] }
        return Self.merged(a.installers.map { ($0.name, $0.version) }, b.installers.map { ($0.name, $0.version) }) { name, x, y in
            switch (x, y) {
            case (let x??, let y??): x == y ? nil : changed(.installer, name: name, x, y)
            case (.some, .some): nil
            default: changed(.installer, name: name, x.map { $0 ?? "present" }, y.map { $0 ?? "present" })
            }
        }
    }

    private var hardware: FactDrift? {
        let (x, y) = (original.hardware ?? original.settings.requestedHardware, duplicate.hardware ?? duplicate.settings.requestedHardware)
        guard let x, let y else { return oneSided(.hardware, x, y) }
        return x == y ? nil : changed(.hardware, x, y)
    }

    private var sleepTime: FactDrift? {
        let (x, y) = (original.settings.sleepTimeSeconds.map(String.init), duplicate.settings.sleepTimeSeconds.map(String.init))
        guard let x, let y else { return oneSided(.sleepTime, x, y) }
        return x == y ? nil : changed(.sleepTime, x, y)
    }

    private var variables: [FactDrift] {
        Self.merged(original.settings.variables.map { ($0.key, $0.value) }, duplicate.settings.variables.map { ($0.key, $0.value) }) {
            name,
            x,
            y in
            x == y ? nil : changed(.variable, name: name, x ?? nil, y ?? nil, unlessUnreadable: "variables")
        }
    }

    /// Names only: their values are never read.
    private var secrets: [FactDrift] {
        Self.merged(original.settings.secretNames.map { ($0, "set") }, duplicate.settings.secretNames.map { ($0, "set") }) { name, x, y in
            x == y ? nil : changed(.secret, name: name, x ?? nil, y ?? nil, unlessUnreadable: "secrets")
        }
    }

    /// By the directory that they are mounted at. The Hub leaves the field out where there are none.
    private var volumes: [FactDrift] {
        func pairs(_ snapshot: Snapshot) -> [(String, String?)] { (snapshot.settings.volumes ?? []).map { ($0.mountPath, $0.text) } }
        return Self.merged(pairs(original), pairs(duplicate)) { name, x, y in
            x == y ? nil : changed(.volume, name: name, x ?? nil, y ?? nil)
        }
    }

    /// Only where both were looked at: the commits float with the day of the look.
    private func linked(_ kind: LinkedRevision.Kind) -> [FactDrift] {
        guard let first = original.settings.linked, let second = duplicate.settings.linked else { return [] }
        func pairs(_ linked: [LinkedRevision]) -> [(String, String?)] { linked.filter { $0.kind == kind }.map { ($0.name, $0.commit) } }
        let fact: FactDrift.Fact = kind == .model ? .model : .dataset
        return Self.merged(pairs(first), pairs(second)) { name, x, y in
            switch (x, y) {
            case (let x??, let y??): x == y ? nil : changed(fact, name: name, x, y)
            // Named by both, and a commit may not be read.
            case (.some(let x), .some(let y)):
                x == nil && y == nil ? nil : FactDrift(fact, name: name, original: x, duplicate: y, change: .unknown)
            default: changed(fact, name: name, x.map { $0 ?? "used" }, y.map { $0 ?? "used" })
            }
        }
    }
}

// MARK: - Parts

extension FactComparison {
    private func changed(_ fact: FactDrift.Fact, name: String? = nil, _ x: String?, _ y: String?) -> FactDrift {
        FactDrift(fact, name: name, original: x, duplicate: y, change: .changed)
    }

    /// A setting that one side lacks is not known to be missing where that side's settings may not be read.
    private func changed(_ fact: FactDrift.Fact, name: String, _ x: String?, _ y: String?, unlessUnreadable part: String) -> FactDrift {
        let isHidden =
            x == nil && original.settings.unreadable?.contains(part) == true
            || y == nil && duplicate.settings.unreadable?.contains(part) == true
        return FactDrift(fact, name: name, original: x, duplicate: y, change: isHidden ? .unknown : .changed)
    }

    /// A fact that only one side shows is not known to differ; one that neither shows is no fact.
    private func oneSided(_ fact: FactDrift.Fact, _ x: String?, _ y: String?) -> FactDrift? {
        x == nil && y == nil ? nil : FactDrift(fact, original: x, duplicate: y, change: .unknown)
    }

    /// Whether two version numbers agree up to the shorter one's precision.
    static func agree(_ x: String, _ y: String) -> Bool {
        zip(x.split(separator: "."), y.split(separator: ".")).allSatisfy { $0 == $1 }
    }

    private static func text(_ sdk: SDK) -> String { sdk.version.map { "\(sdk.name) \($0)" } ?? sdk.name }
    private static func text(_ image: BaseImage) -> String { image.digest.map { "\(image.reference)@\($0)" } ?? image.reference }
    private static func text(_ line: [String]) -> String? { line.isEmpty ? nil : line.joined(separator: " ") }

    static func isSameTag(_ x: String, _ y: String) -> Bool { shortReference(x) == shortReference(y) }

    /// `docker.io/library/python:3.13` and `python:3.13` are one image.
    private static func shortReference(_ reference: String) -> Substring {
        var rest = reference[...]
        for prefix in ["docker.io/", "library/"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        return rest
    }

    /// The requirements, sorted, each in its canonical form; the SDK's without its own version.
    private static func normalized(_ line: [String], sdk: SDK?) -> [String] {
        line.map { text in
            guard var requirement = try? Requirement(parsing: text) else { return text }
            if requirement.name.normalized == sdk?.name { requirement.specifiers = VersionSpecifierSet() }
            return requirement.description
        }.sorted()
    }

    /// Walks the names of both lists in order. A name that a list has twice counts once.
    private static func merged(
        _ x: [(String, String?)],
        _ y: [(String, String?)],
        _ compare: (String, String??, String??) -> FactDrift?
    ) -> [FactDrift] {
        let first = Dictionary(x, uniquingKeysWith: { $1 ?? $0 })
        let second = Dictionary(y, uniquingKeysWith: { $1 ?? $0 })
        return Set(first.keys).union(second.keys).sorted().compactMap { compare($0, first[$0], second[$0]) }
    }
}
