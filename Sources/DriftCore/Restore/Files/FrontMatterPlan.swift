/// Which values of the README's front matter restore the SDK and Python, and what of them cannot be restored.
struct FrontMatterPlan {
    let context: RestoreContext
    private(set) var edits: [FrontMatterEdit] = []
    private(set) var notRestored: [RestoreNote] = []
    /// What a README that cannot be read has to say: `sdk_version: 6.5.1`.
    private var lines: [String] = []

    init(context: RestoreContext) {
        self.context = context
        planSDK()
        planSDKVersion()
        planPython()
        guard let fault = context.frontMatterFault else { return }
        let list = lines.isEmpty ? "" : ", with " + lines.map { "`\($0)`" }.joined(separator: ", ") + " in it: the pins are for these"
        let reason = fault.hasPrefix("README.md: ") ? String(fault.dropFirst("README.md: ".count)) : fault
        let sentence = "\(reason), and the file is left as it is. Correct it by hand\(list)"
        notRestored.append(RestoreNote("front-matter.unreadable", "README.md", sentence))
    }

    private var values: [String: String] { context.duplicateFrontMatter }

    static let offeredSDKs: Set<String> = ["gradio", "docker", "static"]

    private mutating func planSDK() {
        guard let sdk = context.original.reading.sdk else { return planUnknownSDK() }
        if values["sdk"] == sdk.name { return }
        guard Self.offeredSDKs.contains(sdk.name) else {
            let other = values["sdk"] ?? "none"
            notRestored.append(
                RestoreNote(
                    "sdk",
                    sdk.name,
                    "the platform no longer offers the SDK \(sdk.name.excerpt()); the duplicate has \(other.excerpt())"
                )
            )
            return
        }
        edit("sdk", sdk.name, isQuoted: false)
    }

    /// Nothing shows the original's: the README's own stays, and one without is told.
    private mutating func planUnknownSDK() {
        guard context.sdk == nil, context.frontMatterFault == nil else { return }
        let sentence =
            "neither the README nor the evidence names an SDK, and the platform builds no Space without; write the original's there (`sdk: gradio`), and pin again"
        notRestored.append(RestoreNote("sdk", "README.md", sentence))
    }

    private mutating func planSDKVersion() {
        guard let sdk = context.wantedSDK, sdk.name == "gradio" || (sdk.name == "streamlit" && values["sdk"] == sdk.name) else { return }
        // The original had another SDK, and no version of this one.
        if let seen = context.original.reading.sdk, seen.name != sdk.name, sdk.version == nil { return }
        guard let version = sdk.version else {
            notRestored.append(
                RestoreNote("sdk-version", sdk.name, "nothing shows which version of \(sdk.name) the original was built with")
            )
            return
        }
        guard let parsed = Version(version) else { return }
        if let present = values["sdk_version"], Version(present) == parsed { return }
        if context.choices.mode == .minimal, !isSDKDrifted, values["sdk_version"] == nil { return }
        // `4.0` would be read as the number 4.
        edit("sdk_version", version, isQuoted: version.split(separator: ".").count < 3)
    }

    private mutating func planPython() {
        if context.isDocker || context.sdk?.name == "static" { return }
        guard let python = context.original.reading.python else {
            notRestored.append(RestoreNote("python", "Python", "nothing shows which Python the original was built with"))
            return
        }
        guard Self.isPythonVersion(python) else {
            notRestored.append(RestoreNote("python", python.excerpt(limit: 20), "it is no version that python_version takes"))
            return
        }
        if let limit = context.choices.policy.pythonLimit(on: context.hardware),
            !limit.versions.contains(where: { FactComparison.agree($0, python) })
        {
            let allowed = limit.versions.joined(separator: " or ")
            let sentence =
                "the original has Python \(python), but \(context.hardware ?? "the hardware") runs \(allowed) only (\(limit.source))"
            notRestored.append(RestoreNote("python", python, sentence))
            return
        }
        if let present = values["python_version"] {
            // What the README says more exactly than the log showed is no contradiction.
            let isAsExact = present.split(separator: ".").count >= python.split(separator: ".").count
            if FactComparison.agree(present, python), isAsExact { return }
        } else if context.choices.mode == .minimal, !isDrifted(.python) {
            return
        }
        edit("python_version", python, isQuoted: true)
    }

    /// One that cannot be made is named, with what to write by hand.
    private mutating func edit(_ key: String, _ value: String, isQuoted: Bool) {
        let line = "\(key): \(isQuoted ? "\"\(value)\"" : value)"
        if context.frontMatterFault != nil { return lines.append(line) }
        guard let reason = context.fixedKeys[key] else {
            return edits.append(FrontMatterEdit(key: key, value: value, isQuoted: isQuoted))
        }
        notRestored.append(RestoreNote("front-matter.not-editable", "README.md", "\(reason); write `\(line)` there by hand, and pin again"))
    }

    /// A snapshot read from a freeze names no SDK; its package speaks for it.
    private var isSDKDrifted: Bool {
        isDrifted(.sdk) || context.drift.packages.contains { $0.name.normalized == context.sdk?.name }
    }

    private func isDrifted(_ fact: FactDrift.Fact) -> Bool { context.drift.facts.contains { $0.fact == fact } }

    /// `3.13`, `3.10.13`
    static func isPythonVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) }
        return (2...3).contains(parts.count) && parts[0] == "3" && areNumbers
    }
}
