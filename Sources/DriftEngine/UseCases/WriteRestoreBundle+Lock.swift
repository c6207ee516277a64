internal import DriftCore

extension WriteRestoreBundle {
    /// `pylock.toml` of the original; without one, a note of the plan says why.
    func originalLock(of original: ResolvedSnapshot, _ plan: inout RestorePlan) async throws -> [UInt8]? {
        let packages = ExportedPackage.all(of: original.snapshot.reading)
        let result: TryPins.LockResult
        if let trial {
            let indexes = ExportSnapshot.indexes(of: original)
            result = try await trial.lock(packages, indexes: indexes, python: original.snapshot.reading.python)
        } else {
            result = .left(reason: "no index was asked for the hashes of the files")
        }
        switch result {
        case .locked(let document): return Array(document.text.utf8)
        case .left(let reason):
            plan.notes.append(RestoreNote("lock", "pylock.toml", "the bundle has no lock of the original: \(reason)"))
            return nil
        }
    }

    /// The hashes of the pins that a file with hashes can hold.
    func pinHashes(
        for plan: RestorePlan,
        _ files: [String: [UInt8]],
        _ original: ResolvedSnapshot,
        duplicate: String
    ) async throws -> [String: [String]] {
        guard let trial else { throw RestoreError.noHashes(duplicate: duplicate, reason: "no package index is asked") }
        let (names, trouble) = try await trial.hashable(plan, files: files)
        guard let names else {
            throw RestoreError.noHashes(duplicate: duplicate, reason: trouble ?? "each asks for something that cannot have one")
        }
        let chosen = Set(names)
        let packages = ExportedPackage.all(of: original.snapshot.reading).filter { chosen.contains($0.name.normalized) }
        let indexes = ExportSnapshot.indexes(of: original)
        switch try await trial.lock(packages, indexes: indexes, python: plan.build?.python ?? original.snapshot.reading.python) {
        case .locked(let document): return document.hashes
        case .left(let reason): throw RestoreError.noHashes(duplicate: duplicate, reason: reason)
        }
    }

    /// The plan with hashes, if an installer will take it.
    func hashed(_ plain: RestorePlan, _ plan: RestorePlan, duplicate: String) throws(RestoreError) -> RestorePlan {
        if let line = plan.unhashed.first { throw .noHashes(duplicate: duplicate, reason: "nothing gives a hash for \(line)") }
        // A call that installs a file with hashes may name nothing besides; uv does not mind.
        if plan.build?.sdk == "docker", let step = plan.build?.steps.first(where: { !$0.files.isEmpty && !$0.requirements.isEmpty }) {
            throw .noHashes(duplicate: duplicate, reason: "\(step.place ?? "a call") installs \(step.requirements[0]) in the same call")
        }
        var result = plan
        let pinned = plan.decisions(.pinned).count + plan.decisions.count { $0.reason == .alreadyPinned }
        let count =
            plan.edits.map { edit in
                RequirementsFile.parse(edit.result).lines.count { line in line.options.contains { $0.name == "--hash" } }
            }.max() ?? 0
        if count < pinned {
            result.notes.append(
                RestoreNote(
                    "hashes",
                    "requirements",
                    "\(count) of the \(pinned) pins carry hashes; the others, or what they ask for, have none that pip could check"
                )
            )
        }
        result.feasibility = plain.feasibility
        return result
    }
}
