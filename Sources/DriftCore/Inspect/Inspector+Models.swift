extension Inspector {
    /// What is fetched from the Hub and elsewhere, and how long that makes the start.
    var models: [InspectionLine] {
        let calls = subject.places(\.hubCalls, \.line)
        var lines = access(calls) + Self.spaces(calls) + Self.computed(calls)
        let moving = calls.filter { $0.item.repository != nil && $0.item.revision == nil && !$0.item.isRemote }
        if !moving.isEmpty {
            let found = "\(moving.count) without a revision: they change when their repository does"
            let names = Set(moving.compactMap(\.item.repository)).sorted()
            lines.append(InspectionLine("model-revisions", .warn, found, fix: revisions(names), places: moving.map(\.place)))
        }
        return lines + downloads(calls)
    }

    private static let shownNames = 4

    /// The commits that are known, as they are to be written.
    private func revisions(_ names: [String]) -> String {
        let known = names.compactMap { name in subject.commit(of: name).map { "revision=\"\($0)\" for \(name)" } }
        if known.isEmpty { return "add revision=\"<commit>\"" }
        let day = names.contains { name in subject.linked.contains { $0.name == name && $0.commit != nil } } ? "the original's" : "today's"
        return "add \(day) " + known.prefix(Self.shownNames).joined(separator: ", ") + (known.count > Self.shownNames ? ", …" : "")
    }

    /// Whether the duplicate's token may read what the app loads; only the Hub knows.
    private func access(_ calls: [Placed<AppSource.HubCall>]) -> [InspectionLine] {
        let named = calls.filter { $0.item.repository != nil && ($0.item.isOfModel || $0.item.isOfDataset) }
        let names = Set(named.compactMap(\.item.repository)).sorted()
        if names.isEmpty {
            let isSilent = subject.sources.isEmpty || calls.contains { !$0.item.isLocal }
            return isSilent ? [] : [InspectionLine("models", .ok, "the code names no model or dataset of the Hub")]
        }
        let places = { (wanted: [String]) in named.filter { wanted.contains($0.item.repository ?? "") }.map(\.place) }
        guard let answers = subject.repositories else {
            return [unasked(names, places: named.map(\.place))]
        }
        var lines: [InspectionLine] = []
        func add(_ verdict: InspectionVerdict, _ found: String, _ fix: String?, _ isMeant: (RepositoryAccess.State) -> Bool) {
            let wanted = names.filter { answers[$0].map { isMeant($0.state) } ?? false }
            if wanted.isEmpty { return }
            let text = "\(found): \(wanted.joined(separator: ", "))"
            lines.append(InspectionLine("models", verdict, text, fix: fix, places: places(wanted)))
        }
        add(.stop, "not there, or private to others", "name another, or use a token of an account that may read it") { $0 == .absent }
        add(.warn, "gated", "accept the terms on its page, and set HF_TOKEN of that account in the duplicate") {
            if case .gated = $0 { true } else { false }
        }
        add(.warn, "private", "set HF_TOKEN in the duplicate: secrets are not copied") { $0 == .isPrivate }
        add(.ok, "open to all", nil) { $0 == .open }
        let silent = names.filter { name in
            if case .unknown? = answers[name]?.state { return true }
            return answers[name] == nil
        }
        if !silent.isEmpty {
            let reason = silent.lazy.compactMap { if case .unknown(let reason)? = answers[$0]?.state { reason } else { nil } }.first
            let found = "the Hub gave no answer on \(silent.joined(separator: ", "))" + (reason.map { ": \($0)" } ?? "")
            lines.append(InspectionLine("models", .unknown, found, fix: "inspect again with a network", places: places(silent)))
        }
        return lines
    }

    /// What a variable, an argument or a table says is known when the app runs.
    private static func computed(_ calls: [Placed<AppSource.HubCall>]) -> [InspectionLine] {
        let computed = calls.filter { $0.item.repository == nil && !$0.item.isLocal }
        if computed.isEmpty { return [] }
        return [
            InspectionLine(
                "models",
                .unknown,
                "\(computed.count) \(computed.count == 1 ? "call loads" : "calls load") what a variable or an argument names: which models, the files alone do not say",
                fix: "see whether the duplicate's token may read what they load",
                places: computed.map(\.place)
            )
        ]
    }

    /// `gr.load("spaces/owner/name")`: it works as long as that Space does.
    private static func spaces(_ calls: [Placed<AppSource.HubCall>]) -> [InspectionLine] {
        let used = calls.filter { $0.item.repository != nil && $0.item.isOfSpace }
        if used.isEmpty { return [] }
        let names = Set(used.compactMap(\.item.repository)).sorted().joined(separator: ", ")
        return [
            InspectionLine(
                "models",
                .unknown,
                "takes what it runs from another Space: \(names); whether that is open, and runs, was not asked",
                fix: "see whether it answers (`driftd smoke <space>`); if it is private, set HF_TOKEN in the duplicate",
                places: used.map(\.place)
            )
        ]
    }

    private func unasked(_ names: [String], places: [String]) -> InspectionLine {
        InspectionLine(
            "models",
            .unknown,
            "models and datasets: \(names.joined(separator: ", ")); whether one is gated or private was not asked",
            fix: subject.silence == .offline
                ? "inspect again without --offline and DRIFTD_OFFLINE, with the token that the duplicate will have (HF_TOKEN)"
                : "set HF_TOKEN to the token that the duplicate will have, and inspect again",
            places: places
        )
    }

    private func downloads(_ calls: [Placed<AppSource.HubCall>]) -> [InspectionLine] {
        let preloaded = Set(subject.preloads.compactMap { $0.split(separator: " ").first.map(String.init) })
        let running = StartedCalls(of: subject, files: started)
        let early = calls.filter {
            !$0.item.isLocal && !$0.item.isRemote && !preloaded.contains($0.item.repository ?? "")
                && ($0.item.isTopLevel && started.holds(place: $0.place) || running.holds(place: $0.place, owner: $0.item.owner))
        }
        let plain = subject.places(\.downloads, \.line).filter {
            $0.item.isTopLevel && started.holds(place: $0.place) || running.holds(place: $0.place, owner: $0.item.owner)
        }
        var lines: [InspectionLine] = []
        if !early.isEmpty {
            let names = Set(early.compactMap(\.item.repository)).sorted()
            lines.append(
                InspectionLine(
                    "startup-downloads",
                    .warn,
                    "downloaded at every start" + (names.isEmpty ? "" : ": " + names.joined(separator: ", ")),
                    fix: preload(early.map(\.item)),
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
        return lines + [timeout(isSlow: !early.isEmpty || !plain.isEmpty)].compactMap(\.self)
    }

    /// The entries as README.md is to have them. A commit goes behind a list of files only, and the build reads nothing that is closed.
    private func preload(_ calls: [AppSource.HubCall]) -> String {
        let names = Set(calls.compactMap(\.repository)).sorted()
        if names.isEmpty { return "hold them in the image: preload_from_hub in README.md" }
        let isClosed = { (name: String) in
            switch subject.repositories?[name]?.state {
            case .isPrivate, .gated, .absent: true
            default: false
            }
        }
        let open = names.filter { !isClosed($0) }
        if open.isEmpty { return "the image's build may not read them, so that preload_from_hub does not help: give the start more time" }
        let entries = open.prefix(Self.shownNames).map { name in
            let own = calls.filter { $0.repository == name }
            let files = own.compactMap(\.file).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            guard !files.isEmpty, files.count == Set(own.map { $0.file ?? "" }).count else { return "- \(name)" }
            let pinned = own.lazy.compactMap(\.revision).first { $0.utf8.count == 40 }
            return "- \(name) \(files.joined(separator: ","))" + ((pinned ?? subject.commit(of: name)).map { " \($0)" } ?? "")
        }
        let rest = open.count > Self.shownNames ? " …" : ""
        let commit =
            entries.contains { !$0.dropFirst(2).contains(" ") }
            ? "; a commit may stand behind a list of files: - owner/name a.json,b.bin <commit>" : ""
        return "hold them in the image, in README.md: preload_from_hub: " + entries.joined(separator: " ") + rest + commit
    }

    private func timeout(isSlow: Bool) -> InspectionLine? {
        if let value = subject.card?["startup_duration_timeout"] {
            return InspectionLine("startup-timeout", .ok, "startup_duration_timeout is \(value)", places: ["README.md"])
        }
        if !isSlow && subject.sources.isEmpty { return nil }
        if !isSlow { return InspectionLine("startup-timeout", .ok, "the start is given 30 minutes, and loads nothing large") }
        return InspectionLine(
            "startup-timeout",
            .warn,
            "the start is given 30 minutes, downloads included",
            fix: "set startup_duration_timeout: 1h in README.md if the models are large"
        )
    }
}
