internal import DriftCore

/// The sources of evidence that a capture holds, best first: `freeze.txt`, the logs, what the running Space says of itself, what was worked out.
struct CaptureLadder {
    let capture: Capture
    let answers: HubAnswers

    /// - Parameter logged: what the logs say.
    func merged(_ logged: EnvironmentReading) -> EnvironmentReading {
        let image = ImageReading(capture, logged: logged, answers: answers)
        var sources = [EvidenceSource(label: "the log", packages: logged.packages)] + running
        if let list = image.source { sources.insert(list, at: 0) }
        let isExact = image.source?.isExact ?? false
        // What may have been worked out before the list was there says nothing any more.
        let record = isExact || logged.isComplete ? nil : InferenceFiles.record(in: capture.files)
        if record?.status == .resolved, let list = capture.files[InferredList.file] {
            sources.append(EvidenceSource(label: "the inference", packages: InferredList.parse(list)))
        }
        if let record { sources.append(EvidenceSource(label: "requirements.txt", packages: Self.named(by: record))) }
        var reading = EvidenceLadder.merge(sources, into: logged)
        reading.diagnostics += image.diagnostics + (image.list?.diagnostics ?? [])
        if let python = image.python, reading.python.map({ python.hasPrefix($0 + ".") }) ?? true { reading.python = python }
        if let record { reading.diagnostics += record.diagnostics }
        return reading
    }

    /// One package an answer: `pySpacesVersion`, and the `version` of `/config`.
    private var running: [EvidenceSource] {
        func source(_ name: String, _ version: String?, _ file: String) -> EvidenceSource? {
            guard let version, PackageVersion.isValid(version), let name = PackageName(name) else { return nil }
            let package = ResolvedPackage(release: Release(name: name, version: version), evidence: Evidence(kind: .runtime, file: file))
            return EvidenceSource(label: file, packages: [package])
        }
        return [source("spaces", answers.spacesVersion, "runtime.json"), source("gradio", answers.gradioVersion, "config.json")]
            .compactMap(\.self)
    }

    /// What the Space's own files ask for, and no resolver was asked about: it is there, in a version that nobody knows.
    private static func named(by record: InferenceRecord) -> [ResolvedPackage] {
        var names: [String: String?] = [:]
        for left in record.steps.flatMap(\.leftOut) { if let name = left.name { names[name] = .some(left.source) } }
        for name in record.unavailable { names[name] = .some(nil) }
        return names.sorted { $0.key < $1.key }.compactMap { name, source in
            guard let name = PackageName(name) else { return nil }
            return ResolvedPackage(
                release: Release(name: name, version: nil, source: source),
                evidence: Evidence(kind: source == nil ? .none : .inferred, file: InferenceFiles.recordFile)
            )
        }
    }
}
