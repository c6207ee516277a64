/// Meanings, not colours: without a terminal they vanish.
enum Style: Sendable, Hashable {
    case plain, heading, faint, good, bad, attention

    /// The parameters of the terminal's SGR sequence.
    var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint: "2"
        case .good: "32"
        case .bad: "31"
        case .attention: "33"
        }
    }
}
