import DriftCore
import Foundation

extension HubClient {
    /// What is asked for in every look at a Space; naming fields replaces the Hub's own choice.
    static let wholeSpace = [
        "author", "cardData", "createdAt", "datasets", "disabled", "lastModified", "models", "private", "runtime", "sdk", "sha", "siblings",
        "subdomain", "tags",
    ]
    /// What tells whether a Space changed.
    static let listedSpace = ["lastModified", "private", "runtime", "sdk", "sha"]

    /// The Spaces of a user or an organisation that the caller may see, page by page.
    ///
    /// - Parameter pages: Only the first so many pages, of up to 100 Spaces each; `nil`: all.
    package func list(author: String, pages: Int? = nil) async throws -> [HubSpace] {
        var query = [(name: "author", value: author), (name: "limit", value: "100")]
        query += Self.listedSpace.map { (name: "expand", value: $0) }
        var request = HubRequest.get("/api/spaces", query: query, limitBytes: limits.answerBytes)
        var spaces: [HubSpace] = []
        for page in 1...limits.pages {
            let answer = try await send(request)
            spaces += try decoded([LossyElement<HubSpace>].self, from: answer).compactMap(\.value)
            guard page != pages, let next = answer.nextPage else { return spaces }
            // The next page's address carries every parameter; nobody else's is followed.
            guard let target = HubOrigin(next), let own = HubOrigin(configuration.endpoint), target.isSame(as: own) else {
                throw HubError.badRedirect(url: answer.url, reason: "continues on another host")
            }
            request = HubRequest.get(next, limitBytes: limits.answerBytes)
        }
        throw HubError.unexpected(url: "\(configuration.endpoint)/api/spaces", reason: "goes on for more than \(limits.pages) pages")
    }

    /// The Space, and the answer as it came.
    package func space(_ name: SpaceName) async throws -> (value: HubSpace, raw: [UInt8]) {
        let query = Self.wholeSpace.map { (name: "expand", value: $0) }
        let answer = try await send(.get(Self.path(of: name), query: query, limitBytes: limits.answerBytes))
        return (try decoded(HubSpace.self, from: answer), answer.body)
    }

    /// One Space with what `list(author:pages:)` says of it.
    package func listedSpace(_ name: SpaceName) async throws -> HubSpace {
        let query = Self.listedSpace.map { (name: "expand", value: $0) }
        return try decoded(HubSpace.self, from: try await send(.get(Self.path(of: name), query: query, limitBytes: limits.answerBytes)))
    }

    /// The Space with the Hub's own choice of fields, among them `originSpace` and `duplicationDisabled`.
    package func unexpandedSpace(_ name: SpaceName) async throws -> (value: HubSpace, raw: [UInt8]) {
        let answer = try await send(.get(Self.path(of: name), limitBytes: limits.answerBytes))
        return (try decoded(HubSpace.self, from: answer), answer.body)
    }

    /// What the Space is doing: stage, hardware, the commit that is served.
    package func runtime(_ name: SpaceName) async throws -> (value: HubRuntime, raw: [UInt8]) {
        let answer = try await send(.get(Self.path(of: name) + "/runtime", limitBytes: limits.answerBytes))
        return (try decoded(HubRuntime.self, from: answer), answer.body)
    }

    /// Public variables as the Hub gives them: `{"K":{"value":"…","description":"…","updatedAt":"…"}}`.
    package func variables(_ name: SpaceName) async throws -> [UInt8] { try await rawObject(Self.path(of: name) + "/variables") }

    /// Names of secrets; the Hub never gives a value: `{"K":{"updatedAt":"…"}}`.
    package func secretNames(_ name: SpaceName) async throws -> [UInt8] { try await rawObject(Self.path(of: name) + "/secrets") }

    /// The commit that `revision` names, and some before it, newest first: `[{"id":"…","date":"2026-07-05T07:53:08.000Z",…}]`.
    package func commits(_ name: SpaceName, at revision: String) async throws -> [UInt8] {
        let path = Self.path(of: name) + "/commits/" + PercentEncoding.component(revision)
        let answer = try await send(.get(path, query: [(name: "limit", value: "1")], limitBytes: limits.answerBytes))
        guard (try? JSONSerialization.jsonObject(with: Data(answer.body))) is [Any] else {
            throw HubError.unexpected(url: answer.url, reason: "is not the JSON that was asked for")
        }
        return answer.body
    }

    /// What a model or dataset is just now.
    package func repository(_ kind: LinkedRepository.Kind, _ identifier: String) async throws -> LinkedRepository {
        let path = "/api/\(kind.rawValue)s/\(PercentEncoding.path(identifier))"
        let query = ["gated", "private", "sha"].map { (name: "expand", value: $0) }
        return try decoded(LinkedRepository.self, from: try await send(.get(path, query: query, limitBytes: limits.answerBytes)))
    }

    /// A JSON object, kept as it came.
    private func rawObject(_ path: String) async throws -> [UInt8] {
        let answer = try await send(.get(path, limitBytes: limits.answerBytes))
        guard (try? JSONSerialization.jsonObject(with: Data(answer.body))) is [String: Any] else {
            throw HubError.unexpected(url: answer.url, reason: "is not the JSON that was asked for")
        }
        return answer.body
    }
}
