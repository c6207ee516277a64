package import DriftCore
internal import DriftResolver

extension TryPins {
    package enum LockResult: Sendable, Hashable {
        case locked(LockDocument)
        /// For the bundle: why there is none.
        case left(reason: String)
    }

    /// The hashes of all files of `packages`, as the index has them today; of the same day, the same.
    ///
    /// - Parameters:
    ///   - indexes: options: `--extra-index-url https://…`.
    ///   - python: `3.13`
    package func lock(_ packages: [ExportedPackage], indexes: [String], python: String?) async throws -> LockResult {
        guard let python else { return .left(reason: "nothing shows which Python it is for") }
        do {
            let requirements = try LockDocument.requirements(of: packages)
            let document = requirements.isEmpty ? "" : try await document(requirements, indexes: indexes, python: python)
            return .locked(try LockDocument(packages: packages, document: document, python: PythonInterpreter.minor(of: python)))
        } catch let error as ResolverError {
            if case .interrupted = error { throw VerifyError.resolver(error) }
            if case .programMissing = error { return .left(reason: "uv, which asks for the hashes, was not at hand") }
            return .left(reason: Self.reason(error))
        } catch let fault as LockDocument.Fault {
            return .left(reason: Self.reason(fault))
        }
    }

    private func document(_ requirements: [String], indexes: [String], python: String) async throws -> String {
        let environment = access.environment
        let tool = try await ResolverTool.find(in: environment, python: python, uv: access.uv)
        guard case .uv = tool else { throw ResolverError.programMissing("uv") }
        let cache = access.cache(of: tool.description, python: python, asOf: asOf)
        let key = ["pylock.toml"] + indexes + requirements
        if let known = cache.text(for: key) { return known }
        let directory = try TemporaryDirectory(for: environment, prefix: "driftd-lock")
        defer { directory.remove() }
        access.onLine?("asking \(tool.description) for the hashes of \(requirements.count) packages")
        let lookup = FileHashLookup(ToolSession(environment: environment, directory: directory, timeLimit: timeLimit), isImpatient: true)
        switch try await lookup.run(requirements: requirements, indexes: indexes, python: python) {
        case .found(let document):
            cache.keep(document, for: key)
            return document
        case .refused(let explanation):
            throw LockDocument.Fault.absent([FeasibilitySearch.summary(of: explanation)])
        }
    }

    private static func reason(_ fault: LockDocument.Fault) -> String {
        switch fault {
        case .unlockable(let reasons): "a lock has to hold everything: \(list(reasons))"
        case .withoutHash(let names): "the index gives no hash for \(list(names))"
        case .absent(let explanation): "the index does not have everything: \(list(explanation))"
        }
    }

    private static func list(_ texts: [String]) -> String { texts.listed(upTo: 3, separator: "; ", last: "; and ") }
}
