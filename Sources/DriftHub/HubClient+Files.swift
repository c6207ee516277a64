import DriftCore

extension HubClient {
    /// One file of the repository at a commit or branch; `nil`: there is none of that name.
    package func file(_ path: String, of space: SpaceName, revision: String) async throws -> [UInt8]? {
        let target = "/spaces/\(space)/resolve/\(PercentEncoding.component(revision))/\(PercentEncoding.path(path))"
        var request = HubRequest.get(target, limitBytes: limits.fileBytes)
        request.accept = "*/*"
        do {
            return try await send(request).body
        } catch HubError.refused(let refusal) where refusal.code == "EntryNotFound" {
            return nil
        }
    }
}
