internal import DriftCore
internal import DriftHub

/// Asks the Hub what the caller's token may do with the models and datasets that an app names.
struct RepositoryAnswers: Sendable {
    let hub: HubConfiguration

    /// An app names a handful; a hostile one names thousands.
    private static let limit = 30

    /// `datasets`: those that are loaded as datasets.
    func read(models: Set<String>, datasets: Set<String>) async throws -> [String: RepositoryAccess] {
        let named =
            models.sorted().map { (LinkedRepository.Kind.model, $0) } + datasets.sorted().map { (LinkedRepository.Kind.dataset, $0) }
        let asked = named.filter { LinkedRepositories.isName($0.1) }.prefix(Self.limit)
        if asked.isEmpty { return [:] }
        var configuration = hub
        // A question beside the point is not worth a minute of tries.
        configuration.retries.attempts = 1
        return try await HubClient.with(configuration) { client in
            var result: [String: RepositoryAccess] = [:]
            for (kind, name) in asked {
                try Task.checkCancellation()
                result[name] = await Self.access(client, kind, name)
                // Who does not answer once keeps silent for the others too.
                if case .unknown = result[name]?.state { break }
            }
            return result
        }
    }

    private static func access(_ client: HubClient, _ kind: LinkedRepository.Kind, _ name: String) async -> RepositoryAccess {
        do {
            let repository = try await client.repository(kind, name)
            if let gate = repository.gate { return RepositoryAccess(.gated(gate), commit: repository.commit) }
            return RepositoryAccess(repository.isPrivate == true ? .isPrivate : .open, commit: repository.commit)
        } catch HubError.refused(let refusal) where refusal.code == "GatedRepo" {
            return RepositoryAccess(.gated("manual"))
        } catch HubError.refused(let refusal) where refusal.isMissing {
            return RepositoryAccess(.absent)
        } catch let error as HubError {
            return RepositoryAccess(.unknown(error.message))
        } catch {
            return RepositoryAccess(.unknown("interrupted"))
        }
    }
}
