internal import DriftCore

/// What came out of a replay, beside what the original has.
struct ReplayComparison {
    private(set) var restored = 0
    private(set) var differences: [Proof.Difference] = []
    private(set) var platformOwned: [Proof.Difference] = []
    private(set) var unknown: [String] = []
    /// What the original lacks; of one that is not known in full nobody can tell.
    private(set) var extra: [String] = []
    private(set) var unaccounted: [String] = []
    let isOriginalComplete: Bool

    private let holdsSDK: Bool

    var total: Int { restored + differences.count }

    /// What a virtual environment brings, and what a Dockerfile installs to install with: an original's list leaves these out, whether it has
    /// them or not.
    private static let installers: Set<String> = ["pip", "setuptools", "wheel", "uv", "poetry", "pdm"]

    /// - Parameters:
    ///   - isWhole: `found` is all that is installed, so that what it lacks is missing.
    ///   - holdsSDK: `found` is what the platform itself made of the README's `sdk_version`: another version there is a difference.
    init(plan: RestorePlan, found: [Release], isWhole: Bool, holdsSDK: Bool = false) {
        self.holdsSDK = holdsSDK
        isOriginalComplete = plan.original.isComplete
        let byName = Dictionary(grouping: found, by: \.name.normalized)
        for (name, decisions) in Dictionary(grouping: plan.decisions, by: \.name.normalized).sorted(by: { $0.key < $1.key }) {
            for decision in decisions { compare(decision, with: byName[name] ?? [], isWhole: isWhole) }
        }
        let wanted = Set(plan.decisions.map(\.name.normalized))
        let others = byName.keys.filter { !wanted.contains($0) && !Self.installers.contains($0) }.sorted()
        if isOriginalComplete { extra = others } else { unaccounted = others }
    }

    /// With what a resolver chose; what an earlier step of the build pins is taken to be there.
    init(plan: RestorePlan, chosen: Resolution) {
        let releases = chosen.versions.compactMap { name, version -> Release? in
            // Of what an address names, the address is all that a resolver tells.
            let isSource = version.contains("://")
            return PackageName(name).map { Release(name: $0, version: isSource ? nil : version, source: isSource ? version : nil) }
        }
        let early = plan.decisions.filter { plan.feasibility?.early.contains($0.name.normalized) ?? false }
        self.init(
            plan: plan,
            found: releases + early.map { Release(name: $0.name, version: $0.version, source: $0.source) },
            isWhole: false
        )
    }

    private mutating func compare(_ decision: Decision, with found: [Release], isWhole: Bool) {
        let name = decision.name.normalized
        if decision.version == nil, decision.source == nil {
            unknown.append(name)
            return
        }
        let isSame = found.contains { Self.agrees($0, decision) }
        if decision.action == .skipped {
            guard !isSame, name != "pip" else { return }
            if holdsSDK, decision.reason == .bySDKVersion, !found.isEmpty {
                differences.append(
                    difference(decision, found, reason: "the platform built with another `sdk_version` than the original")
                )
            } else {
                platformOwned.append(difference(decision, found))
            }
        } else if isSame {
            restored += 1
        } else if decision.reason != .ownProject, isWhole || !found.isEmpty {
            differences.append(difference(decision, found))
        }
    }

    private static func agrees(_ found: Release, _ decision: Decision) -> Bool {
        if let source = Release.normalizedSource(decision.source) {
            guard let other = Release.normalizedSource(found.source) else { return false }
            // An older pip lists no hash of the file.
            let (plain, plainOther) = (withoutHash(source), withoutHash(other))
            return source == other || (plain == plainOther && (plain == source) != (plainOther == other))
        }
        guard let version = decision.version, let other = found.version else { return false }
        return PackageVersion(version).compared(to: PackageVersion(other)) == .equal
    }

    /// `https://host/a-1-py3-none-any.whl` of `https://host/a-1-py3-none-any.whl#sha256=…`
    private static func withoutHash(_ source: String) -> Substring {
        source.firstRange(of: "#sha256=").map { source[..<$0.lowerBound] } ?? source[...]
    }

    private func difference(_ decision: Decision, _ found: [Release], reason: String? = nil) -> Proof.Difference {
        Proof.Difference(
            name: decision.name.normalized,
            original: decision.source ?? decision.version ?? "?",
            found: found.first.map { $0.source ?? $0.version ?? "?" },
            reason: reason ?? self.reason(decision, isMissing: found.isEmpty)
        )
    }

    private func reason(_ decision: Decision, isMissing: Bool) -> String {
        switch decision.action {
        case .notRestorable, .skipped: decision.sentence
        case .kept where decision.reason == .alreadyPinned: "the duplicate's file asks for it, and another step installed another one"
        case .kept: "mode minimal does not pin it: \(decision.sentence)"
        case .pinned: isMissing ? "pinned, but a later step removed it" : "pinned, but a later step installed another version"
        }
    }
}
