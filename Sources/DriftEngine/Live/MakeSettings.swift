package import DriftCore
package import DriftHub

/// Makes in a Space the settings that no file holds. Secrets are left: only their owner knows the values.
package struct MakeSettings: Sendable {
    package enum Outcome: Sendable, Hashable {
        case made
        /// Left to be made by hand; the reason.
        case left(String)
    }

    private let client: HubClient

    package init(client: HubClient) { self.client = client }

    /// One outcome a step. Variables come first and hardware last: each change restarts the Space, and only the last restart may cost money.
    package func run(_ steps: [SettingStep], in space: SpaceName) async throws -> [(step: SettingStep, outcome: Outcome)] {
        var outcomes: [(step: SettingStep, outcome: Outcome)] = []
        for step in Self.ordered(steps) { outcomes.append((step, try await make(step, in: space))) }
        return outcomes
    }

    private static func ordered(_ steps: [SettingStep]) -> [SettingStep] {
        [.variable, .secret, .volume, .hardware, .sleepTime].flatMap { kind in steps.filter { $0.kind == kind } }
    }

    private func make(_ step: SettingStep, in space: SpaceName) async throws -> Outcome {
        switch step.kind {
        case .secret: return .left("only its owner knows the value")
        case .volume: return .left(step.command.map { "mount it with `\($0)`" } ?? "mount it in the Space's settings")
        case .variable:
            guard let name = step.name, let value = step.value else { return .left("the bundle does not say its value") }
            if value.contains("REDACTED") { return .left("its value looked like a token and was not kept") }
            try await client.setVariable(name, to: value, of: space)
        case .hardware:
            guard let flavor = step.value else { return .left("the bundle does not say which") }
            let runtime = try await client.requestHardware(flavor, for: space)
            if let got = runtime.requestedHardware, got != flavor { throw LiveError.otherHardware(space: space, asked: flavor, got: got) }
        case .sleepTime:
            guard let seconds = step.value.flatMap(Int.init) else { return .left("the bundle does not say how long") }
            try await client.setSleepTime(seconds, of: space)
        }
        return .made
    }
}
