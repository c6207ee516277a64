/// What the original's settings have and the duplicate's lack, with the official client's commands (`hf` 2.4: `hf spaces settings|variables|secrets`).
struct SettingsPlan {
    let context: RestoreContext

    var steps: [SettingStep] { [hardware, sleepTime].compactMap { $0 } + variables + secrets + volumes }

    private var space: String { context.duplicateName }

    private var hardware: SettingStep? {
        let original = context.original.settings.requestedHardware ?? context.original.hardware
        let duplicate = context.duplicate.settings.requestedHardware ?? context.duplicate.hardware
        guard let original, original != duplicate else { return nil }
        return SettingStep(
            kind: .hardware,
            value: original,
            command: Self.isWord(original) ? "hf spaces settings \(space) --hardware \(original)" : nil,
            sentence: "the original runs on \(original), the duplicate on \(duplicate ?? "unknown hardware"); other hardware may cost money"
        )
    }

    private var sleepTime: SettingStep? {
        guard let original = context.original.settings.sleepTimeSeconds, original != context.duplicate.settings.sleepTimeSeconds else {
            return nil
        }
        let duplicate = context.duplicate.settings.sleepTimeSeconds.map { "\($0) seconds" } ?? "an unknown time"
        return SettingStep(
            kind: .sleepTime,
            value: String(original),
            command: "hf spaces settings \(space) --sleep-time \(original)",
            sentence: "the original sleeps after \(original) seconds without visitors, the duplicate after \(duplicate)"
        )
    }

    private var variables: [SettingStep] {
        context.original.settings.variables.sorted { $0.key < $1.key }.compactMap { name, value in
            guard context.duplicate.settings.variables[name] != value else { return nil }
            // What was taken out of it when it was captured nobody wants back.
            let isWhole = !value.contains("REDACTED")
            return SettingStep(
                kind: .variable,
                name: name,
                value: value,
                command: isWhole && ShellWords.isVariableName(name) && Self.isPrintable(value)
                    ? "hf spaces variables add \(space) --env \(ShellWords.singleQuoted("\(name)=\(value)"))" : nil,
                sentence: context.duplicate.settings.variables[name] != nil
                    ? "the duplicate has another value"
                    : (isUnreadable("variables") ? "the duplicate's variables are not known: it may have it" : "the duplicate lacks it")
                        + (isWhole ? "" : "; its value looked like a token and was not kept: ask its owner")
            )
        }
    }

    /// Only names are known. `hf` takes the value from the caller's own environment when none stands behind the name.
    private var secrets: [SettingStep] {
        let present = Set(context.duplicate.settings.secretNames)
        return Set(context.original.settings.secretNames).subtracting(present).sorted().map { name in
            SettingStep(
                kind: .secret,
                name: name,
                command: ShellWords.isVariableName(name) ? "hf spaces secrets add \(space) --secrets \(name)" : nil,
                sentence: (isUnreadable("secrets") ? "the names of the duplicate's secrets are not known: it may have it; " : "")
                    + "the value is the owner's: ask for it, or make your own, and export it before running the command"
            )
        }
    }

    /// `hf` sets all volumes at once, so that each step's command names all of them: the original's, and what only the duplicate mounts.
    private var volumes: [SettingStep] {
        let (original, duplicate) = (context.original.settings.volumes ?? [], context.duplicate.settings.volumes ?? [])
        let lacking = original.filter { !duplicate.contains($0) }
        guard !lacking.isEmpty else { return [] }
        let paths = Set(original.map(\.mountPath))
        let all = original + duplicate.filter { !paths.contains($0.mountPath) }
        let arguments = all.compactMap(\.argument)
        let command =
            arguments.count == all.count ? "hf spaces volumes set \(space) " + arguments.map { "-v \($0)" }.joined(separator: " ") : nil
        return lacking.map { volume in
            let isOther = duplicate.contains { $0.mountPath == volume.mountPath }
            let what = "the original mounts the \(volume.type) \(volume.source.excerpt()) there"
            return SettingStep(
                kind: .volume,
                name: volume.mountPath,
                value: volume.source,
                command: command,
                sentence: isOther ? "\(what), the duplicate something else" : "\(what), the duplicate nothing"
            )
        }
    }

    private func isUnreadable(_ part: String) -> Bool { context.duplicate.settings.unreadable?.contains(part) == true }

    /// What a terminal acts on does not go into a command that somebody will paste.
    private static func isPrintable(_ text: String) -> Bool { text.excerpt(limit: .max) == text }

    /// `cpu-basic`, `l4x1`
    private static func isWord(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") } && text == text.lowercased() && !text.isEmpty
            && !text.hasPrefix("-")
    }
}
