internal import DriftCore
internal import DriftHub
internal import Foundation

/// The commits of the models and datasets that a Space uses, `linked.json` in a capture: they move under an app as packages do.
///
///     {"schema": "driftd.linked/1", "models": {"openai/whisper-base": {"sha": "e37978b9…", "revision": null, "gated": null, "reason": null}}, "datasets": {}}
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
        @ExplicitNull var sha: String? = nil
        /// The commit that the Space asks for.
        @ExplicitNull var revision: String? = nil
        @ExplicitNull var gated: String? = nil
        /// Why there is no commit.
        @ExplicitNull var reason: String? = nil
    }

    let client: HubClient
    let space: HubSpace

    /// `nil`: the Space uses none.
    func read() async throws -> [UInt8]? {
        // `org/model file1,file2 <commit>`: a commit stands behind a list of files only.
        let preloads = space.card.preloads.map { $0.split(separator: " ").map(String.init) }
        let pinned = Dictionary(preloads.filter { $0.count > 2 }.map { ($0[0], $0[2]) }) { first, _ in first }
        let models = Set(space.models + preloads.compactMap(\.first)).filter(Self.isName).sorted().prefix(Self.limit)
        let datasets = Set(space.datasets).filter(Self.isName).sorted().prefix(Self.limit)
        if models.isEmpty, datasets.isEmpty { return nil }
        var document = Document()
        for model in models {
            document.models[model] = try await entry(.model, model)
            document.models[model]?.revision = pinned[model]
        }
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
                        $0.isAlphanumeric || "-_.".utf8.contains($0)
                    }
            }
    }
}
