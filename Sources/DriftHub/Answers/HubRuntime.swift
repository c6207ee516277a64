/// How a Space runs just now: `GET /api/spaces/{id}/runtime`. Every field may be missing.
package struct HubRuntime: Sendable, Hashable {
    /// `RUNNING`, `BUILDING`, `SLEEPING` …: an open list.
    package var stage: String?
    /// `nil` while building for the first time, paused or static.
    package var currentHardware: String?
    package var requestedHardware: String?
    /// The commit being served; absent while nothing is, and the old one while a new build runs.
    package var servedCommit: String?
    /// Seconds without visitors until it sleeps; -1: never.
    package var sleepTimeSeconds: Int?
    /// The installed version of the `spaces` package.
    package var spacesVersion: String?
    package var errorMessage: String?
    /// Where the app answers, as the Hub writes it, without a scheme: `ada-tides.hf.space`.
    package var domains: [String] = []

    package init() {}
}

extension HubRuntime: Decodable {
    private enum Key: String, CodingKey { case stage, hardware, sha, gcTimeout, pySpacesVersion, errorMessage, domains }
    private struct Domain: Decodable {
        var domain: String?
        var stage: String?
    }
    private struct Hardware: Decodable {
        var current: String?
        var requested: String?
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        stage = container.lenient(String.self, .stage)
        let hardware = container.lenient(Hardware.self, .hardware)
        currentHardware = hardware?.current
        requestedHardware = hardware?.requested
        servedCommit = container.lenient(String.self, .sha)
        sleepTimeSeconds = container.lenient(Int.self, .gcTimeout)
        spacesVersion = container.lenient(String.self, .pySpacesVersion)
        errorMessage = container.lenient(String.self, .errorMessage)
        domains = (container.lenient([Domain].self, .domains) ?? []).filter { $0.stage == "READY" }.compactMap(\.domain)
    }
}
