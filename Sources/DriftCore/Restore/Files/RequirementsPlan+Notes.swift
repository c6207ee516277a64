/// What is said about a file and its edits.
extension RequirementsPlan {
    mutating func keep(_ name: String, _ index: Int) {
        let sentence = "\(subject(file.lines[index].number)) asks for it already"
        decisions[name]?.action = .kept
        decisions[name]?.reason = .alreadyPinned
        decisions[name]?.sentence = sentence
    }

    /// Whether a line takes the package from an address, and nothing shows that the original had it from elsewhere. A log's version then is no
    /// release of an index's: by that name it may have another project, or a stranger's. A freeze would name the address.
    ///
    ///     tool @ git+https://${TOKEN}@host/o/tool
    func isOfUnseenSource(_ address: String, _ pin: Pin) -> Bool {
        guard case .version = pin.target, pin.decision.evidence.kind != .freeze else { return false }
        let asked = RequirementsFile.parse(context.originalFiles[path] ?? []).lines.compactMap(\.requirement).filter { $0.name == pin.name }
        return asked.isEmpty || asked.contains { $0.url != nil }
    }

    mutating func leave(_ name: String, at index: Int) {
        let version = decisions[name]?.version ?? "?"
        let sentence =
            "\(subject(file.lines[index].number)) takes it from an address and stays as it is: \(version) was seen, but not the commit or file that it "
            + "came from, and an index may have another project by that name"
        decisions[name]?.action = .notRestorable
        decisions[name]?.reason = .unseenSource
        decisions[name]?.requirement = nil
        decisions[name]?.sentence = sentence
    }

    mutating func noteContradiction(of requirement: Requirement, by pin: Pin, at index: Int) {
        guard pin.isContradicted(by: requirement) else { return }
        notes.append(
            RestoreNote(
                "requirements.contradicted",
                subject(file.lines[index].number),
                "it asked for \(requirement.name)\(requirement.specifiers), but the original has \(pin.decision.version ?? "?"), which wins"
            )
        )
    }

    /// `torch==2.1.2` on ZeroGPU: the build itself refuses it.
    mutating func noteLimit(of requirement: Requirement, at index: Int) {
        for limit in context.choices.policy.packageLimits(on: context.hardware) where limit.package == requirement.name {
            let versions = limit.versions.compactMap { Version($0) }
            guard !versions.contains(where: { requirement.specifiers.contains($0, allowingPrereleases: true) }) else { continue }
            let exact = requirement.specifiers.exactVersion.flatMap { Version($0) }
            let nearest =
                exact.flatMap { limit.nearest(to: $0) }.map {
                    "; nothing of it is changed: write what suits the app, the nearest that it runs is \($0)"
                } ?? ""
            let sentence =
                "it asks for \(requirement), but \(context.hardware ?? "the hardware") runs \(limit.versions.joined(separator: ", ")) only\(nearest)"
            notes.append(RestoreNote("requirements.outside-policy", subject(file.lines[index].number), sentence))
        }
    }

    /// `omegaconf==2.0.6`: pip itself refuses it, where another resolver does not.
    mutating func noteRefusal(of requirement: Requirement, at index: Int) {
        guard let version = requirement.specifiers.exactVersion.flatMap({ Version($0) }),
            context.isRefusedByPip(requirement.name, version)
        else { return }
        let sentence = "it asks for \(requirement), whose metadata pip 24.1 and newer refuse; \(RestoreContext.pipRemedy)"
        notes.append(RestoreNote("requirements.refused-metadata", subject(file.lines[index].number), sentence))
    }

    /// What is said once about all lines, as they are after the edits.
    mutating func noteWholeFile() {
        let hashed = file.lines.first { line in line.options.contains { $0.name == "--hash" || $0.name == "--require-hashes" } }
        if let hashed, !context.isDocker {
            let sentence = "one hash makes pip ask for a hash of everything, also of what the platform adds without one: the build fails"
            notes.append(RestoreNote("requirements.hashes", subject(hashed.number), sentence))
        }
        for line in file.lines where line.kind != .comment {
            for word in line.text.split(whereSeparator: { " \t=".contains($0) }) {
                guard let scheme = word.firstRange(of: "://"), !word.contains("${") else { continue }
                guard DirectSource.hasCredentials(word[scheme.upperBound...], scheme: word[..<scheme.lowerBound].lowercased()) else {
                    continue
                }
                let sentence = "a URL in it seems to hold credentials, for everybody who can read the repository"
                notes.append(RestoreNote("requirements.credentials", subject(line.number), sentence))
            }
        }
    }

    /// What pip looks for in vain when it installs the file.
    mutating func noteElsewhere(of line: RequirementsFile.Line) {
        guard !context.isDocker, !line.isLeftOut(in: context.markerEnvironment) else { return }
        let why = "only this file is there when the platform installs it:"
        if let path = line.localSource {
            let sentence = "\(why) the path \(path.excerpt()) cannot work, and pip stops at it"
            notes.append(RestoreNote("requirements.local-path", subject(line.number), sentence))
        } else if let other = line.otherFile {
            let sentence = "\(why) \(other.excerpt()) cannot work, and pip stops at it"
            notes.append(RestoreNote("requirements.other-file", subject(line.number), sentence))
        }
    }

    func subject(_ line: Int?) -> String { line.map { "\(path):\($0)" } ?? path }
}
