internal import DriftStore

/// What was read of a Space's image, `image.json` in a capture, the contract `driftd.image/1`.
///
///     {"schema":"driftd.image/1","reference":"registry.hf.space/atelier-air-quality:latest","namedBy":"subdomain","digest":"sha256:…",
///      "created":"2026-07-05T07:56:10Z","python":"3.13.5","size":2143380112,"layers":[{"digest":"sha256:…","size":1191,"isRead":true}],
///      "history":[{"created":"…","command":"RUN /bin/sh -c pip install … # buildkit","layer":"sha256:…"}],
///      "list":{"path":"/pipfreeze/freeze.txt","layer":"sha256:…"},"read":{"bytes":9120,"layers":1}}
struct ImageRecord: Sendable, Hashable, Codable {
    static let schema = "driftd.image/1"

    struct Layer: Sendable, Hashable, Codable {
        var digest: String
        /// Compressed.
        var size: Int
        var isRead: Bool
    }

    struct Step: Sendable, Hashable, Codable {
        var created: String?
        var command: String?
        /// The layer that it made; `nil`: none, or the image does not tell.
        var layer: String?
    }

    /// Where the exact list was found.
    struct List: Sendable, Hashable, Codable {
        var path: String
        var layer: String
    }

    struct Reading: Sendable, Hashable, Codable {
        /// Manifests, configuration and layers.
        var bytes: Int
        var layers: Int
    }

    var schema = Self.schema
    var reference: String
    /// `subdomain`: as the Hub names the Space's host; `name`: made from the Space's name. Neither is documented.
    var namedBy: String
    /// Of a list of platforms.
    var indexDigest: String?
    /// Of the manifest.
    var digest: String
    var configuration: String?
    var created: String?
    /// `org.opencontainers.image.revision`: the commit that it was made of, where the builder says so.
    var revision: String?
    /// `PYTHON_VERSION`, which the official Python images set.
    var python: String?
    /// All layers, compressed.
    var size: Int?
    /// Oldest first.
    var layers: [Layer]
    /// Oldest first, those that made no layer too.
    var history: [Step]
    var list: List?
    var read: Reading?

    /// When the youngest of its steps ran: a build out of the cache leaves the times of the build that filled it.
    var newestStep: Instant? { (history.map(\.created) + [created]).compactMap { $0.flatMap { Instant($0) } }.max() }

    /// Steps after the one that wrote the list; `nil`: the image does not tell which those are.
    var stepsAfterList: [Step]? {
        guard let list, let index = history.lastIndex(where: { $0.layer == list.layer }) else { return nil }
        return Array(history[(index + 1)...])
    }
}
