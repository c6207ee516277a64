/// How far a plan's pins were tried.
package enum ProofLevel: String, Sendable, Hashable, Codable {
    /// Installed the way the platform does it, frozen and compared with the original.
    case replayed
    /// A resolver accepted them together with the platform's own arguments; nothing was installed.
    case resolved
    case unproven

    /// The first line of every report.
    package var sentence: String {
        switch self {
        case .replayed:
            "Proof: replayed – these pins were installed the way the platform does it, and the result was compared with the original."
        case .resolved:
            "Proof: resolved – a resolver accepted these pins together with the platform's own arguments; they have not been installed."
        case .unproven:
            "Proof: unproven – these pins have not been tried; the platform may refuse them when it builds the Space."
        }
    }
}
