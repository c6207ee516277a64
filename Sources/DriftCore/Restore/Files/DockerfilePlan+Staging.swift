/// What one call refuses together with the rest goes into a call of its own, before all others.
///
///     RUN pip install --no-cache-dir -r requirements.txt     ->     RUN pip install --no-cache-dir datasets==5.0.1 \
///                                                                       pyarrow==21.0.0 \
///                                                                       && pip install --no-cache-dir -r requirements.txt
extension DockerfilePlan {
    /// - Returns: the call of the file that is the first one already; `nil`: a new one is put before all.
    mutating func writeFirstCall(_ staged: StagedPins) -> DockerInstall? {
        guard !staged.first.isEmpty, let first = dockerfile.firstInstall else { return nil }
        let names = Set(staged.first.map(\.name.normalized))
        let joint = joint(in: first)
        if let end = first.end, first.isFirstCall(early: staged.earlyNames, companions: names), first.unreadable.isEmpty {
            let rest = staged.first.filter { pin in !first.packages.contains { write(pin, into: $0) } }
            let text = rest.map { joint + ShellWords.quoted($0.requirement) }.joined()
            if !text.isEmpty { replacements.append((end..<end, text)) }
            decide(staged, place: "Dockerfile:\(first.line)")
            return first
        }
        guard let twin = first.twin else { return nil }
        let pins = staged.first.map { ShellWords.quoted($0.requirement) }.joined(separator: joint)
        replacements.append((twin.place..<twin.place, "\(twin.command) \(pins)\(joint)&& "))
        decide(staged, place: InstallPlace.dockerPath)
        let sentence = "a call of its own comes first: one call refuses what it installs together with the rest"
        notes.append(RestoreNote("dockerfile.first-call", "Dockerfile:\(first.line)", sentence))
        return nil
    }

    /// Those that the first call alone installs; the others have their place in a later one.
    private mutating func decide(_ staged: StagedPins, place: String) {
        for pin in staged.first {
            if pin.decision.isInferred { inferred.append(pin.requirement) }
            guard staged.earlyNames.contains(pin.name.normalized) else { continue }
            var decision = pin.decision
            decision.target = place
            decisions[pin.name.normalized] = decision
        }
    }

    /// `false`: it is about another package, or cannot be edited.
    private mutating func write(_ pin: Pin, into package: DockerInstall.Package) -> Bool {
        guard package.requirement.name == pin.name else { return false }
        if pin.isStated(by: package.requirement) { return true }
        guard package.isEditable, let text = Self.text(of: package.requirement, pin), let word = quoted(text, in: package.range) else {
            return false
        }
        replacements.append((package.range, word))
        return true
    }

    /// Words about what the first call has installed: asked for again, they would bring what they ask for. A call that they are all of keeps them,
    /// without that, unless it `takesMore`.
    mutating func remove(_ staged: StagedPins, from install: DockerInstall, takesMore: Bool) {
        let gone = install.packages.filter { staged.earlyNames.contains($0.requirement.name.normalized) }
        guard !gone.isEmpty else { return }
        if !takesMore, gone.count == install.subjects.count, install.requirementFiles.isEmpty, install.editables.isEmpty,
            let begin = install.begin
        {
            if !install.arguments.contains("--no-deps") { replacements.append((begin..<begin, "--no-deps ")) }
            for package in gone { _ = staged.first.contains { write($0, into: package) } }
            return
        }
        for package in gone where package.isEditable {
            var start = package.range.lowerBound
            while start > 0, dockerfile.bytes[start - 1] == 0x20 || dockerfile.bytes[start - 1] == 0x09 { start -= 1 }
            replacements.append((start..<package.range.upperBound, ""))
        }
    }
}

extension Dockerfile {
    /// The first call that installs anything but installers.
    var firstInstall: DockerInstall? { installs.first { !$0.requirementFiles.isEmpty || InstallPlace.installsPackages($0) } }

    /// Whether another call can be put before all others.
    var canStage: Bool { firstInstall?.twin != nil }
}

extension DockerInstall {
    /// Whether it installs nothing but what is to come first.
    ///
    /// - Parameter companions: what may stand beside it.
    func isFirstCall(early: Set<String>, companions: Set<String>) -> Bool {
        let names = packages.map(\.requirement.name.normalized)
        return requirementFiles.isEmpty && editables.isEmpty && subjects.count == packages.count && !arguments.contains("--no-deps")
            && names.contains(where: early.contains) && names.allSatisfy { early.contains($0) || companions.contains($0) }
    }
}
