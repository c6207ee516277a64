internal import DriftCore
internal import DriftHub

/// What a running Gradio app says of itself: `GET /config` at its own address, without the caller's token, since the app is somebody else's.
///
/// Only an app that runs is asked: a call would wake a sleeping one.
struct RunningApplication: Sendable {
    /// Fields that are the same at every start, and small.
    private static let kept: Set<String> = ["version", "api_prefix", "protocol", "space_id", "mode"]
    private static let timeLimit = Duration.seconds(10)

    let client: HubClient
    let space: HubSpace

    /// `nil`: it is not asked.
    func read() async throws -> EvidencePart? {
        guard space.sdk == "gradio", space.isPrivate != true, space.runtime?.stage == "RUNNING", let address else { return nil }
        var configuration = client.configuration
        configuration.endpoint = address
        configuration.token = nil
        configuration.limits.answerTimeout = Self.timeLimit
        configuration.limits.idleTimeout = Self.timeLimit
        let body: [UInt8]
        do {
            body = try await GradioClient.with(configuration, timeLimit: Self.timeLimit) { try await $0.configuration() }
        } catch HubError.refused(let refusal) where refusal.status == 404 {
            // An app of another make.
            return nil
        } catch let error as HubError {
            // An app in trouble is no reason to lose the look at its Space.
            return EvidencePart(name: "config", unreadableFor: error.message)
        }
        guard let answer = JSONValue.parse(body)?.object, answer["version"]?.text != nil else {
            return EvidencePart(name: "config", unreadableFor: "the app's /config is no Gradio app's")
        }
        return EvidencePart(name: "config", content: try ContractJSON.encode(answer.filter { Self.kept.contains($0.key) }))
    }

    /// A Space's owner may point other domains at it, and those anywhere: the Hub's own are taken, and this machine's, where the Hub is there too.
    private var address: String? {
        let isLocal = client.configuration.endpoint.hasPrefix("http://127.0.0.1:")
        for domain in space.runtime?.domains ?? [] {
            let host = domain.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            if host.contains("@") { continue }
            if host.hasSuffix(".hf.space"), host == domain { return "https://\(domain)" }
            if isLocal, host.hasPrefix("127.0.0.1:") { return "http://\(domain)" }
        }
        return nil
    }
}
