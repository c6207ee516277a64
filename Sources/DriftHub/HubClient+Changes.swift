import DriftCore
import Foundation

extension HubClient {
    /// A file as a commit sets it.
    package struct CommitFile: Sendable, Hashable {
        package var path: String
        package var content: [UInt8]

        package init(path: String, content: [UInt8]) {
            self.path = path
            self.content = content
        }
    }

    package struct CommitResult: Sendable, Hashable, Decodable {
        /// The new commit, 40 hexadecimal digits.
        package var commitOid: String
        package var commitUrl: String?
        package var pullRequestUrl: String?
    }

    /// Sets files in one commit on `main`, or as a pull request, which needs no right to write.
    ///
    /// - Parameter parent: The commit that the files were made for: the Hub refuses if the branch has moved on.
    package func commit(
        _ files: [CommitFile],
        to space: SpaceName,
        summary: String,
        description: String,
        parent: String,
        asPullRequest: Bool
    ) async throws -> CommitResult {
        var request = change("POST", space, "/commit/main", body: try Self.lines(files, summary, description, parent))
        request.contentType = "application/x-ndjson"
        if asPullRequest { request.query = [(name: "create_pr", value: "1")] }
        return try decoded(CommitResult.self, from: try await send(request))
    }

    /// `{"key":"header","value":{…}}`, then one `{"key":"file","value":{…}}` a file, as the official client sends them.
    private static func lines(_ files: [CommitFile], _ summary: String, _ description: String, _ parent: String) throws -> [UInt8] {
        struct Line<Value: Encodable>: Encodable {
            var key: String
            var value: Value
        }
        struct Header: Encodable { var summary, description, parentCommit: String }
        struct File: Encodable { var content, path, encoding: String }
        var body = Array(
            try JSONEncoder().encode(Line(key: "header", value: Header(summary: summary, description: description, parentCommit: parent)))
        )
        for file in files {
            let value = File(content: Data(file.content).base64EncodedString(), path: file.path, encoding: "base64")
            body += [UInt8(ascii: "\n")] + Array(try JSONEncoder().encode(Line(key: "file", value: value)))
        }
        return body + [UInt8(ascii: "\n")]
    }

    /// What the Hub finds wrong with a README's front matter; empty: nothing.
    package func readmeErrors(_ readme: [UInt8]) async throws -> [String] {
        struct Question: Encodable { var content, repoType: String }
        struct Item: Decodable { var message: String? }
        struct Reply: Decodable { var errors: [Item]? }
        let body = try JSONEncoder().encode(Question(content: String(decoding: readme, as: UTF8.self), repoType: "space"))
        var request = HubRequest(
            method: "POST",
            target: "/api/validate-yaml",
            body: Array(body),
            isRepeatable: true,
            limitBytes: limits.answerBytes
        )
        request.contentType = "application/json"
        do {
            return try decoded(Reply.self, from: try await send(request)).errors?.compactMap(\.message) ?? []
        } catch HubError.refused(let refusal) where refusal.status == 400 {
            return [refusal.words ?? "no reason was given"]
        }
    }

    // Each of these restarts the Space. Setting the same twice is as good as once, so that a lost answer costs nothing.

    /// A public variable, new or not.
    package func setVariable(_ name: String, to value: String, of space: SpaceName) async throws {
        struct Body: Encodable { var key, value: String }
        _ = try await send(try change("POST", space, "/variables", json: Body(key: name, value: value), isRepeatable: true))
    }

    /// What the Hub answers may name other hardware than was asked for.
    package func requestHardware(_ flavor: String, for space: SpaceName) async throws -> HubRuntime {
        struct Body: Encodable { var flavor: String }
        let request = try change("POST", space, "/hardware", json: Body(flavor: flavor), isRepeatable: true)
        return try decoded(HubRuntime.self, from: try await send(request))
    }

    /// - Parameter seconds: Without visitors; -1: never.
    package func setSleepTime(_ seconds: Int, of space: SpaceName) async throws {
        struct Body: Encodable { var seconds: Int }
        _ = try await send(try change("POST", space, "/sleeptime", json: Body(seconds: seconds), isRepeatable: true))
    }

    /// Makes a private copy with the whole history.
    ///
    /// - Returns: The copy's address.
    package func duplicate(
        _ original: SpaceName,
        as copy: SpaceName,
        hardware: String?,
        sleepTimeSeconds: Int?,
        variables: [String: String]
    ) async throws -> String {
        struct Variable: Encodable { var key, value: String }
        struct Body: Encodable {
            var repository: String
            var visibility = "private"
            var hardware: String?
            var sleepTimeSeconds: Int?
            var variables: [Variable]
        }
        struct Reply: Decodable { var url: String }
        let pairs = variables.sorted { $0.key < $1.key }.map { Variable(key: $0.key, value: $0.value) }
        let body = Body(repository: copy.description, hardware: hardware, sleepTimeSeconds: sleepTimeSeconds, variables: pairs)
        let request = try change("POST", original, "/duplicate", json: body, isRepeatable: false)
        return try decoded(Reply.self, from: try await send(request)).url
    }

    /// What a flavor of hardware costs an hour: `GET /api/spaces/hardware`. By flavor, in US dollars.
    package func hardwarePrices() async throws -> [String: Double] {
        struct Item: Decodable {
            var name: String
            var unitCostUSD: Double?
        }
        let answer = try await send(.get("/api/spaces/hardware", limitBytes: limits.answerBytes))
        let items = try decoded([LossyElement<Item>].self, from: answer).compactMap(\.value)
        return Dictionary(items.compactMap { item in item.unitCostUSD.map { (item.name, $0) } }) { first, _ in first }
    }

    /// Whose token it is, and whether they pay: `GET /api/whoami-v2`, which the Hub limits more strictly than other calls.
    package func account() async throws -> HubAccount {
        try decoded(HubAccount.self, from: try await send(.get("/api/whoami-v2", limitBytes: limits.answerBytes)))
    }

    private func change(_ method: String, _ space: SpaceName, _ path: String, body: [UInt8], isRepeatable: Bool = false) -> HubRequest {
        HubRequest(
            method: method,
            target: Self.path(of: space) + path,
            body: body,
            contentType: "application/json",
            isRepeatable: isRepeatable,
            limitBytes: limits.answerBytes
        )
    }

    private func change(_ method: String, _ space: SpaceName, _ path: String, json: some Encodable, isRepeatable: Bool) throws -> HubRequest
    {
        change(method, space, path, body: Array(try JSONEncoder().encode(json)), isRepeatable: isRepeatable)
    }
}
