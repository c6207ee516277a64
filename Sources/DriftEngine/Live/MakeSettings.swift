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

    /// What came of the steps, one outcome a step, up to the first that failed.
    package struct Report: Sendable {
        package var outcomes: [(step: SettingStep, outcome: Outcome)] = []
        /// What was made before it stays.
        package var failure: (any Error)?

        package init() {}

        package var made: [SettingStep] { outcomes.filter { $0.outcome == .made }.map(\.step) }
    }

    /// Variables come first, then what may cost money: each change restarts the Space.
    package func run(_ steps: [SettingStep], in space: SpaceName) async throws(CancellationError) -> Report {
        var report = Report()
        for step in Self.ordered(steps) {
            do {
                report.outcomes.append((step, try await make(step, in: space)))
            } catch let error as CancellationError {
                throw error
            } catch {
                report.failure = error
                return report
            }
        }
        return report
    }

    /// Why a step is left to the owner; `nil`: it can be made.
    package static func obstacle(to step: SettingStep) -> String? {
        switch step.kind {
        case .secret: "only its owner knows the value"
        case .volume: step.command.map { "mount it with `\($0)`" } ?? "mount it in the Space's settings"
        case .variable where step.name == nil || step.value == nil: "the bundle does not say its value"
        case .variable where step.value?.contains("REDACTED") == true: "its value looked like a token and was not kept"
        case .hardware where step.value == nil: "the bundle does not say which"
        case .sleepTime where step.value.flatMap(Int.init) == nil: "the bundle does not say how long"
        case .variable, .hardware, .sleepTime: nil
        }
    }

    /// Variables first, then what is left to people, then the hardware, and behind it the sleep time, which goes with it.
    package static func ordered(_ steps: [SettingStep]) -> [SettingStep] {
        [.variable, .secret, .volume, .hardware, .sleepTime].flatMap { kind in steps.filter { $0.kind == kind } }
    }

    private func make(_ step: SettingStep, in space: SpaceName) async throws -> Outcome {
        if let reason = Self.obstacle(to: step) { return .left(reason) }
        let value = step.value ?? ""
        switch step.kind {
        case .secret, .volume: break
        case .variable: try await client.setVariable(step.name ?? "", to: value, of: space)
        case .hardware:
            let runtime = try await client.requestHardware(value, for: space)
            if let got = runtime.requestedHardware, got != value { throw LiveError.otherHardware(space: space, asked: value, got: got) }
        case .sleepTime: try await client.setSleepTime(Int(value) ?? 0, of: space)
        }
        return .made
    }
}
