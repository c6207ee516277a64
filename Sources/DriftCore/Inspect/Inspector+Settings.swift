extension Inspector {
    /// Secrets, variables, hardware: what no file holds and a duplicate may not have. And pip where the app runs it itself.
    static func settings(_ subject: InspectionSubject) -> [InspectionLine] {
        pip(subject) + variables(subject) + [hardware(subject)]
    }

    private static func pip(_ subject: InspectionSubject) -> [InspectionLine] {
        let calls = subject.places(\.pipCalls, \.line)
        if calls.isEmpty { return subject.sources.isEmpty ? [] : [InspectionLine("runtime-pip", .ok, "the app runs no pip")] }
        return [
            InspectionLine(
                "runtime-pip",
                .warn,
                "the app runs pip itself: what it installs is in no build log, and another at every start",
                fix: "move it to requirements.txt; a wheel that needs torch first goes behind it as a pinned address",
                places: calls.map(\.place)
            )
        ]
    }

    /// Set by the platform in every Space, or read by libraries with a sensible default.
    private static let given: Set<String> = [
        "SPACE_ID", "SPACE_HOST", "SPACE_AUTHOR_NAME", "SPACE_REPO_NAME", "SPACE_TITLE", "SPACE_CREATOR_USER_ID", "SYSTEM", "ACCELERATOR",
        "CPU_CORES", "MEMORY", "PORT", "HOME", "PATH", "USER", "PWD", "TMPDIR", "SPACES_ZERO_GPU", "HF_HOME", "HF_HUB_CACHE", "DEBUG",
        "GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT", "CUDA_VISIBLE_DEVICES", "TOKENIZERS_PARALLELISM", "LD_LIBRARY_PATH", "PYTHONPATH",
    ]

    private static func isSecret(_ name: String) -> Bool {
        let words = name.uppercased().split(separator: "_")
        return words.contains { ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASS", "CREDENTIALS", "APIKEY", "PWD"].contains($0) }
    }

    private static func variables(_ subject: InspectionSubject) -> [InspectionLine] {
        let reads = subject.places(\.variables, \.line).filter { !given.contains($0.item.name) && !$0.item.name.hasPrefix("OAUTH_") }
        if reads.isEmpty { return subject.sources.isEmpty ? [] : [InspectionLine("secrets", .ok, "the code reads no secret")] }
        let known = Set((subject.secretNames ?? []) + (subject.variableNames ?? []))
        return Dictionary(grouping: reads, by: \.item.name).sorted { $0.key < $1.key }.map { name, reads in
            let isRequired = reads.contains(where: \.item.isRequired)
            let check = isSecret(name) ? "secrets" : "variables"
            let held = known.contains(name) ? "; the original has it set" : ""
            let copied = check == "variables" && subject.variableNames?.contains(name) == true
            return InspectionLine(
                check,
                copied ? .ok : isRequired || check == "secrets" ? .warn : .unknown,
                "\(name) is read" + (isRequired ? ", and the app ends without it" : "") + held,
                fix: copied
                    ? nil
                    : check == "secrets"
                        ? "set it in the duplicate: Settings > Variables and secrets; secrets are not copied"
                        : "set it in the duplicate if it matters",
                places: reads.map(\.place)
            )
        }
    }

    private static func hardware(_ subject: InspectionSubject) -> InspectionLine {
        let asked = subject.hardware ?? subject.card?["suggested_hardware"]
        guard let asked else {
            return InspectionLine(
                "hardware",
                subject.expectsZeroGPU ? .warn : .unknown,
                subject.expectsZeroGPU
                    ? "the code is for ZeroGPU; a duplicate gets free CPU unless asked for it"
                    : "which hardware the original runs on is not visible here; a duplicate gets free CPU unless asked",
                fix: subject.expectsZeroGPU ? "ask for zero-a10g (ZeroGPU) when duplicating" : nil
            )
        }
        if asked == "cpu-basic" { return InspectionLine("hardware", .ok, "runs on free CPU, as a duplicate does") }
        let kind = subject.hardware == nil ? "suggests \(asked)" : "runs on \(asked)"
        return InspectionLine(
            "hardware",
            .warn,
            "the original \(kind); a duplicate gets free CPU unless asked",
            fix: "ask for \(asked) when duplicating"
        )
    }
}
