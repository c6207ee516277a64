/// What becomes of one package of the original, and why.
package struct Decision: Sendable, Hashable, Codable {
    package enum Action: String, Sendable, Hashable, Codable {
        /// The plan writes it into a requirements file.
        case pinned
        /// The duplicate's files say it already, or it need not be said.
        case kept
        /// The platform restores or owns it; no requirements file may.
        case skipped
        case notRestorable = "not-restorable"
    }

    package enum Reason: String, Sendable, Hashable, Codable {
        // pinned
        case drifted
        /// Part of the whole closure, which mode `full` pins.
        case closure
        case versionControl = "version-control"
        case directURL = "direct-url"
        case localVersion = "local-version"
        // kept
        case alreadyPinned = "already-pinned"
        case notDrifted = "not-drifted"
        case notKnownToDrift = "not-known-to-drift"
        /// The repository's own project, or a file of it, which its Dockerfile or requirements install.
        case ownProject = "own-project"
        // skipped
        /// By the README's `sdk_version`.
        case bySDKVersion = "sdk-version"
        case platformOwned = "platform-owned"
        case installer
        // notRestorable
        case unknownVersion = "unknown-version"
        case notObserved = "not-observed"
        case twoVersions = "two-versions"
        case invalidVersion = "invalid-version"
        case outsidePolicy = "outside-policy"
        case platformLine = "platform-line"
        case conflict
        case ownLine = "own-line"
        case missingRelease = "missing-release"
        /// The index has it, and today's pip does not take it.
        case refusedMetadata = "refused-metadata"
        case noIndex = "no-index"
        case localFile = "local-file"
        case movingSource = "moving-source"
        case unseenSource = "unseen-source"
        case credentials
        case unwritable
        case noRequirementsFile = "no-requirements-file"
    }

    package var name: PackageName
    /// The original's; `nil`: not known.
    @ExplicitNull package var version: String?
    @ExplicitNull package var source: String?
    package var action: Action
    package var reason: Reason
    /// One sentence for people.
    package var sentence: String
    package var evidence: Evidence
    /// `logs/build-001.log:142`
    @ExplicitNull package var place: String?
    /// What the plan writes: `numpy==1.26.4`; `nil` unless pinned.
    @ExplicitNull package var requirement: String?
    /// Where the plan writes it: `requirements.txt:2`, one of the user's own lines, or `requirements.txt`, the marked block; `nil` unless pinned.
    @ExplicitNull package var target: String?
    /// Worked out, not observed; the line says so.
    package var isInferred: Bool

    private enum CodingKeys: String, CodingKey {
        case name, version, source, action, reason, sentence, evidence, place, requirement, target
        case isInferred = "inferred"
    }
}
