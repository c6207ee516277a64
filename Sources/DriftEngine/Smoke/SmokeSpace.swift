package import DriftCore
package import DriftHub

/// The smallest realistic call of a Space, with the caller's token.
package struct SmokeSpace: Sendable {
    /// What to call: a Space's name, or an app's address.
    package enum Target: Sendable, Hashable {
        case space(SpaceName)
        case address(String)

        package init?(_ text: String) {
            if text.hasPrefix("https://") || text.hasPrefix("http://") {
                var address = text
                while address.hasSuffix("/") { address.removeLast() }
                guard HubConfiguration.isAddress(address) else { return nil }
                self = .address(address)
            } else if let space = SpaceName(text) {
                self = .space(space)
            } else {
                return nil
            }
        }
    }

    private let configuration: HubConfiguration
    /// Endpoints under `@spaces.GPU` may be called too, which books quota.
    private let allowsGPU: Bool
    private let timeLimit: Duration

    package init(configuration: HubConfiguration, allowsGPU: Bool, timeLimit: Duration) {
        self.configuration = configuration
        self.allowsGPU = allowsGPU
        self.timeLimit = timeLimit
    }

    /// Throws `HubError` where the app, or the Hub, does not answer, and `LiveError.notRunning`.
    package func run(_ target: Target, original: Target?) async throws -> SmokeReport {
        let place = try await place(of: target)
        var report = try await probe(place)
        report.commit = place.commit
        if let original {
            let source = try await self.place(of: original)
            // Somebody else's app is not called, so it need not see the caller's token; a private one answers nobody without.
            let theirs = try await interface(at: source.address, withToken: source.isPrivate)
            let mine = try await interface(at: report.address, withToken: true)
            report.differences = mine.differences(from: theirs)
        }
        if report.isOnGPU {
            report.paidHardware = SmokeReport.paidHardware(after: report.outcome, bucket: report.bucket, report.differences)
        }
        return report
    }

    /// Where an app answers, and what the Hub says of it.
    private struct Place {
        var address: String
        var commit: String?
        /// Of an address alone neither is known.
        var isOnZeroGPU = false
        var isPrivate = false
    }

    private func place(of target: Target) async throws -> Place {
        switch target {
        case .address(let address): return Place(address: address)
        case .space(let space):
            let raw = try await HubClient.with(configuration) { try await $0.unexpandedSpace(space).raw }
            let answer = JSONValue.parse(raw)
            guard let host = answer?["host"]?.text, host.hasPrefix("http") else { throw LiveError.notRunning(space: space) }
            let hardware = answer?["runtime"]?["hardware"]?["current"]?.text
            return Place(
                address: host,
                commit: answer?["sha"]?.text,
                isOnZeroGPU: hardware?.hasPrefix("zero-") == true,
                isPrivate: answer?["private"]?.isTrue == true
            )
        }
    }

    private func application(at address: String) -> HubConfiguration {
        var application = configuration
        application.endpoint = address
        if !Self.mayHaveToken(address) { application.token = nil }
        return application
    }

    /// The token goes to Spaces, encrypted, and to this machine; never to an address that merely was typed in.
    static func mayHaveToken(_ address: String) -> Bool {
        let parts = address.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count >= 2, !parts[1].contains("@") else { return false }
        let host = parts[1].prefix { $0 != ":" }.lowercased()
        return host == "127.0.0.1" || host == "localhost"
            || parts[0] == "https:" && (host.hasSuffix(".hf.space") || host == "huggingface.co")
    }

    private func interface(at address: String, withToken: Bool) async throws -> GradioInterface {
        var application = application(at: address)
        if !withToken { application.token = nil }
        return try await GradioClient.with(application, timeLimit: timeLimit) { try await Self.interface(of: $0, at: address) }
    }

    private static func interface(
        of client: GradioClient,
        at address: String,
        isOnZeroGPU: Bool = false
    ) async throws -> GradioInterface {
        guard let configuration = JSONValue.parse(try await client.configuration()), configuration.object != nil else {
            throw HubError.unexpected(url: address + "/config", reason: "is no Gradio app's")
        }
        let interface = JSONValue.parse(try await client.interface(prefix: GradioInterface.prefix(of: configuration)))
        return GradioInterface(configuration: configuration, interface: interface, isOnZeroGPU: isOnZeroGPU)
    }

    private func probe(_ place: Place) async throws -> SmokeReport {
        let allowsGPU = allowsGPU
        return try await GradioClient.with(application(at: place.address), timeLimit: timeLimit) { client in
            let interface = try await Self.interface(of: client, at: place.address, isOnZeroGPU: place.isOnZeroGPU)
            var report = SmokeReport(
                address: place.address,
                gradio: interface.version,
                endpoints: interface.endpoints.map(\.name),
                outcome: .skipped
            )
            let callable = interface.endpoints.filter(\.isCallable)
            // The fewest inputs: the smallest call.
            let chosen = callable.filter { allowsGPU || !$0.usesGPU }.min { $0.parameters.count < $1.parameters.count }
            guard let chosen else {
                report.reason =
                    interface.endpoints.isEmpty
                    ? "the app offers no endpoint"
                    : callable.isEmpty
                        ? "no endpoint whose inputs all have defaults"
                        : "the endpoints with defaults run on ZeroGPU, or may, which books quota: --gpu allows it"
                return report
            }
            report.called = chosen.name
            report.isOnGPU = chosen.usesGPU
            Self.add(try await Self.call(chosen, prefix: interface.prefix, by: client), to: &report)
            return report
        }
    }

    private struct QueuedInputs: Encodable {
        var data: [JSONValue]
        var function: Int
        var session: String

        private enum CodingKeys: String, CodingKey { case data, function = "fn_index", session = "session_hash" }
    }

    private static func call(_ endpoint: GradioInterface.Endpoint, prefix: String, by client: GradioClient) async throws
        -> GradioClient.Outcome
    {
        let data = endpoint.parameters.map { $0.standard ?? .null }
        guard let function = endpoint.function else {
            return try await client.call(endpoint.name, prefix: prefix, inputs: try ContractJSON.encode(["data": data]))
        }
        let session = "driftd" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let inputs = try ContractJSON.encode(QueuedInputs(data: data, function: function, session: session))
        return try await client.queuedCall(prefix: prefix, inputs: inputs, session: session)
    }

    /// `{"error": "…", "title": "ZeroGPU quota exceeded"}`; `null` where the app hides its errors.
    private static func add(_ outcome: GradioClient.Outcome, to report: inout SmokeReport) {
        report.outcome = outcome.isSuccess ? .succeeded : .failed
        guard !outcome.isSuccess else { return }
        let whole = JSONValue.parse(outcome.data)
        let data = whole?["output"] ?? whole
        let words = [
            data?["title"]?.text.flatMap { $0 == "Error" ? nil : $0 }, data?["error"]?.text ?? data?["message"]?.text ?? data?.text,
        ].compactMap(\.self)
        guard !words.isEmpty else {
            report.reason = "the app does not say why; its run log does"
            return
        }
        let text = String(words.joined(separator: ": ").prefix(500))
        report.reason = text
        let bucket = Triage.verdict(on: [TriageText(words.joined(separator: "\n") + "\n")]).bucket
        if bucket != .unknown, bucket != .none { report.bucket = bucket }
    }
}
