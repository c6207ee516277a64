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

/// One distribution and where it was read.
package struct ResolvedPackage: Sendable, Hashable {
    package var release: Release
    package var evidence: Evidence
    /// The index, or page of links, that a local version (`2.1.0+cu118`) came from, without credentials; `nil`: the evidence does not tell.
    package var index: String?

    package init(release: Release, evidence: Evidence, index: String? = nil) {
        self.release = release
        self.evidence = evidence
        self.index = index
    }
}

/// One build that the logs show.
package struct BuildRecord: Sendable, Hashable, Codable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        case succeeded, failed
        /// The log ends before the build does.
        case cut
    }

    package var log: Int
    package var line: Int
    /// ISO 8601, UTC: `2026-07-05T07:53:08Z`.
    package var queuedAt: String?
    /// The commit's prefix as the banner prints it: `c515370`.
    package var commit: String?
    package var outcome: Outcome

    package init(log: Int, line: Int, queuedAt: String? = nil, commit: String? = nil, outcome: Outcome) {
        self.log = log
        self.line = line
        self.queuedAt = queuedAt
        self.commit = commit
        self.outcome = outcome
    }
}

/// A step that bears on the result and that the evidence does not show.
package struct Gap: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Hashable, Codable {
        /// The step was `CACHED`: its output is in an earlier log that is not at hand.
        case cached
        /// The log begins after the build did.
        case headMissing = "head-missing"
        /// The log ends, or lines are lost, inside the step.
        case cut
        /// The step ran quietly (`pip install -q`), or its output went elsewhere.
        case quiet
        /// An installer that prints no versions.
        case unreadable
        /// The base image brings packages of its own.
        case baseImage = "base-image"
        /// The build has several stages, and the log does not tell whose a step is.
        case stages
    }

    package var log: Int
    package var line: Int
    package var reason: Reason
    /// The step's command, as printed; control characters removed.
    package var command: String

    package init(log: Int, line: Int, reason: Reason, command: String) {
        self.log = log
        self.line = line
        self.reason = reason
        self.command = command
    }
}

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

/// Something that a reader of the result should know: `log.unrecognised`, `package.two-versions`.
package struct Diagnostic: Sendable, Hashable, Codable {
    package var code: String
    package var message: String
    package var log: Int?
    package var line: Int?

    package init(code: String, message: String, log: Int? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.log = log
        self.line = line
    }
}

extension EnvironmentReading {
    /// A step of the same log that came after what was seen, and of which it is not known what it changed.
    func gap(after evidence: Evidence) -> Gap? {
        guard evidence.kind == .log, let log = evidence.log, let line = evidence.line else { return nil }
        let reasons: [Gap.Reason] = [.cached, .cut, .quiet, .unreadable]
        return gaps.first { $0.log == log && $0.line > line && reasons.contains($0.reason) }
    }
}
