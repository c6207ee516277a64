package import DriftCore
internal import DriftReadme

/// Makes the plan that restores an original's state in its duplicate, and writes it as a bundle.
package struct WriteRestoreBundle: Sendable {
    package struct Request: Sendable, Hashable {
        package var original: SnapshotReference
        package var duplicate: SnapshotReference
        package var destination: WriteBundle.Destination
        package var mode = RestorePlan.Mode.full
        /// Pins that were worked out and not observed are allowed, each marked.
        package var allowsInferred = false
        /// An original that is not known in full gets no bundle.
        package var requiresComplete = false
        package var policy = Policy.current
        /// The pins carry the hashes of their files, where the platform's command allows it.
        package var hasHashes = false
        /// The original's, where the evidence shows none: `3.13`.
        package var python: String?

        package init(original: SnapshotReference, duplicate: SnapshotReference, destination: WriteBundle.Destination) {
            self.original = original
            self.duplicate = duplicate
            self.destination = destination
        }
    }

    package struct Result: Sendable, Hashable {
        package var written: WriteBundle.Written
        package var plan: RestorePlan
        package var drift: Drift
        package var proof: ProofLevel
        /// What is known of this very bundle from beside it, and from this trial.
        package var known: ProofFile.Found
        /// Why no resolver answered, as far as this machine knows.
        package var trouble: String?
        package var original: ResolvedSnapshot
        package var duplicate: ResolvedSnapshot
        /// All files that the bundle changes, README.md among them.
        package var edits: [FileEdit]
    }

    private let resolver: SnapshotResolver
    let trial: TryPins?

    /// - Parameter trial: asks a package index whether the pins go together; `nil`: nobody is asked.
    package init(resolver: SnapshotResolver, trial: TryPins? = nil) {
        self.resolver = resolver
        self.trial = trial
    }

    /// Throws `RestoreError` where the evidence is not enough for a bundle, `ReferenceError` of a reference that stands for nothing, and `BundleError`,
    /// `FileError` and `StoreError`. A resolver that does not answer is no failure: the bundle then says that it is unproven.
    package func run(_ request: Request) async throws -> Result {
        try WriteBundle.check(request.destination)
        let input = try RestoreInput(request, resolver)
        try checkEvidence(of: input.original, request)
        // Planning itself, which asks nobody, hears of no Ctrl-C.
        try Task.checkCancellation()
        // A file that is locked by hashes is edited where the pins shall have some.
        var (plan, tried) = try await arrange(files: input.files) { input.plan($0, hashes: request.hasHashes ? [:] : nil) }
        if request.hasHashes {
            let hashes = try await pinHashes(for: plan, input.files, input.original, duplicate: input.duplicate.label)
            let withHashes = input.plan(plan.feasibility.map { .tried($0) } ?? .cautious, hashes: hashes.sums)
            plan = try hashed(plan, withHashes, without: hashes.left, duplicate: input.duplicate.label)
        }
        try Task.checkCancellation()
        let lock = try await originalLock(of: input.original, &plan, allowsInferred: request.allowsInferred)
        plan.notes += Self.notes(input.givenPython, input.frontMatter, plan)
        let (original, duplicate) = (input.original, input.duplicate)
        var drift = Drift.between(original: original.snapshot, duplicate: duplicate.snapshot, requireComplete: false)
        // A bundle travels: it holds the same bytes wherever it was made, and no path of that machine.
        drift.name(original: original.portableLabel, original.snapshot, duplicate: duplicate.portableLabel, duplicate.snapshot)
        (plan.original, plan.duplicate) = (drift.original, drift.duplicate)
        let bundle = try Self.bundle(plan, drift, lock: lock, input)
        try Task.checkCancellation()
        let written = try WriteBundle.write(bundle, to: request.destination)
        return Result(
            written: written,
            plan: plan,
            drift: drift,
            proof: plan.feasibility?.level ?? .unproven,
            known: Self.proof(of: written, plan, tried),
            trouble: tried.trouble,
            original: original,
            duplicate: duplicate,
            edits: bundle.edits
        )
    }

    /// What is to be said of Python besides.
    ///
    /// - Parameter given: by the user, where no evidence shows it.
    private static func notes(_ given: String?, _ frontMatter: FrontMatter, _ plan: RestorePlan) -> [RestoreNote] {
        var notes: [RestoreNote] = []
        if let given { notes.append(RestoreNote("python", "Python", "\(given) was given by --python: no evidence shows the original's")) }
        if let text = frontMatter.numbers["python_version"], !plan.frontMatterEdits.contains(where: { $0.key == "python_version" }) {
            let sentence =
                "python_version: \(text) is the number \(frontMatter.values["python_version"] ?? "?") to YAML; write it as \"\(text)\""
            notes.append(RestoreNote("front-matter.number", "README.md", sentence))
        }
        return notes
    }

    private func checkEvidence(of original: ResolvedSnapshot, _ request: Request) throws(RestoreError) {
        let reading = original.snapshot.reading
        let known = reading.packages.filter { $0.release.version != nil || $0.release.source != nil }
        if !known.contains(where: { $0.evidence.kind.isObserved }) {
            let canInfer = known.contains { $0.evidence.kind == .inferred }
            if !(canInfer && request.allowsInferred) { throw .noEvidence(original: original.label, canInfer: canInfer) }
        }
        if request.requiresComplete, !reading.isComplete {
            throw .incomplete(original: original.label, missing: IncompletenessText.of(reading))
        }
    }

    private static func bundle(_ plan: RestorePlan, _ drift: Drift, lock: [UInt8]?, _ input: RestoreInput) throws -> Bundle {
        // What logs, lists and tools said may hold credentials. The repository's own files stay what they are, byte for byte.
        func cleared(_ bytes: [UInt8]) -> [UInt8] { SecretRedaction.redacting(bytes).content }
        let proof = plan.feasibility?.level ?? .unproven
        let settings = RestoreSettings(space: input.duplicate.snapshot.space, steps: plan.settings)
        return Bundle(
            original: BundleSnapshot(label: input.original.label, snapshot: input.original.snapshot),
            duplicate: BundleSnapshot(label: input.duplicate.label, snapshot: input.duplicate.snapshot),
            proof: proof.rawValue,
            report: cleared(Array(RestoreReport.markdown(plan: plan, drift: drift, proof: proof).utf8)),
            drift: cleared(try ContractJSON.encode(drift)),
            plan: cleared(try ContractJSON.encode(plan)),
            edits: try plan.edits + input.readmeEdit(plan.frontMatterEdits),
            settings: plan.settings.isEmpty ? nil : cleared(try ContractJSON.encode(settings)),
            lock: lock
        )
    }
}
