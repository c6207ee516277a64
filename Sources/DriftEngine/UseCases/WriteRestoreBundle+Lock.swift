internal import DriftCore

extension WriteRestoreBundle {
    /// `pylock.toml` of the original; without one, a note of the plan says why.
    func originalLock(of original: ResolvedSnapshot, _ plan: inout RestorePlan, allowsInferred: Bool) async throws -> [UInt8]? {
        let packages = ExportedPackage.all(of: original.snapshot.reading)
        let inferredCount = packages.count(where: \.isInferred)
        let result: TryPins.LockResult
        if inferredCount > 0, !allowsInferred {
            result = .left(reason: "\(inferredCount) of its packages were worked out, not observed")
        } else if let trial {
            let indexes = ExportSnapshot.indexes(of: original)
            let python = original.snapshot.reading.python ?? plan.build?.python
            result = try await trial.lock(packages, indexes: indexes, python: python)
            if case .locked = result, original.snapshot.reading.python == nil, let python {
                let sentence = "it is for the duplicate's Python \(python): nothing shows the original's"
                plan.notes.append(RestoreNote("lock", "pylock.toml", sentence))
            }
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

    /// The hashes of pins, and why others have none.
    struct HashedPlan {
        var sums: [String: [String]]
        /// By the pin's name, what it asks for and has no pin.
        var left: [String: [String]]
    }

    /// The hashes of the pins that a file with hashes can hold.
    func pinHashes(
        for plan: RestorePlan,
        _ files: [String: [UInt8]],
        _ original: ResolvedSnapshot,
        duplicate: String
    ) async throws -> HashedPlan {
        guard let trial else { throw RestoreError.noHashes(duplicate: duplicate, reason: "no package index is asked") }
        let (choice, trouble) = try await trial.hashable(plan, files: files)
        guard let choice else {
            throw RestoreError.noHashes(duplicate: duplicate, reason: trouble ?? "each asks for something that cannot have one")
        }
        let chosen = Set(choice.names)
        let packages = ExportedPackage.all(of: original.snapshot.reading).filter { chosen.contains($0.name.normalized) }
        let indexes = ExportSnapshot.indexes(of: original)
        switch try await trial.lock(packages, indexes: indexes, python: plan.build?.python ?? original.snapshot.reading.python) {
        case .locked(let document): return HashedPlan(sums: document.hashes, left: choice.left)
        case .left(let reason): throw RestoreError.noHashes(duplicate: duplicate, reason: reason)
        }
    }

    /// The plan with hashes, if an installer will take it.
    func hashed(
        _ plain: RestorePlan,
        _ plan: RestorePlan,
        without left: [String: [String]],
        duplicate: String
    ) throws(RestoreError) -> RestorePlan {
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
                RestoreNote("hashes", "requirements", Self.sentence(count, of: pinned, left, isDocker: plan.build?.sdk == "docker"))
            )
        }
        result.feasibility = plain.feasibility
        return result
    }

    private static func sentence(_ count: Int, of pinned: Int, _ left: [String: [String]], isDocker: Bool) -> String {
        if left.isEmpty, isDocker {
            return "\(count) of the \(pinned) pins carry hashes; the others stand in calls of the Dockerfile, which take none"
        }
        let wants = left.sorted { $0.key < $1.key }.map { "\($0.key) asks for \($0.value.joined(separator: " and "))" }
        let shown = wants.listed(upTo: 5, separator: "; ", last: "; and ")
        let reason = wants.isEmpty ? "" : ", since one file with hashes needs one of everything: \(shown)"
        return "\(count) of the \(pinned) pins carry hashes; the others, or what they ask for, have none that pip could check\(reason)"
    }
}
