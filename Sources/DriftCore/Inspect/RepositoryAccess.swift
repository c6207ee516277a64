/// What the Hub says of a model or dataset that an app loads, to the caller's token.
package struct RepositoryAccess: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        case open
        /// `auto` or `manual`: its terms must be accepted.
        case gated(String)
        case isPrivate
        /// Not there, or private to others: the Hub makes no difference.
        case absent
        /// Nobody answered; why.
        case unknown(String)
    }

    package var state: State
    /// Its newest commit.
    package var commit: String?

    package init(_ state: State, commit: String? = nil) {
        self.state = state
        self.commit = commit
    }
}
