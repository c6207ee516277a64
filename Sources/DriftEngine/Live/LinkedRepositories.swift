internal import DriftHub
internal import Foundation

/// The commits of the models and datasets that a Space uses, `linked.json` in a capture: they move under an app as packages do.
///
///     {"schema": "driftd.linked/1", "models": {"openai/whisper-base": {"sha": "e37978b9…", "gated": null, "reason": null}}, "datasets": {}}
struct LinkedRepositories: Sendable {
    static let schema = "driftd.linked/1"
    /// Lists of models are also used as advertisement; so many are looked up.
    static let limit = 30

    private struct Document: Encodable {
        var schema = LinkedRepositories.schema
        var models: [String: Entry] = [:]
        var datasets: [String: Entry] = [:]
    }

    private struct Entry: Encodable {
        var sha: String?
        var gated: String?
        /// Why there is no commit.
        var reason: String?

        private enum Key: String, CodingKey { case sha, gated, reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(sha, forKey: .sha)
            try container.encode(gated, forKey: .gated)
            try container.encode(reason, forKey: .reason)
        }
    }

    let client: HubClient
    let space: HubSpace

    /// `nil`: the Space uses none.
    func read() async throws -> [UInt8]? {
        // `org/model file1,file2 <commit>`: the first word counts.
        let preloads = space.card.preloads.compactMap { $0.split(separator: " ").first.map(String.init) }
        let models = Set(space.models + preloads).filter(Self.isName).sorted().prefix(Self.limit)
        let datasets = Set(space.datasets).filter(Self.isName).sorted().prefix(Self.limit)
        if models.isEmpty, datasets.isEmpty { return nil }
        var document = Document()
        for model in models { document.models[model] = try await entry(.model, model) }
        for dataset in datasets { document.datasets[dataset] = try await entry(.dataset, dataset) }
        return try ContractJSON.encode(document)
    }

    private func entry(_ kind: LinkedRepository.Kind, _ name: String) async throws -> Entry {
        do {
            let repository = try await client.repository(kind, name)
            return Entry(sha: repository.commit, gated: repository.gate)
        } catch HubError.refused(let refusal) where !refusal.isTransient && !refusal.isBadToken {
            return Entry(reason: refusal.sentence)
        }
    }

    /// `gpt2`, `org/name`: whatever else a README lists is not asked for.
    static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.count <= 96 && part != "." && part != ".."
                    && part.utf8.allSatisfy {
                        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_.".utf8.contains($0)
                    }
            }
    }
}
