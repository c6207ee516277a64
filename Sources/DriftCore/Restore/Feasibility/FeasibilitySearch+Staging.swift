/// What is installed a step earlier, so that the rest can come after it.
extension FeasibilitySearch {
    /// One of the culprits that nothing else asks for: installed first, it stays as it is when the others come.
    func stageable(
        _ core: [FeasibilityQuestion.Pin],
        _ arrangement: Arrangement
    ) async throws -> FeasibilityQuestion.Pin? {
        for pin in core {
            guard let rest = try await ask(late: core.filter { $0.name != pin.name }).resolution, rest.versions[pin.name] == nil else {
                continue
            }
            if try await isSatisfiable(arrangement.early + [pin], and: indexOptions + question.earlyOwnLines) { return pin }
        }
        return nil
    }

    /// The culprit that asks for another one.
    func dependent(in core: [FeasibilityQuestion.Pin]) async throws -> FeasibilityQuestion.Pin? {
        for pin in core {
            guard let alone = try await ask(question.asking([pin], and: indexOptions)).resolution else { continue }
            if core.contains(where: { $0.name != pin.name && alone.versions[$0.name] != nil }) { return pin }
        }
        return nil
    }

    /// Early pins that the second step would install in another version, because something in it asks for them.
    func takeBack(
        from resolution: Resolution,
        _ arrangement: inout Arrangement,
        _ result: inout Feasibility
    ) async throws -> Bool {
        guard let pin = arrangement.early.first(where: { resolution.versions[$0.name] != nil }) else { return false }
        let asking = Set(resolution.parents[pin.name] ?? [])
        let movable = arrangement.late.filter { asking.contains($0.name) }
        if !asking.isEmpty, movable.count == asking.count {
            for parent in movable { arrangement.cause[parent.name] = pin.name }
            arrangement.late.removeAll { asking.contains($0.name) }
            arrangement.early += movable
            return true
        }
        // The platform asks for it, or something that no pin governs: what went early for its sake comes back.
        var root = pin.name
        while let next = arrangement.cause[root] { root = next }
        var freed: Set<String> = [root]
        while let more = arrangement.cause.first(where: { freed.contains($0.value) && !freed.contains($0.key) })?.key { freed.insert(more) }
        let returning = arrangement.early.filter { freed.contains($0.name) && $0.name != root }
        let given = arrangement.early.first { $0.name == root }
        arrangement.early.removeAll { freed.contains($0.name) }
        arrangement.cause = arrangement.cause.filter { !freed.contains($0.key) }
        arrangement.late = (arrangement.late + returning).sorted { $0.name < $1.name }
        if let given {
            let nearest = try await nearest(to: given, beside: arrangement.late, and: question.ownLines + question.platformLine)
            let cause: Feasibility.RuledOut.Cause = question.platformLine.isEmpty ? .ownLine : .platformLine
            result.ruledOut.append(.init(given, cause, nearest: nearest, result.explanation))
        }
        return true
    }

    /// Finds what else the first step must hold, so that it brings nothing that the second has to take back.
    func settle(_ arrangement: inout Arrangement, _ result: inout Feasibility) async throws {
        guard !arrangement.early.isEmpty else { return }
        let (early, lines) = (arrangement.early, indexOptions + question.earlyOwnLines)
        guard let alone = try await ask(question.asking(early, and: lines)).resolution else {
            result.ruledOut += arrangement.early.map { .init($0, .conflict, nearest: nil, result.explanation) }
            arrangement.early = []
            return
        }
        var companions = arrangement.late.filter { alone.versions[$0.name] != nil }
        let search = ConflictSearch<Pin> { try await isSatisfiable(early + $0, and: lines) }
        while try await !isSatisfiable(early + companions, and: lines) {
            let culprits = Set(try await search.minimalConflict(in: companions).map(\.name))
            companions.removeAll { culprits.contains($0.name) }
        }
        result.companions = companions.map(\.name).sorted()
    }
}
