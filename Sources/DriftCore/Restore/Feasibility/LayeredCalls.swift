/// What a Docker Space's calls come to, one after the other: each finds installed what those before it left, and changes it only where it must.
struct LayeredCalls {
    let question: FeasibilityQuestion
    let ask: @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    /// How often what is there already is put into a call's question.
    private static let rounds = 4

    /// Whether more than one call installs anything.
    var areSeveral: Bool { calls.count > 1 }

    /// - Returns: what is installed in the end; `nil`: there is one call only, one is refused, or a pin does not last.
    func resolution() async throws -> Resolution? {
        guard let installed = try await outcome() else { return nil }
        let areKept = question.pins.allSatisfy { pin in
            guard let found = installed.versions[pin.name] else { return false }
            // What an address names is what stands there.
            if found.contains("://") { return pin.line.contains("://") }
            return PackageVersion(found).compared(to: PackageVersion(pin.version)) == .equal
        }
        return areKept ? installed : nil
    }

    /// - Returns: what is installed in the end, pinned or not; `nil`: there is one call only, or one is refused.
    func outcome() async throws -> Resolution? {
        guard areSeveral else { return nil }
        var installed = Resolution(versions: [:])
        for call in calls {
            guard let found = try await resolution(of: call, after: installed) else { return nil }
            installed.versions.merge(found.versions) { $1 }
            installed.parents.merge(found.parents) { $1 }
            installed.yanked.merge(found.yanked) { $1 }
        }
        return installed
    }

    private var calls: [FeasibilityQuestion.Call] {
        question.calls.filter { !$0.isEmpty }
    }

    private func resolution(of call: FeasibilityQuestion.Call, after installed: Resolution) async throws -> Resolution? {
        guard var found = try await ask(call, and: []) else { return nil }
        var kept: [String] = []
        for _ in 0..<Self.rounds {
            let changed = found.versions.filter { name, version in installed.versions[name].map { $0 != version } ?? false }
            // What the call names itself it installs, whatever is there.
            let more = changed.keys.sorted().filter { !Self.installsAnew($0, call) }.map { "\($0)==\(installed.versions[$0] ?? "")" }
            guard !more.allSatisfy(kept.contains) else { break }
            kept = Array(Set(kept + more)).sorted()
            // What is there came from the index of whichever call installed it.
            let indexes = question.ownLines.filter { $0.hasPrefix("--") && !call.ownLines.contains($0) }
            // And it stays, whatever day or index the call itself would choose by.
            var open = call
            open.ownLines.removeAll { BuildStep.isChoice($0) && !$0.hasPrefix("--pre") }
            guard let next = try await ask(open, and: kept + indexes.filter { !BuildStep.isChoice($0) }) else { break }
            found = next
        }
        return found
    }

    private static func installsAnew(_ name: String, _ call: FeasibilityQuestion.Call) -> Bool {
        if call.pins.contains(where: { $0.name == name }) { return true }
        switch call.renewal {
        case .none: return false
        case .named: return call.ownLines.contains { (try? Requirement(parsing: $0))?.name.normalized == name }
        case .all: return true
        }
    }

    private func ask(_ call: FeasibilityQuestion.Call, and lines: [String]) async throws -> Resolution? {
        try await ask(question.asking(call.pins, and: call.ownLines + lines, alone: call.aloneLines)).resolution
    }
}
