import DriftCore

/// The steps that the platform itself writes around a Gradio or Streamlit Space, by their era.
/// Source: real logs of 2023 to 2026; `docs/LogGrammar.md` has the table.
struct PlatformLayout {
    /// Whether the platform wrote the Dockerfile, not the Space's author.
    let isPlatformBuild: Bool
    private(set) var sdk: SDK?
    private(set) var platformLine: [String] = []
    /// The step that puts pip itself in place, and with it the platform's own base: datasets, huggingface-hub and the rest.
    private(set) var hasBaseStep = false
    /// The step that installs the SDK.
    private(set) var hasSDKStep = false
    /// The step that installs the Space's own requirements, there are some or none: until 2025 one of its own.
    private(set) var hasRequirementsStep = false
    /// `python_version` where the platform builds Python itself (ZeroGPU): `pyenv install 3.10`.
    private(set) var pyenvPython: String?

    static func isPlatformBuild(_ build: ScannedBuild) -> Bool {
        build.steps.contains { isPlatformMark($0.text) } || build.cacheMisses.contains { isPlatformMark($0.text) }
    }

    init(steps: [ReplayStep], isPlatformBuild: Bool) {
        self.isPlatformBuild = isPlatformBuild
        for step in steps where step.scanned.instruction == .run {
            if let python = Self.pyenvVersion(in: step.text) { pyenvPython = python }
            for invocation in step.invocations where invocation.tool == .pip && invocation.action == .install { read(invocation) }
        }
        if !isPlatformBuild {
            sdk = nil
            platformLine = []
        }
    }

    private static func isPlatformMark(_ text: String) -> Bool {
        text.holds("--from=pipfreeze") || text.holds("--mount=target=/tmp/requirements.txt,source=requirements.txt")
            || text.holds("--mount=target=requirements.txt,source=requirements.txt")
            || text.hasPrefix("COPY --link --chown=1000 --from=lfs /app") || text.holds("> /pipfreeze/freeze.txt")
    }

    private mutating func read(_ invocation: InstallerInvocation) {
        let names = Set(invocation.requirementNames.compactMap { PackageName($0)?.normalized })
        if names.contains("pip") || names.contains("datasets") && names.contains("huggingface-hub") { hasBaseStep = true }
        if invocation.requirementFiles.contains(where: { InstallerCommandLine.baseName($0) == "requirements.txt" }) {
            hasRequirementsStep = true
        }
        // Whatever the SDK, the platform serves it with uvicorn.
        if names.contains("uvicorn") { hasSDKStep = true }
        guard let requirement = invocation.requirements.first(where: { Self.sdkName(of: $0) != nil }),
            let name = Self.sdkName(of: requirement)
        else { return }
        hasSDKStep = true
        sdk = SDK(name: name, version: Self.pinnedVersion(of: requirement))
        platformLine = invocation.requirements.filter(Self.isPlainRequirement)
    }

    private static func sdkName(of requirement: String) -> String? {
        for name in ["gradio", "streamlit"] where requirement.hasPrefix(name) {
            let rest = requirement.dropFirst(name.count)
            if rest.hasPrefix("[") || rest.hasPrefix("==") || rest.isEmpty { return name }
        }
        return nil
    }

    /// The platform adds names and versions only; paths, addresses and whatever else a log line holds are not its own.
    private static func isPlainRequirement(_ text: String) -> Bool {
        // Between an operator and its version any white space may stand, a form feed too.
        guard let requirement = try? Requirement(parsing: text), Printable.text(text) == text else { return false }
        return requirement.url == nil
    }

    /// `6.19.0` of `gradio[oauth,mcp]==6.19.0`.
    private static func pinnedVersion(of requirement: String) -> String? {
        guard let version = requirement.after("==").map(String.init) else { return nil }
        return Version(version) != nil && PackageVersion.isValid(version) ? version : nil
    }

    /// `3.10` of `RUN pyenv install 3.10 && pyenv global 3.10 && pyenv rehash`: of several the one that is chosen.
    private static func pyenvVersion(in text: String) -> String? {
        guard text.holds("pyenv") else { return nil }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        let calls = words.indices.filter { words[$0].hasSuffix("pyenv") && $0 + 2 < words.count }
        guard let index = calls.last(where: { words[$0 + 1] == "global" }) ?? calls.first(where: { words[$0 + 1] == "install" })
        else { return nil }
        let version = words[(index + 2)...].first { !$0.hasPrefix("-") } ?? ""
        return version.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") } && !version.isEmpty ? String(version) : nil
    }
}
