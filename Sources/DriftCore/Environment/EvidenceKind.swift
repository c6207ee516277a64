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
