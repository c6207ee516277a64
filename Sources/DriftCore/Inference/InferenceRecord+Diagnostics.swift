extension InferenceRecord {
    /// `as of 2026-07-05T07:53:08Z (the date of the served commit; a rebuild since then would be later), Python 3.13 (README)`; `nil`: nothing
    /// was worked out.
    package var summary: String? {
        guard status == .resolved, let asOf, let basis, let python else { return nil }
        let words = BuildTime(time: asOf, basis: basis, isLowerBound: isLowerBound).words
        return "as of \(asOf) (\(words)), Python \(python.version) (\(Self.words(python.origin)))"
    }

    /// What a reader of the result should know, in the order of its weight.
    package var diagnostics: [Diagnostic] {
        guard let summary else { return [Diagnostic(code: "inference.none", message: reasonForNone)] }
        let basis = Diagnostic(
            code: "inference.basis",
            message: "packages were worked out \(summary), with \(tool ?? "a resolver"); nobody saw them"
        )
        let limits = Diagnostic(
            code: "inference.limits",
            message: "uv chose, not pip; the index dates each file by its upload, and what was deleted since is not seen"
        )
        return [basis] + ofQuestion + ofPackages + [limits]
    }

    /// What is weak about what was asked: SDK, files, steps, Python.
    private var ofQuestion: [Diagnostic] {
        var result: [Diagnostic] = []
        if let overruled = overruledSDKVersion, let sdk {
            let words = "the README asks for \(sdk.name) \(overruled), the app runs \(sdk.version ?? "another"): that counts"
            result.append(Diagnostic(code: "inference.contradicted", message: words))
        }
        if filesDiffer {
            let words = "the requirements are the newest commit's; the one that is served may have had others"
            result.append(Diagnostic(code: "inference.other-commit", message: words))
        }
        if sdk?.name == "docker" {
            let places = steps.compactMap(\.place).joined(separator: ", ")
            let words =
                "the steps are the Dockerfile's own pip calls (\(places)); their layers may have come from a cache, and be older than this"
            result.append(Diagnostic(code: "inference.dockerfile", message: words))
        }
        if let recipe { result.append(Self.recipeDiagnostic(recipe)) }
        if let pythonRecipe, let python {
            let distance = Self.distance(pythonRecipe)
            let words = "nothing names the Space's Python; \(python.version) was the platform's own (\(distance))"
            result.append(Diagnostic(code: "inference.python", message: words))
        }
        if steps.contains(where: { $0.kind == .base }) {
            let words = "the platform's own layer may have come from its cache: its packages may be older than this"
            result.append(Diagnostic(code: "inference.base-layer", message: words))
        }
        return result
    }

    /// Packages that no resolver could be asked about, or not in full.
    private var ofPackages: [Diagnostic] {
        var result = steps.flatMap(\.leftOut).map { left in
            let words = "\(left.name ?? left.line): \(Self.words(left.reason)); it and what it needs are left out"
            return Diagnostic(code: "inference.left-out", message: words)
        }
        if !sourceOnly.isEmpty {
            let names = sourceOnly.joined(separator: ", ")
            let words = "\(names): no wheel as of then; what it needs itself was not read, since that runs its code"
            result.append(Diagnostic(code: "inference.source-only", message: words))
        }
        if !unavailable.isEmpty {
            let words = "\(unavailable.joined(separator: ", ")): the index does not have it as of then; left out"
            result.append(Diagnostic(code: "inference.unavailable", message: words))
        }
        return result
    }

    private var reasonForNone: String {
        let reason = explanation.first ?? "no reason is given"
        return switch status {
        case .refused: "as of \(asOf ?? "then") the resolver found no versions that go together: \(reason)"
        case .failed: "the resolver gave no answer: \(reason)"
        case .impossible, .resolved: "nothing was worked out: \(reason)"
        }
    }

    private static func recipeDiagnostic(_ recipe: Recipe) -> Diagnostic {
        Diagnostic(code: "inference.recipe", message: "the platform's steps are those of \(distance(recipe)); source: \(recipe.source)")
    }

    private static func distance(_ recipe: Recipe) -> String {
        let span = recipe.firstSeen == recipe.lastSeen ? recipe.firstSeen : "\(recipe.firstSeen) to \(recipe.lastSeen)"
        return recipe.daysAway == 0 ? span : "\(span), \(recipe.daysAway) days away"
    }

    private static func words(_ origin: InferenceFacts.Python.Origin) -> String {
        switch origin {
        case .observed: "seen in a log"
        case .readme: "README"
        case .dockerfile: "the Dockerfile's base image"
        case .era: "the platform's own at that time"
        }
    }

    private static func words(_ reason: InferenceStep.LeftOut.Reason) -> String {
        switch reason {
        case .versionControl: "a repository has no upload dates, and reading what it needs would run its code"
        case .sourceArchive: "reading what an archive needs would run its code"
        case .localPath: "the file is the build's own"
        case .legacyVersion: "its version is none that resolvers read today"
        case .otherFile: "it names another file"
        case .variable: "it holds a variable of the build"
        case .credentials: "it holds a password"
        case .unparsable: "pip does not read the line"
        }
    }
}
