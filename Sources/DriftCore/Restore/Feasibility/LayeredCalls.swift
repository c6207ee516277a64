/// What a Docker Space's calls come to, one after the other: each finds installed what those before it left, and changes it only where it must.
struct LayeredCalls {
    let question: FeasibilityQuestion
    let ask: @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    /// How often what is there already is put into a call's question.
    private static let rounds = 4

    /// - Returns: what is installed in the end; `nil`: there is one call only, one is refused, or a pin does not last.
    func resolution() async throws -> Resolution? {
        let calls = question.calls.filter { !($0.pins.isEmpty && $0.ownLines.allSatisfy { $0.hasPrefix("--") } && $0.aloneLines.isEmpty) }
        guard calls.count > 1 else { return nil }
        var installed = Resolution(versions: [:])
        for call in calls {
            guard let found = try await resolution(of: call, after: installed) else { return nil }
            installed.versions.merge(found.versions) { $1 }
            installed.parents.merge(found.parents) { $1 }
            installed.yanked.merge(found.yanked) { $1 }
        }
        let areKept = question.pins.allSatisfy { pin in
            installed.versions[pin.name].map { PackageVersion($0).compared(to: PackageVersion(pin.version)) == .equal } ?? false
        }
        return areKept ? installed : nil
    }

    private func resolution(of call: FeasibilityQuestion.Call, after installed: Resolution) async throws -> Resolution? {
        guard var found = try await ask(call, and: []) else { return nil }
        var kept: [String] = []
        for _ in 0..<Self.rounds {
            let changed = found.versions.filter { name, version in installed.versions[name].map { $0 != version } ?? false }
            // What the call names itself it installs, whatever is there.
            let more = changed.keys.sorted().filter { name in !call.pins.contains { $0.name == name } }.map {
                "\($0)==\(installed.versions[$0] ?? "")"
            }
            guard !more.allSatisfy(kept.contains) else { break }
            kept = Array(Set(kept + more)).sorted()
            guard let next = try await ask(call, and: kept) else { break }
            found = next
        }
        return found
    }

    private func ask(_ call: FeasibilityQuestion.Call, and lines: [String]) async throws -> Resolution? {
        try await ask(question.asking(call.pins, and: call.ownLines + lines, alone: call.aloneLines)).resolution
    }
}
