/// What a set of evidence says about an environment: the facts, where each was read, and what is missing.
///
/// Its JSON form is the contract `driftd.environment/1` (see `docs/JSON.md`).
package struct EnvironmentReading: Sendable, Hashable {
    package var python: String?
    package var baseImage: BaseImage?
    package var sdk: SDK?
    package var installers: [Installer]
    package var platformLine: [String]
    package var builds: [BuildRecord]
    /// Sorted by normalized name.
    package var packages: [ResolvedPackage]
    package var isComplete: Bool
    package var gaps: [Gap]
    package var conflicts: [Conflict]
    package var systemPackages: [SystemPackage]
    package var diagnostics: [Diagnostic]

    package init() {
        installers = []
        platformLine = []
        builds = []
        packages = []
        isComplete = false
        gaps = []
        conflicts = []
        systemPackages = []
        diagnostics = []
    }

    /// Normalized names of packages that are known by name alone; sorted. A commit or a file's address says what a version would.
    package var unknown: [String] {
        packages.filter { $0.release.version == nil && $0.release.source == nil }.map(\.release.name.normalized)
    }

    /// The facts alone.
    package var environment: Environment {
        Environment(
            python: python,
            baseImage: baseImage,
            sdk: sdk,
            installers: installers,
            platformLine: platformLine,
            packages: packages.map(\.release),
            systemPackages: systemPackages,
            isComplete: isComplete
        )
    }
}

extension EnvironmentReading {
    /// Versions that were seen before a step of which it is not known what it changed, each with the first such step.
    package var seenBeforeGaps: [(package: ResolvedPackage, gap: Gap)] {
        packages.compactMap { package in
            guard package.release.version != nil, let gap = gap(after: package.evidence) else { return nil }
            return (package, gap)
        }
    }

    /// A step of the same log that came after what was seen, and of which it is not known what it changed.
    package func gap(after evidence: Evidence) -> Gap? {
        guard evidence.kind == .log, let log = evidence.log, let line = evidence.line else { return nil }
        let reasons: [Gap.Reason] = [.cached, .cut, .quiet, .unreadable]
        return gaps.first { $0.log == log && $0.line > line && reasons.contains($0.reason) }
    }
}
