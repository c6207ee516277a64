package import DriftCore

/// How far a bundle's plan was tried, and what came of it. Stands beside the bundle, so that its bytes do not depend on when it was proven.
///
/// Its JSON form is the contract `driftd.proof/1` (see `docs/JSON-proof.md`).
package struct Proof: Sendable, Hashable, Codable {
    package static let schema = "driftd.proof/1"

    package enum Result: String, Sendable, Hashable, Codable {
        /// Everything that is known of the original came out as it was.
        case restored
        case differs
        /// The installer did not accept the requirements.
        case refused
    }

    /// A package that did not come out as the original has it.
    package struct Difference: Sendable, Hashable, Codable {
        package var name: String
        package var original: String
        /// `nil`: it is not there.
        @ExplicitNull package var found: String?
        /// One sentence for people.
        package var reason: String
    }

    /// A program that took part.
    package struct Tool: Sendable, Hashable, Codable {
        package var name: String
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }

        /// - Parameter text: what the tool says of itself: `uv 0.13.9`.
        init(_ text: String) {
            let words = text.split(separator: " ", maxSplits: 1).map(String.init)
            self.init(name: words.first ?? text, version: words.count > 1 ? words[1] : "?")
        }
    }

    package struct Smoke: Sendable, Hashable, Codable {
        package var module: String
        package var isImported: Bool
        /// The last lines of the failure.
        package var lines: [String]

        private enum CodingKeys: String, CodingKey {
            case module, lines
            case isImported = "imported"
        }
    }

    package var schema = Proof.schema
    /// SHA-256 of the bundle's uncompressed tar: what was proven.
    package var bundle: String
    package var level: ProofLevel
    package var result = Result.restored
    /// ISO 8601, UTC.
    package var date: String
    /// The Python that was to be used, and the one that was: `3.13`, `3.13.0`.
    @ExplicitNull package var wantedPython: String? = nil
    @ExplicitNull package var python: String? = nil
    package var tools: [Tool]
    /// As if it were that day.
    @ExplicitNull package var asOf: String? = nil
    /// Whether the duplicate's own log showed the steps.
    package var origin: BuildRecipe.Origin
    /// The calls that were made.
    package var steps: [String] = []
    /// In what the replay was not what the build does, in sentences: a program that was not at hand, an index that was not asked. `nil`: proven by an
    /// older driftd.
    @ExplicitNull package var deviations: [String]? = nil
    /// Distributions of the original, without the platform's own and without those in unknown versions, that came out as they were.
    package var restored = 0
    package var total = 0
    /// Sorted by name.
    package var differences: [Difference] = []
    /// The platform's own, where they are not as the original had them; not counted.
    package var platformOwned: [Difference] = []
    /// Of the original, in versions that nobody saw: nothing to compare with.
    package var unknown: [String] = []
    /// What the original lacks: no requirements file uninstalls it; not counted. Empty where the original is not known in full.
    package var extra: [String] = []
    /// What an original that is not known in full may have had, or not. `nil`: proven by an older driftd.
    @ExplicitNull package var unaccounted: [String]? = nil
    /// Whether the original is known in full. `nil`: proven by an older driftd.
    @ExplicitNull package var isOriginalComplete: Bool? = nil
    /// With level `resolved`: what the resolver was not asked about, since only building it would tell. `nil`: it was replayed, or proven by an older driftd.
    @ExplicitNull package var untried: [String]? = nil
    @ExplicitNull package var smoke: Smoke? = nil
    /// Why it was not replayed, where it should have been.
    @ExplicitNull package var shortfall: String? = nil
    /// The installer's own words, where it refused.
    package var explanation: [String] = []

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case schema, bundle, level, result, date, wantedPython, python, tools, asOf, origin, steps, restored, total, differences
        case platformOwned, unknown, extra, unaccounted, untried, deviations, smoke, shortfall, explanation
        case isOriginalComplete = "originalComplete"
    }

    /// One line, for the head of whatever speaks of the bundle.
    package var sentence: String {
        let count = "\(restored)/\(total)"
        let rest = untried.flatMap { $0.isEmpty ? nil : "; it was not asked about \($0.count) more" } ?? ""
        var missing = unknown.isEmpty ? "" : "; \(unknown.count) more of the original in versions that nobody saw"
        if isOriginalComplete == false { missing += "; it may have had others, since its evidence is incomplete" }
        switch (level, result) {
        case (.replayed, .restored):
            return "Proof: replayed – \(way)\(how): restored \(count)\(missing)."
        case (.replayed, .differs):
            return
                "Proof: replayed – \(way)\(how): restored \(count), \(differences.count) \(differences.count == 1 ? "differs" : "differ")\(missing)."
        case (.resolved, .restored):
            return
                "Proof: resolved – a resolver chose the original's versions\(how), \(count) of those it named\(rest)\(missing); nothing was installed."
        case (.resolved, .differs):
            return
                "Proof: resolved – a resolver chose other versions than the original's\(how): \(differences.count) of \(total)\(rest)\(missing); nothing was installed."
        case (_, .refused): return "Proof: refused – the requirements cannot be installed together\(how); the platform's build would fail."
        case (.unproven, _): return ProofLevel.unproven.sentence
        }
    }

    private var way: String {
        (deviations ?? []).isEmpty
            ? "installed the way the platform does it" : "installed as near to the platform's way as this machine can"
    }

    /// ` (Python 3.13.0, pip 26.3)`
    private var how: String {
        let named = tools.filter { $0.name != "driftd" }.map { "\($0.name) \($0.version)" }
        return " (" + ((python ?? wantedPython).map { ["Python \($0)"] + named } ?? named).joined(separator: ", ") + ")"
    }
}
