/// Whether a plan's pins can be installed together with what the platform adds, and what was done about those that cannot.
///
/// Holds nothing of when and by which version of a tool it was found out, so that a bundle's bytes do not depend on it.
package struct Feasibility: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        /// No resolver was asked, or none gave an answer.
        case unproven
        /// All pins at once, in one file.
        case satisfiable
        /// All pins, some of them a step earlier through `pre-requirements.txt`.
        case staged
        /// All pins, by the calls of a Docker Space's Dockerfile as they are, one after the other.
        case layered
        /// All pins, each without what it asks for (`--no-deps`): a Docker Space's calls name everything that is installed.
        case alone = "without-dependencies"
        /// Some pins cannot be had; the others can.
        case irreducible
    }

    /// A pin that the plan has to give up.
    package struct RuledOut: Sendable, Hashable, Codable {
        package enum Cause: String, Sendable, Hashable, Codable {
            /// What the platform adds asks for another version.
            case platformLine = "platform-line"
            /// The index has no such release any more, or none for this Python.
            case missing
            /// The index has the release, and pip 24.1 and newer refuse its metadata.
            case metadata
            /// A line of the duplicate's own that is about another package.
            case ownLine = "own-line"
            /// Another pin, and no order of installation keeps both.
            case conflict
        }

        /// Normalized.
        package var name: String
        /// The original's.
        package var version: String
        package var cause: Cause
        /// The nearest version that goes with the rest; `nil`: none is known.
        @ExplicitNull package var nearest: String?
        /// The resolver's own words.
        package var explanation: [String]

        package init(name: String, version: String, cause: Cause, nearest: String?, explanation: [String]) {
            self.name = name
            self.version = version
            self.cause = cause
            self.nearest = nearest
            self.explanation = explanation
        }
    }

    /// Requirements of the duplicate's own that no installer meets, whatever is pinned.
    package struct Blocked: Sendable, Hashable, Codable {
        /// `picky>=2`; several where they rule each other out.
        package var lines: [String]
        /// Where they stand: `requirements.txt:3`.
        package var places: [String]
        /// Of one line: the nearest version of its package that goes with the rest; `nil`: none is known.
        @ExplicitNull package var nearest: String?
        /// The resolver's own words.
        package var explanation: [String]

        package init(lines: [String], places: [String], nearest: String?, explanation: [String]) {
            self.lines = lines
            self.places = places
            self.nearest = nearest
            self.explanation = explanation
        }
    }

    package var outcome: Outcome
    /// Why it is unproven; `nil` otherwise.
    @ExplicitNull package var reason: String?
    /// Normalized names, sorted, as in all lists: pins that are installed by `pre-requirements.txt` alone.
    package var early: [String] = []
    /// Pins that stand in both files, so that the first step brings no other version of them.
    package var companions: [String] = []
    package var ruledOut: [RuledOut] = []
    /// The build fails at these; everything else is as it would be without them.
    package var blocked: [Blocked] = []
    /// Pins without a wheel for the target: they will be compiled, and what they ask for was not looked at.
    package var sourceOnly: [String] = []
    /// Pins that a resolver was not asked about: VCS references and source archives, whose code it would have to run.
    package var untried: [String] = []
    /// Withdrawn by their authors; by name, with the reason.
    package var yanked: [String: String] = [:]
    /// Of the conflicts that were got round by staging, in the resolver's own words.
    package var explanation: [String] = []

    package init(outcome: Outcome, reason: String? = nil) {
        self.outcome = outcome
        self.reason = reason
    }

    package static func unproven(_ reason: String) -> Feasibility { Feasibility(outcome: .unproven, reason: reason) }

    package var level: ProofLevel { outcome == .unproven || !blocked.isEmpty ? .unproven : .resolved }

    func ruledOut(_ name: PackageName) -> RuledOut? { ruledOut.first { $0.name == name.normalized } }
}

extension Feasibility: Codable {
    private enum CodingKeys: String, CodingKey {
        case outcome, reason, early, companions, ruledOut, blocked, sourceOnly, untried, yanked, explanation
    }

    /// A plan of an earlier driftd names no blocked lines.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            outcome: try container.decode(Outcome.self, forKey: .outcome),
            reason: try container.decodeIfPresent(String.self, forKey: .reason)
        )
        early = try container.decode([String].self, forKey: .early)
        companions = try container.decode([String].self, forKey: .companions)
        ruledOut = try container.decode([RuledOut].self, forKey: .ruledOut)
        blocked = try container.decodeIfPresent([Blocked].self, forKey: .blocked) ?? []
        sourceOnly = try container.decode([String].self, forKey: .sourceOnly)
        untried = try container.decode([String].self, forKey: .untried)
        yanked = try container.decode([String: String].self, forKey: .yanked)
        explanation = try container.decode([String].self, forKey: .explanation)
    }
}
