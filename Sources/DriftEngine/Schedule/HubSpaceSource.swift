package import DriftCore
package import DriftHub

/// The Hub as the schedule sees it.
package struct HubSpaceSource: SpaceSource {
    private let client: HubClient

    package init(client: HubClient) { self.client = client }

    package var calls: Int { client.traffic.calls }

    package func list(owner: String) async throws -> [SpaceName: ListedSpace] {
        let spaces = try await client.list(author: owner, pages: 1)
        return Dictionary(spaces.map { ($0.name, ListedSpace($0)) }) { first, _ in first }
    }

    package func listed(_ space: SpaceName) async throws -> ListedSpace { ListedSpace(try await client.listedSpace(space)) }

    package func firstBuildLines(_ space: SpaceName) async throws -> FirstBuildLines {
        do {
            return try await client.firstBuildLine(space).map { .text($0) } ?? .empty
        } catch HubError.refused(let refusal) where refusal.isForbidden || refusal.isMissing {
            return .notReadable
        }
    }

    package func capture(_ space: SpaceName) async throws -> Capture { try await CaptureFromHub(client: client).capture(space) }
}

extension ListedSpace {
    init(_ space: HubSpace) {
        self.init(
            commit: space.commit,
            servedCommit: space.runtime?.servedCommit,
            stage: space.runtime?.stage,
            hardware: space.runtime?.currentHardware,
            requestedHardware: space.runtime?.requestedHardware,
            sdk: space.sdk,
            spacesVersion: space.runtime?.spacesVersion
        )
    }
}
