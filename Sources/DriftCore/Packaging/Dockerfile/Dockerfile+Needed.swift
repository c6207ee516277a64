extension Dockerfile {
    /// A `RUN` that a build cannot do without.
    package struct NeededRun: Sendable, Hashable {
        /// What the shell gets: `pip install -r requirements.txt`.
        package var text: String
        /// The physical line, from 1.
        package var line: Int
    }

    /// The `RUN` instructions of the last stage and of those that it begins with or takes files of, in the file's order. BuildKit leaves the
    /// others out, and so are stages that a variable names.
    package var neededRuns: [NeededRun] {
        guard let last = stages.indices.last else { return [] }
        var needed: Set<Int> = []
        var waiting = [last]
        while let index = waiting.popLast() {
            guard needed.insert(index).inserted else { continue }
            let stage = stages[index]
            waiting += stages.indices.prefix(index).filter { place in
                place == stage.parent || stage.sources.contains(String(place)) || stages[place].name.map(stage.sources.contains) ?? false
            }
        }
        return needed.sorted().flatMap { stages[$0].runs.map { NeededRun(text: $0.text, line: $0.line) } }
    }
}

extension DockerInstruction {
    /// `builder` of `COPY --from=builder`, of `RUN --mount=type=bind,from=builder,…`; in small letters.
    var sources: Set<String> {
        var sources: Set<String> = []
        for word in words.map(\.text).prefix(while: { $0.hasPrefix("--") }) {
            for part in word.split(separator: ",") {
                guard let name = ["--from=", "from=", "--mount=from="].first(where: part.hasPrefix) else { continue }
                sources.insert(part.dropFirst(name.count).lowercased())
            }
        }
        return sources
    }
}
