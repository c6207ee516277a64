internal import DriftCore

/// Asks again after a refusal for want of a version: an index that answers with an error, with some other page or to nobody is to pip and uv one
/// that lacks the package. What it has nobody knows, and the refusal is no verdict.
struct IndexCheck {
    /// The refused call: its program, its settings, where it runs.
    let call: InstallerCall
    /// `3.13`
    let python: String
    /// pip's, for which Python and platform: `--python-version 3.13`, …
    var target: [String] = []
    /// The options that name indexes, one word each: `--extra-index-url=https://…`.
    let sources: [String]

    /// uv is asked about each by itself.
    private static let mostIndexes = 8
    private static let mostNames = 3
    private static let extra = "--extra-index-url="

    /// - Parameter explanation: of the refusal.
    /// - Throws: `noNetwork`: an index may have what is said to be nowhere.
    func run(_ explanation: [String]) async throws(ResolverError) {
        switch call.program {
        case .pip: try await askPip(explanation)
        case .uv: try await askUV(explanation)
        }
    }

    /// Of the very requirement that was refused, so that nothing is downloaded. What each index said is in pip's chatter only.
    ///
    ///     ERROR: Could not find a version that satisfies the requirement numpy==2.4.2 (from versions: none)
    private func askPip(_ explanation: [String]) async throws(ResolverError) {
        let mark = "that satisfies the requirement "
        guard let line = explanation.first(where: { $0.contains("(from versions: ") }), let found = line.firstRange(of: mark),
            let requirement = try? Requirement(parsing: line[found.upperBound...].prefix { $0 != " " && $0 != "(" })
        else { return }
        var question = call
        question.isImpatient = true
        question.arguments =
            ["download", "-vv", "--no-deps", "--only-binary", ":all:", "--dest", call.directory.path + "/download"] + target
            + sources.map { $0.replacing("$", with: "%24") } + [requirement.description]
        guard case .refused(let refusal) = try await question.run() else { return }
        if let trouble = PipChatter(text: refusal.text).trouble(about: requirement.name.normalized) {
            throw .noNetwork(step: call.step, line: trouble)
        }
    }

    /// Where every index counts, uv keeps to itself which of them let it not in (401, 403) or had a page without a file. Where the first that has
    /// a page counts, it tells; an index that has none leaves the word to the next.
    ///
    ///     Because tinycpu was not found in the package registry and you require tinycpu==1.0+cpu, we can conclude …
    ///     Because there are no versions of six and you require six, we can conclude …
    private func askUV(_ explanation: [String]) async throws(ResolverError) {
        let extras = sources.filter { $0.hasPrefix(Self.extra) }
        let others = sources.filter { !$0.hasPrefix(Self.extra) }
        for name in InstallerMessages.missing(in: explanation).prefix(Self.mostNames) {
            for extra in [nil] + extras.prefix(Self.mostIndexes).map(Optional.some) {
                var question = call
                question.isImpatient = true
                // Of no day: what was uploaded later is a file, too.
                question.asOf = nil
                question.arguments = InstallerCall.compiling(["check.in"], python: python, strategy: "first-index") + ["--no-deps"]
                let lines = others + (extra.map { [$0] } ?? [])
                try question.write(
                    lines.map { $0.split(separator: "=", maxSplits: 1).joined(separator: " ") } + [name.normalized],
                    to: "check.in"
                )
                guard let refusal = try await refusal(of: question) else { continue }
                guard refusal.explanation.contains(where: { $0.contains("there are no versions of \(name.normalized) ") }) else { continue }
                let index = extra.map { DirectSource.redacted(String($0.dropFirst(Self.extra.count))).excerpt(limit: 80) }
                throw .noNetwork(step: call.step, line: "what \(index ?? "it") answers for \(name.normalized) names no file")
            }
        }
    }

    /// `nil`: it was accepted, or failed for what is no news.
    private func refusal(of question: InstallerCall) async throws(ResolverError) -> InstallerCall.Refusal? {
        do throws(ResolverError) {
            if case .refused(let refusal) = try await question.run() { return refusal }
        } catch {
            guard case .crashed = error else { throw error }
        }
        return nil
    }
}
