package import DriftCore
package import DriftHub

/// The faithful duplicate: private, on the original's hardware, with its variables, and with a list of what only people can bring along.
package struct DuplicateSpace: Sendable {
    /// What will be created, stated before it is.
    package struct Plan: Sendable, Hashable, Encodable {
        package var original: SpaceName
        package var copy: SpaceName
        @ExplicitNull package var sdk: String?
        @ExplicitNull package var sdkVersion: String?
        /// `nil`: a static Space, which has none.
        @ExplicitNull package var hardware: String?
        /// US dollars an hour; `nil`: the Hub does not say.
        @ExplicitNull package var pricePerHour: Double?
        @ExplicitNull package var sleepTimeSeconds: Int?
        /// Names; the values are copied.
        package var variables: [String]
        /// To be made anew; `nil`: their names may not be read.
        @ExplicitNull package var secrets: [String]?
        /// One sentence each.
        package var notes: [String]

        /// Values are not for showing: people put tokens there.
        var variableValues: [String: String]

        private enum CodingKeys: String, CodingKey {
            case original, copy, sdk, sdkVersion, hardware, pricePerHour, sleepTimeSeconds, variables, secrets, notes
        }
    }

    private let client: HubClient

    package init(client: HubClient) { self.client = client }

    /// Changes nothing.
    ///
    /// - Parameter hardware: Another than the original's.
    package func plan(_ original: SpaceName, as copy: SpaceName, hardware: String? = nil) async throws -> Plan {
        guard client.configuration.token != nil else { throw HubError.noToken(purpose: "duplicating a Space") }
        let space = try await client.unexpandedSpace(original).value
        if space.isDuplicationDisabled == true { throw LiveError.notDuplicable(space: original, reason: "its owner has turned that off") }
        try await requireAbsent(copy)
        let runtime = try await client.runtime(original).value
        let flavor = hardware ?? runtime.requestedHardware ?? runtime.currentHardware
        if flavor == nil, space.sdk != "static" {
            throw LiveError.notDuplicable(space: original, reason: "the Hub does not show its hardware; name one with --hardware")
        }
        let variables = try await readable { HubAnswers(["variables.json": try await client.variables(original)]).variables }
        let secrets = try await readable { HubAnswers(["secrets.json": try await client.secretNames(original)]).secretNames }
        let price = try await flavor.asyncMap { flavor in try await client.hardwarePrices()[flavor] } ?? nil
        let account = try await client.account()
        var plan = Plan(
            original: original,
            copy: copy,
            sdk: space.sdk,
            sdkVersion: space.card.sdkVersion,
            hardware: flavor,
            pricePerHour: price,
            sleepTimeSeconds: flavor == "cpu-basic" ? nil : runtime.sleepTimeSeconds,
            variables: (variables ?? [:]).keys.sorted(),
            secrets: secrets,
            notes: [],
            variableValues: variables ?? [:]
        )
        plan.notes = Self.notes(plan, account: account, hasVariables: variables != nil)
        return plan
    }

    /// - Returns: The copy's address. It is created, and then builds for minutes.
    package func carryOut(_ plan: Plan) async throws -> String {
        let url = try await client.duplicate(
            plan.original,
            as: plan.copy,
            hardware: plan.hardware,
            sleepTimeSeconds: plan.sleepTimeSeconds,
            variables: plan.variableValues
        )
        // The Hub has been seen to answer a wish for a GPU with a CPU, and say nothing.
        let got = try await client.runtime(plan.copy).value.requestedHardware
        if let asked = plan.hardware, got != asked { throw LiveError.otherHardware(space: plan.copy, asked: asked, got: got ?? "none") }
        return url
    }

    private func requireAbsent(_ copy: SpaceName) async throws {
        do {
            _ = try await client.unexpandedSpace(copy)
        } catch HubError.refused(let refusal) where refusal.isMissing {
            return
        }
        throw LiveError.exists(space: copy)
    }

    /// `nil`: the caller may not read it.
    private func readable<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value? {
        do {
            return try await body()
        } catch HubError.refused(let refusal) where refusal.isMissing || refusal.isForbidden {
            return nil
        }
    }

    private static func notes(_ plan: Plan, account: HubAccount, hasVariables: Bool) -> [String] {
        var notes: [String] = []
        if let price = plan.pricePerHour, price > 0 { notes.append("it costs money for as long as it runs: pause it when you are done") }
        if plan.hardware != nil, plan.pricePerHour == nil {
            notes.append("the Hub names no price for \(plan.hardware ?? ""): look it up before you go on")
        }
        if account.isPro != true, plan.sdk != "static" {
            notes.append(
                plan.hardware == "zero-a10g"
                    ? "without a paid plan an account may have two ZeroGPU Spaces"
                    : "Gradio and Docker Spaces need a paid plan (PRO, Team, Enterprise); \(account.name) has no PRO plan"
            )
        }
        if !hasVariables { notes.append("its variables may not be read; the Hub copies those that are public") }
        if plan.secrets == nil {
            notes.append("the names of its secrets may not be read: ask the owner, or look for os.environ in its code")
        }
        notes.append("it is built with today's packages: `driftd diff` shows what drifted, `driftd pin` restores it")
        return notes
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
        if let self { try await body(self) } else { nil }
    }
}
