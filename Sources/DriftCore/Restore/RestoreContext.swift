/// What all steps of one plan look at.
struct RestoreContext {
    let original: Snapshot
    let duplicate: Snapshot
    let choices: RestoreChoices
    let duplicateFiles: [String: [UInt8]]
    let originalFiles: [String: [UInt8]]
    /// The duplicate README's values, as a YAML reader understands them.
    let duplicateFrontMatter: [String: String]
    /// Keys of it that cannot be edited, each with the reason.
    let fixedKeys: [String: String]
    /// Why that front matter cannot be read at all; `nil`: it can be.
    let frontMatterFault: String?
    let drift: Drift
    // What is asked for every pin is worked out once: of environments of many thousand packages a search through all of them each time does
    // not end in minutes.
    private let packageDrift: [PackageName: [PackageDrift]]
    /// setuptools and wheel, which the original's list of packages leaves out.
    let buildTools: [PackageDrift]
    /// The original's where it is known, in the original's version.
    private(set) var wantedSDK: SDK?
    /// The SDK that the duplicate will be built with: the one that it should have, as far as its README can be edited.
    private(set) var sdk: SDK?
    /// The Python that the duplicate will have: the original's, unless its hardware does not run it. A Docker Space's is what its Dockerfile
    /// begins with.
    private(set) var python: String?

    init(original: RestoreSide, duplicate: RestoreSide, choices: RestoreChoices) {
        self.original = original.snapshot
        self.duplicate = duplicate.snapshot
        self.choices = choices
        duplicateFiles = duplicate.files
        originalFiles = original.files
        duplicateFrontMatter = duplicate.frontMatter.values
        fixedKeys = duplicate.frontMatter.fixedKeys
        frontMatterFault = duplicate.frontMatter.fault
        drift = Drift.between(original: original.snapshot, duplicate: duplicate.snapshot, requireComplete: false)
        let (first, second) = (original.snapshot.reading, duplicate.snapshot.reading)
        buildTools = BuildToolComparison(original: first, duplicate: second).drifts.filter { tool in
            !first.packages.contains { $0.release.name == tool.name }
        }
        packageDrift = Dictionary(grouping: drift.packages, by: \.name)
        wantedSDK = originalSDK()
        sdk = wantedSDK
        if fixedKeys["sdk_version"] != nil { sdk?.version = duplicateFrontMatter["sdk_version"] }
        python = runnablePython()
    }

    private func originalSDK() -> SDK? {
        // What the platform no longer offers cannot be wanted back: what the duplicate has in its place is what its build has.
        let seen = original.reading.sdk.flatMap { sdk in
            fixedKeys["sdk"] == nil
                && (FrontMatterPlan.offeredSDKs.contains(sdk.name) || duplicateFrontMatter["sdk"] == nil
                    || duplicateFrontMatter["sdk"] == sdk.name)
                ? sdk : nil
        }
        let named = seen ?? duplicateFrontMatter["sdk"].map { SDK(name: $0) } ?? duplicate.reading.sdk.map { SDK(name: $0.name) }
        guard var sdk = named, sdk.version == nil else { return named }
        // A freeze does not name the SDK, but it lists its package.
        let installed = original.reading.packages.filter {
            $0.release.name.normalized == sdk.name && ($0.evidence.kind.isObserved || choices.allowsInferred)
        }
        sdk.version = installed.count == 1 ? installed.first?.release.version : nil
        return sdk
    }

    var isDocker: Bool { sdk?.name == "docker" }

    /// What the duplicate runs on; what the original ran on where that is not known.
    var hardware: String? { statedHardware ?? zeroGPUSign.map { _ in "zero-a10g" } }

    private var statedHardware: String? {
        duplicate.settings.requestedHardware ?? duplicate.hardware ?? original.settings.requestedHardware ?? original.hardware
    }

    /// What tells of ZeroGPU where no settings name the hardware, as of a checkout and a log: there the platform names the one version of `spaces`
    /// that its build takes, `"torch<=2.13.0" spaces==0.51.3`. A pin that only other hardware runs would break a healthy duplicate.
    var zeroGPUSign: String? {
        guard statedHardware == nil, !isDocker else { return nil }
        let lines = [duplicate.reading.platformLine, original.reading.platformLine]
        if let line = lines.first(where: { !$0.isEmpty }) {
            if let own = line.first(where: { $0.hasPrefix("spaces==") }) { return "the platform's own \(own.excerpt())" }
            // The duplicate's own line counts; another Space's says nothing of it.
            if line == duplicate.reading.platformLine { return nil }
        }
        let suggested = duplicateFrontMatter["suggested_hardware"]
        return suggested.flatMap { $0.hasPrefix("zero-") ? "suggested_hardware in README.md" : nil }
    }

    private func runnablePython() -> String? {
        if isDocker, let python = duplicateFiles[InstallPlace.dockerPath].flatMap({ Dockerfile($0).python }) { return python }
        guard fixedKeys["python_version"] == nil, let python = original.reading.python else {
            let stated = duplicateFrontMatter["python_version"].flatMap { FrontMatterPlan.isPythonVersion($0) && !isNumber($0) ? $0 : nil }
            return duplicate.reading.python ?? stated
        }
        guard let limit = choices.policy.pythonLimit(on: hardware) else { return python }
        return limit.versions.contains { FactComparison.agree($0, python) } ? python : duplicate.reading.python
    }

    /// `3.1`: what YAML makes of `3.10` without quotes. The platform has never had such an old Python.
    private func isNumber(_ python: String) -> Bool { python.utf8.count == 3 && (python.last.map { "12345".contains($0) } ?? false) }

    /// `nil`: no Python is known, so that no marker can be answered.
    var markerEnvironment: MarkerEnvironment? { python.map { MarkerEnvironment(pythonFullVersion: $0) } }

    /// How the package drifted, where it did.
    func drift(of name: PackageName) -> [PackageDrift] { packageDrift[name] ?? [] }

    /// Name of the duplicate in a command.
    var duplicateName: String { duplicate.space?.description ?? "OWNER/NAME" }
}
