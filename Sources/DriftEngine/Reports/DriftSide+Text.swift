internal import DriftCore

extension DriftSide {
    /// `ada/tides (snapshot 3, 2026-07-05T08:00:00Z, commit c515370…)`: as far as each is known.
    var text: String {
        let facts = [snapshot.map { "snapshot \($0)" }, takenAt, commit.map { "commit \($0)" }].compactMap(\.self)
        return facts.isEmpty ? label : "\(label) (\(facts.joined(separator: ", ")))"
    }
}
