extension Inspector {
    /// What is fetched from the Hub and elsewhere, and how long that makes the start.
    static func models(_ subject: InspectionSubject) -> [InspectionLine] {
        let calls = subject.places(\.hubCalls, \.line)
        var lines: [InspectionLine] = []
        let names = Set(calls.compactMap(\.item.repository)).sorted()
        if !names.isEmpty {
            lines.append(
                InspectionLine(
                    "models",
                    .unknown,
                    "models and datasets: \(names.joined(separator: ", ")); whether one is gated or private is not visible here",
                    fix: "open each on the Hub with the account of the duplicate's HF_TOKEN, and accept its terms",
                    places: calls.filter { $0.item.repository != nil }.map(\.place)
                )
            )
        }
        let moving = calls.filter { $0.item.repository != nil && $0.item.revision == nil }
        if !moving.isEmpty {
            let found = "\(moving.count) without a revision: they change when their repository does"
            lines.append(InspectionLine("model-revisions", .warn, found, fix: "add revision=\"<commit>\"", places: moving.map(\.place)))
        }
        return lines + downloads(subject, calls)
    }

    private static func downloads(_ subject: InspectionSubject, _ calls: [(item: AppSource.HubCall, place: String)]) -> [InspectionLine] {
        let preloaded = Set(subject.preloads.compactMap { $0.split(separator: " ").first.map(String.init) })
        let early = calls.filter { $0.item.isTopLevel && !preloaded.contains($0.item.repository ?? "") }
        let plain = subject.places(\.downloads, \.line).filter(\.item.isTopLevel)
        var lines: [InspectionLine] = []
        if !early.isEmpty {
            let names = Set(early.compactMap(\.item.repository)).sorted()
            lines.append(
                InspectionLine(
                    "startup-downloads",
                    .warn,
                    "downloaded at every start" + (names.isEmpty ? "" : ": " + names.joined(separator: ", ")),
                    fix: "hold them in the image: preload_from_hub in README.md" + (names.first.map { " (- \($0))" } ?? ""),
                    places: early.map(\.place)
                )
            )
        }
        if !plain.isEmpty {
            let found = "downloads outside the Hub while starting"
            lines.append(
                InspectionLine(
                    "other-downloads",
                    .warn,
                    found,
                    fix: "put the file into the repository or a model",
                    places: plain.map(\.place)
                )
            )
        }
        if early.isEmpty && plain.isEmpty, !subject.sources.isEmpty {
            lines.append(InspectionLine("startup-downloads", .ok, "nothing is downloaded while the app file is loaded"))
        }
        return lines + [timeout(subject, isSlow: !early.isEmpty || !plain.isEmpty)].compactMap(\.self)
    }

    private static func timeout(_ subject: InspectionSubject, isSlow: Bool) -> InspectionLine? {
        if let value = subject.card?["startup_duration_timeout"] {
            return InspectionLine("startup-timeout", .ok, "startup_duration_timeout is \(value)", places: ["README.md"])
        }
        guard isSlow else { return nil }
        return InspectionLine(
            "startup-timeout",
            .warn,
            "the start is given 30 minutes, downloads included",
            fix: "set startup_duration_timeout: 1h in README.md if the models are large"
        )
    }
}
