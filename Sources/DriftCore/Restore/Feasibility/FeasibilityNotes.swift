/// What a reader should know of pins that a resolver let pass.
struct FeasibilityNotes {
    let feasibility: Feasibility?
    /// `3.13`
    let python: String?

    var notes: [RestoreNote] {
        guard let feasibility else { return [] }
        return feasibility.sourceOnly.map(compiled) + feasibility.yanked.sorted { $0.key < $1.key }.map(withdrawn)
            + asked.map(untried) + feasibility.blocked.map(blocked)
    }

    /// Of the repository's own project the plan has a note of its own.
    private var asked: [String] {
        (feasibility?.untried ?? []).filter { target in
            ![".", "./"].contains(String(target.prefix { $0 != "[" })) && !target.hasSuffix("pyproject.toml")
        }
    }

    private func blocked(_ row: Feasibility.Blocked) -> RestoreNote {
        let what =
            row.lines.count == 1
            ? "no installer takes \(row.lines[0].excerpt(limit: 80)), whatever is pinned"
            : "no installer takes \(row.lines.map { $0.excerpt(limit: 80) }.joined(separator: " and ")) together, whatever is pinned"
        let way = row.nearest.map { "; the nearest that goes with the rest is \($0)" } ?? ""
        let places = row.places.joined(separator: ", ")
        return RestoreNote("requirements.blocked", places, "\(what): the build fails there\(way). Correct or remove it, and pin again")
    }

    private func compiled(_ name: String) -> RestoreNote {
        let target = python.map { " for Python \($0)" } ?? ""
        let sentence = "the index has no wheel of it\(target): the build will compile it, which may fail; another Python may have one"
        return RestoreNote("will-compile", name, sentence)
    }

    private func withdrawn(_ name: String, _ reason: String) -> RestoreNote {
        let why = reason.isEmpty ? "without a reason" : "(\(reason.excerpt(limit: 200)))"
        let sentence = "its author has withdrawn this release \(why); pip still installs it when it is pinned, with a warning"
        return RestoreNote("yanked", name, sentence)
    }

    private func untried(_ name: String) -> RestoreNote {
        RestoreNote(
            "untried",
            name,
            "the resolver was not asked about it: what it installs, and whether it can be, only building it would tell"
        )
    }
}
