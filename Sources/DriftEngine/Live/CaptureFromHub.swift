package import DriftCore
package import DriftHub
package import Foundation

/// Takes a capture through the Hub's API: everything that the caller's rights allow, and a word on everything that they do not.
///
/// The result is the directory of `docs/Captures.md` in memory, without tokens. Throws `HubError` where the Space itself cannot be looked at, and
/// where the Hub or the way to it failed for the moment: half a look must not pass for a whole one.
package struct CaptureFromHub: Sendable {
    package struct Result: Sendable, Hashable {
        package var capture: Capture
        /// How many tokens each file held, before they were taken out.
        package var tokens: [String: Int]
        package var space: HubSpace
        package var runtime: HubRuntime
        /// Why something may not be read, or what of it is missing, as in `reasons.json`: `"build-log": "not allowed with this token (403)"`.
        package var reasons: [String: String]
    }

    private let client: HubClient
    private let parts: CaptureParts
    private let now: @Sendable () -> Date

    package init(client: HubClient, parts: CaptureParts = .all, now: @escaping @Sendable () -> Date = { Date() }) {
        self.client = client
        self.parts = parts
        self.now = now
    }

    /// The files alone, without tokens.
    package func capture(_ name: SpaceName) async throws -> Capture { try await run(name).capture }

    /// One look: all parts are asked for at once.
    package func run(_ name: SpaceName) async throws -> Result {
        let takenAt = now().formatted(.iso8601)
        let space = try await client.space(name)
        async let runtimeAnswer = wanted(.runtime) { try await answer("runtime") { try await client.runtime(name).raw } }
        async let variables = wanted(.settings) { try await answer("variables") { try await client.variables(name) } }
        async let secrets = wanted(.settings) { try await answer("secrets") { try await client.secretNames(name) } }
        async let buildLog = wanted(.buildLog) { try await log(.build, of: name) }
        async let runLog = wanted(.runLog) { try await log(.run, of: name) }
        async let files = wanted(.files) { try await RepositoryFiles(client: client, space: space.value).read() }
        async let image = wanted(.image) { try await ImageEvidence(client: client, space: space.value).read() }
        async let linked = wanted(.linked) { try await LinkedRepositories(client: client, space: space.value).read() }
        async let origin = wanted(.origin) { try await SpaceOrigin(client: client, space: space.value).read() }
        async let application = wanted(.application) { try await RunningApplication(client: client, space: space.value).read() }

        var draft = CaptureDraft()
        draft.files["space.json"] = space.raw
        // It was renamed, or moved to another owner, and the Hub passes the old name on.
        if space.value.name != name { draft.reasons["space"] = "the Hub calls it \(space.value.name) by now" }
        draft.add(try await runtimeAnswer, as: "runtime.json")
        draft.add(try await variables, as: "variables.json")
        draft.add(try await secrets, as: "secrets.json")
        let build = try await buildLog
        draft.add(build, as: "logs/build-001.log")
        // Without a banner the commit's date is the next best word on when the Space was built.
        if let build, build.content == nil, let commit = space.value.runtime?.servedCommit ?? space.value.commit {
            draft.add(try await answer("commits") { try await client.commits(name, at: commit) }, as: "commits.json")
        }
        draft.add(try await runLog, as: "logs/run-001.log")
        if let files = try await files { draft.add(files) }
        if let image = try await image { try draft.add(image) }
        draft.files["linked.json"] = try await linked ?? nil
        draft.add(try await origin ?? nil, as: "origin.json")
        draft.add(try await application ?? nil, as: "config.json")
        return try Self.result(of: draft, name, space.value, takenAt: takenAt)
    }

    private static func result(of draft: CaptureDraft, _ name: SpaceName, _ space: HubSpace, takenAt: String) throws -> Result {
        var draft = draft
        if !draft.reasons.isEmpty { draft.files["reasons.json"] = try ContractJSON.encode(draft.reasons) }
        let metadata = CaptureMetadata(space: name, takenAt: takenAt, origin: "hub", readable: draft.readable)
        let (capture, tokens) = SecretRedaction.redacting(Capture(metadata: metadata, files: draft.files))
        return Result(
            capture: capture,
            tokens: tokens,
            space: space,
            runtime: Self.runtime(draft.files) ?? space.runtime ?? HubRuntime(),
            reasons: draft.reasons
        )
    }

    private static func runtime(_ files: [String: [UInt8]]) -> HubRuntime? {
        files["runtime.json"].flatMap { try? JSONDecoder().decode(HubRuntime.self, from: Data($0)) }
    }

    /// `nil`: nobody asks for it.
    private func wanted<Value: Sendable>(_ part: CaptureParts, _ body: @Sendable () async throws -> Value) async throws -> Value? {
        parts.contains(part) ? try await body() : nil
    }

    private func answer(_ name: String, _ body: @Sendable () async throws -> [UInt8]) async throws -> EvidencePart {
        do {
            return EvidencePart(name: name, content: try await body())
        } catch let error as HubError {
            return try EvidencePart(name: name, refusedBy: error)
        }
    }

    private func log(_ kind: LogKind, of space: SpaceName) async throws -> EvidencePart {
        let name = "\(kind.rawValue)-log"
        do {
            let log = try await client.log(kind, of: space)
            return EvidencePart(name: name, content: log.text.isEmpty ? nil : log.text, reason: Self.shortfall(log))
        } catch let error as HubError {
            return try EvidencePart(name: name, refusedBy: error)
        }
    }

    /// What is missing from a log that was read.
    private static func shortfall(_ log: HubLog) -> String? {
        switch log.end {
        case .tooLong: "longer than driftd takes; its end is missing"
        case .tooSlow: "it went on for longer than driftd waits; its end is missing"
        case .broken: "the connection broke; its end is missing"
        case .silence where log.text.isEmpty: "the Hub sent nothing"
        case .closed, .silence, .caughtUp, .stopped:
            log.malformedCount == 0 ? nil : "\(log.malformedCount) events were not the JSON they should be"
        }
    }
}
