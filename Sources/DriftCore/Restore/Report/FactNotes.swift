/// The facts that drifted and that no edit of the repository restores.
struct FactNotes {
    let context: RestoreContext
    let frontMatterEdits: [FrontMatterEdit]

    var notRestored: [RestoreNote] { context.drift.facts.compactMap(note) + dockerBase + gaps }

    private func note(_ fact: FactDrift) -> RestoreNote? {
        guard fact.change == .changed else { return nil }
        let change = "\(fact.original ?? "none") in the original, \(fact.duplicate ?? "none") in the duplicate"
        switch fact.fact {
        case .baseImage:
            // Another tag follows from another Python, which the README restores.
            let isPython = frontMatterEdits.contains { $0.key == "python_version" || $0.key == "sdk" }
            let isSameTag = fact.original?.prefix { $0 != "@" } == fact.duplicate?.prefix { $0 != "@" }
            let remedy =
                context.isDocker
                ? "write the original's into the Dockerfile's FROM line"
                : isSameTag
                    ? "the same tag names another image today, and nothing in the repository pins its digest"
                    : (isPython
                        ? "the README's edit chooses the tag; its digest is the platform's"
                        : "the platform chooses the image; nothing in the repository pins it")
            return RestoreNote("base-image", "base image", "\(change); \(remedy)")
        case .systemPackage:
            let remedy =
                context.isDocker
                ? "the Dockerfile's apt-get takes a version (name=version), for as long as the archive has it"
                : "packages.txt takes no versions"
            return RestoreNote("system-package", fact.name ?? "system package", "\(change); \(remedy)")
        case .platformLine:
            return RestoreNote("platform-line", "platform line", "the platform adds other requirements today: \(change)")
        case .python where context.isDocker:
            return RestoreNote("python", "Python", "\(change); it is what the Dockerfile's base image brings")
        case .python, .sdk, .installer, .hardware, .sleepTime, .variable, .secret, .volume, .model, .dataset:
            return nil
        }
    }

    /// Of a checkout no build was seen, but its Dockerfile says what the next one begins with.
    private var dockerBase: [RestoreNote] {
        let (original, duplicate) = (context.original.reading, context.duplicate.reading)
        guard context.isDocker, duplicate.baseImage == nil,
            let own = context.duplicateFiles[InstallPlace.dockerPath].flatMap({ Dockerfile($0).baseImage })
        else { return [] }
        guard let seen = original.baseImage else {
            guard duplicate.python == nil, let python = original.python, let stated = context.python, !FactComparison.agree(stated, python)
            else { return [] }
            let sentence = "\(python) in the original, \(stated) by the duplicate's Dockerfile; it is what the base image brings"
            return [RestoreNote("python", "Python", sentence)]
        }
        let wanted = seen.digest.map { "\(seen.reference)@\($0)" } ?? seen.reference
        if FactComparison.isSameTag(seen.reference, own.reference) {
            guard let digest = seen.digest, own.digest != digest else { return [] }
            let sentence =
                own.digest == nil
                ? "the tag in the Dockerfile's FROM line may name another image by now; `FROM \(wanted)` holds the original's"
                : "the digest in the Dockerfile's FROM line is not the original's; `FROM \(wanted)` holds that"
            return [RestoreNote("base-image", "base image", sentence)]
        }
        let sentence = "\(wanted) in the original, \(own.reference) in the duplicate's Dockerfile; write the original's into its FROM line"
        return [RestoreNote("base-image", "base image", sentence)]
    }

    /// What the original's evidence does not show cannot be restored either.
    private var gaps: [RestoreNote] {
        if context.original.reading.isComplete { return [] }
        let gaps = context.original.reading.gaps
        let steps = gaps.isEmpty ? "some packages" : "what \(gaps.count) step\(gaps.count == 1 ? "" : "s") installed"
        let sentence =
            "the original's evidence is incomplete: \(steps) cannot be told; an exact list (`driftd beacon`, or a freeze from the owner) would show it"
        return [RestoreNote("incomplete", "the original", sentence)]
    }
}
