extension Inspector {
    /// `.env` and its examples: what they give away, and what they name beside what the code was seen to read.
    func environmentFiles(beside read: [ReadVariable]) -> [InspectionLine] {
        let files = EnvironmentFile.all(in: subject.files)
        let known = Set(read.map(\.name))
        let lines = files.compactMap { Self.givenAway($0) } + files.compactMap { named($0, beside: known) }
        let unread = subject.unreadEnvironmentFiles.map { path in
            InspectionLine(
                "env-file",
                .unknown,
                "\(path) is in the repository, and was not read here",
                fix: "inspect a checkout of the Space: what a committed \(path) holds is open to all who may read it",
                places: [path]
            )
        }
        return lines + unread
    }

    private static func givenAway(_ file: EnvironmentFile) -> InspectionLine? {
        let entries = file.givenAway
        if entries.isEmpty { return nil }
        return InspectionLine(
            "env-file",
            .warn,
            "\(entries.map(\.name).listed(upTo: Self.shownEntries, last: ", and ")) in \(file.path): committed with a value, that everybody who may read the Space has",
            fix: "have it revoked; take it out of the file (the repository's history keeps it), and set it as a secret of the duplicate",
            places: entries.map { "\(file.path):\($0.line)" }
        )
    }

    private func named(_ file: EnvironmentFile, beside known: Set<String>) -> InspectionLine? {
        let others = file.entries.filter { !known.contains($0.name) && !ReadVariable.isGiven($0.name) }
        if others.isEmpty { return nil }
        let names = others.map(\.name).listed(upTo: Self.shownEntries, last: ", and ")
        let places = others.map { "\(file.path):\($0.line)" }
        if file.isExample {
            return InspectionLine(
                "env-file",
                .unknown,
                "\(file.path) names \(names), which no file that was read here reads",
                fix: "set in the duplicate those that are needed: Settings > Variables and secrets",
                places: places
            )
        }
        return InspectionLine(
            "env-file",
            .ok,
            "\(file.path) sets \(names)"
                + (subject.loadsEnvironmentFile ? ", and comes along with the repository" : ", if something loads it"),
            places: places
        )
    }

    private static let shownEntries = 12
}

extension InspectionSubject {
    /// python-dotenv is imported: what `.env` sets is set, and goes before nothing that is set already.
    var loadsEnvironmentFile: Bool {
        sources.values.contains { $0.imports.contains { $0.module == "dotenv" || $0.module == "environs" || $0.module == "decouple" } }
    }

    /// What the repository's own `.env` sets for an app that loads it.
    var namesInEnvironmentFile: Set<String> {
        guard loadsEnvironmentFile, let file = EnvironmentFile.all(in: files).first(where: { $0.path == ".env" }) else { return [] }
        return Set(file.entries.filter(\.hasValue).map(\.name))
    }
}
