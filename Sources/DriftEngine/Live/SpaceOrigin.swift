internal import DriftCore
internal import DriftHub

/// Asks what a Space was duplicated from, where its README does not say: `origin.json` of a capture, `{"originSpace": {…}}` as received.
struct SpaceOrigin: Sendable {
    let client: HubClient
    let space: HubSpace

    /// `nil`: the README says it, or the Hub says nothing. A README that names its own Space says nothing.
    func read() async throws -> EvidencePart? {
        if let named = space.card.duplicatedFrom, SpaceName(named) != space.name { return nil }
        do {
            // The field is none of those that may be asked for by name: it comes with the Hub's own choice of fields.
            let answer = try await client.unexpandedSpace(space.name).raw
            guard let origin = JSONValue.parse(answer)?["originSpace"], origin.object != nil else { return nil }
            return EvidencePart(name: "origin", content: try ContractJSON.encode(["originSpace": origin]))
        } catch let error as HubError {
            return try EvidencePart(name: "origin", refusedBy: error)
        }
    }
}
