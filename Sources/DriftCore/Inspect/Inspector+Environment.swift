extension Inspector {
    /// requirements.txt, packages.txt, Dockerfile: what a rebuild resolves anew.
    var environment: [InspectionLine] {
        let names = ["pre-requirements.txt", "requirements.txt"].filter { subject.files[$0] != nil }
        if subject.card?["sdk"] == "static" {
            return [InspectionLine("requirements", .ok, "a static Space installs no packages")]
        }
        if names.isEmpty && subject.card?["sdk"] != "docker" {
            return [InspectionLine("requirements", .unknown, "there is no requirements.txt here")] + systemPackages
        }
        var lines: [InspectionLine] = []
        for name in names { lines += requirements(RequirementsFile.parse(subject.files[name] ?? []), name) }
        return lines + systemPackages + baseImage
    }

    private func requirements(_ file: RequirementsFile, _ name: String) -> [InspectionLine] {
        var open: [OpenRequirement] = []
        var moving: [String] = []
        var absent: [String] = []
        var lines: [InspectionLine] = []
        for line in file.lines {
            let place = "\(name):\(line.number)"
            if line.text.contains("git+"), !Self.isCommit(line.text) { moving.append(place) }
            if subject.card?["sdk"] != "docker", Self.namesFile(line) { absent.append(place) }
            guard let requirement = line.requirement else { continue }
            if requirement.url == nil, requirement.specifiers.exactVersion == nil {
                open.append(OpenRequirement(name: requirement.name, place: place))
            }
            lines += [owned(requirement, place), torch(requirement, place)].compactMap(\.self)
        }
        if !absent.isEmpty {
            let found = "\(name) names a file of the repository, which is not there yet when the platform installs: the build fails"
            let fix = "write the other file's lines into \(name); a wheel or project by its https address"
            lines.append(InspectionLine("requirements-files", .stop, found, fix: fix, places: absent))
        }
        lines.append(pinning(open, of: name, isWhole: absent.isEmpty))
        if !moving.isEmpty {
            let found = "installed from git without a commit: a rebuild takes the branch of that day"
            lines.append(InspectionLine("requirements-git", .warn, found, fix: "put @<commit> behind the address", places: moving))
        }
        return lines
    }

    /// A requirement without an exact version.
    private struct OpenRequirement {
        let name: PackageName
        /// `requirements.txt:3`
        let place: String
    }

    /// - Parameter isWhole: the file names no other.
    private func pinning(_ open: [OpenRequirement], of file: String, isWhole: Bool) -> InspectionLine {
        guard !open.isEmpty else {
            return isWhole
                ? InspectionLine("requirements", .ok, "every requirement of \(file) is pinned", places: [file])
                : InspectionLine("requirements", .unknown, "what the files that \(file) names ask for was not looked at", places: [file])
        }
        let shown = open.prefix(Self.shownPins).map(\.name.description).joined(separator: ", ") + (open.count > Self.shownPins ? ", …" : "")
        return InspectionLine(
            "requirements",
            .warn,
            "\(open.count) not pinned in \(file): \(shown); a duplicate gets today's releases",
            fix: pins(for: open.map(\.name)),
            places: open.map(\.place)
        )
    }

    /// `-r base.txt`, `-c limits.txt`, `-e .`, `./tool.whl`: only the requirements file itself is put beside the platform's step.
    private static func namesFile(_ line: RequirementsFile.Line) -> Bool {
        let options = line.options.filter { ["--requirement", "--constraint"].contains($0.name) }.compactMap(\.value)
        switch line.kind {
        case .editable(let target), .directReference(let target): return !target.contains(":")
        default: return options.contains { !$0.contains("://") }
        }
    }

    private static let shownPins = 8

    /// The versions that the original is known to have, as they are to be written; what it has is known once it was looked at.
    private func pins(for names: [PackageName]) -> String {
        let known = names.compactMap { name in subject.version(of: name).map { "\(name)==\($0)" } }
        guard let space = subject.space else {
            return "keep the original's versions now (`driftd snapshot <original>`), and pin them in the duplicate "
                + "(`driftd pin <original> \(subject.label)`)"
        }
        let reference = subject.isLive ? space.description : subject.label
        let pin = "`driftd pin \(reference) <duplicate>`"
        let keep = subject.isLive ? "keep them now (`driftd snapshot \(space)`); " : ""
        if known.isEmpty {
            return "\(keep)the original's versions are not to be seen here; where they are known, \(pin) writes them"
        }
        let shown = known.prefix(Self.shownPins).joined(separator: ", ") + (known.count > Self.shownPins ? ", …" : "")
        return "\(keep)the original has \(shown); \(pin) writes them with all that they bring along"
    }

    /// `git+https://github.com/a/b@8d56e3a045f9fb3e1d8872f92ee4a4f07f886b0a`
    private static func isCommit(_ text: String) -> Bool {
        text.split(separator: "@").dropFirst().contains { part in
            let head = part.prefix { $0.isHexDigit }
            return head.count >= 7 && (head.endIndex == part.endIndex || [" ", "#", ";"].contains(part[head.endIndex]))
        }
    }

    /// A pin of what the platform installs itself ends the build, unless it is the same version.
    private func owned(_ requirement: Requirement, _ place: String) -> InspectionLine? {
        let sdk = subject.card?["sdk"]
        guard let row = subject.policy.owned.first(where: { $0.package == requirement.name && $0.sdk == sdk }),
            !requirement.specifiers.isEmpty
        else { return nil }
        let version = row.restoredBy.flatMap { subject.card?[$0] }.flatMap { Version($0) }
        if let version, requirement.specifiers.contains(version, allowingPrereleases: true) { return nil }
        return InspectionLine(
            "platform-owned",
            version == nil ? .warn : .stop,
            "\(requirement.description) against what the platform installs: \(row.sentence)",
            fix: row.restoredBy.map { "take it out of the file; \($0) in README.md decides" } ?? "take it out of the file",
            places: [place]
        )
    }

    private func torch(_ requirement: Requirement, _ place: String) -> InspectionLine? {
        guard subject.expectsZeroGPU, let limit = subject.policy.packageLimits.first(where: { $0.package == requirement.name }),
            let version = requirement.specifiers.exactVersion.flatMap({ Version($0) })
        else { return nil }
        if limit.allows(version) {
            return InspectionLine("torch", .ok, "\(requirement.description) is one that ZeroGPU documents", places: [place])
        }
        return InspectionLine(
            "torch",
            .stop,
            "\(requirement.description); ZeroGPU documents \(limit.versions.joined(separator: ", ")) (\(limit.date))",
            fix: "take \(limit.nearest(to: version) ?? limit.versions.first ?? "") or leave torch out",
            places: [place]
        )
    }

    private var systemPackages: [InspectionLine] {
        let gone = ["libgl1-mesa-glx", "libgl1-mesa-dri-dev", "python-dev", "python-pip", "libasound2-dev-bin"]
        var places: [String] = []
        for name in ["packages.txt", "Dockerfile"] {
            let text = String(decoding: subject.files[name] ?? [], as: UTF8.self)
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\\" }
                if words.contains(where: { gone.contains(String($0)) }) { places.append("\(name):\(index + 1)") }
            }
        }
        if places.isEmpty { return [] }
        let found = "a system package that today's Debian no longer has"
        return [InspectionLine("system-packages", .stop, found, fix: "libgl1 for libgl1-mesa-glx, or an older base image", places: places)]
    }

    /// `FROM python:3.10-slim` is another image every month.
    private var baseImage: [InspectionLine] {
        guard let file = subject.files["Dockerfile"] else { return [] }
        var open: [String] = []
        var stages: Set<String> = ["scratch"]
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("--") }.map { $0.lowercased() }
            guard words.count > 1, words[0] == "from" else { continue }
            // A stage that begins with another one has that one's image.
            if !words[1].contains("@sha256:"), !stages.contains(words[1]) { open.append("Dockerfile:\(index + 1)") }
            if words.count == 4, words[2] == "as" { stages.insert(words[3]) }
        }
        if open.isEmpty { return [InspectionLine("base-image", .ok, "base images are named by digest", places: ["Dockerfile"])] }
        let found = "a base image by its tag: a rebuild may get another Debian and Python"
        return [InspectionLine("base-image", .warn, found, fix: "add the digest that the original's build log shows", places: open)]
    }
}
