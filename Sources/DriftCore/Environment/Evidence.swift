/// Where a fact was read.
package struct Evidence: Sendable, Hashable, Codable {
    package var kind: EvidenceKind
    /// Index of the log (0 = oldest) in the logs that were read together.
    package var log: Int?
    /// Physical line in that log, or in `file`, from 1.
    package var line: Int?
    /// The capture's file, where the fact is not from a log: `freeze.txt`.
    package var file: String?

    package init(kind: EvidenceKind, log: Int? = nil, line: Int? = nil, file: String? = nil) {
        self.kind = kind
        self.log = log
        self.line = line
        self.file = file
    }
}

/// How a fact is known, best first.
package enum EvidenceKind: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// An exact list: a freeze file, the image's freeze layer, a beacon in the run log.
    case freeze
    /// Printed by the installer.
    case log
    /// From a `CACHED` step that an earlier log printed.
    case remembered
    /// `/config`, `pySpacesVersion`.
    case runtime
    /// Re-resolved as of the build date.
    case inferred
    /// Named, but nothing shows the version.
    case none

    /// Whether somebody saw the fact itself, not a consequence of it.
    package var isObserved: Bool { self == .freeze || self == .log || self == .remembered }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Better evidence is less.
    package static func < (a: EvidenceKind, b: EvidenceKind) -> Bool { a.rank < b.rank }
}
