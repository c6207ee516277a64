import DriftCore

/// A manifest of one image, or a list of those of one image for several platforms; OCI's and Docker's (schema 2), which are alike.
///
///     {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{…},"layers":[{"mediaType":…,"digest":…,"size":…}]}
///     {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{…,"platform":{"architecture":"amd64","os":"linux"}}]}
enum ImageManifest: Sendable, Hashable {
    case image(config: ImageBlob, layers: [ImageBlob])
    case index([Entry])

    struct Entry: Sendable, Hashable {
        var blob: ImageBlob
        var architecture: String?
        var system: String?
    }

    /// What is asked for. Docker's first schema is not among them: it has no sizes.
    static let mediaTypes = [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ]
}

extension ImageManifest: Decodable {
    private enum Key: String, CodingKey { case schemaVersion, config, layers, manifests }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard try container.decode(Int.self, forKey: .schemaVersion) == 2 else {
            throw DecodingError.dataCorruptedError(forKey: .schemaVersion, in: container, debugDescription: "not schema 2")
        }
        if container.contains(.manifests) {
            self = .index(try container.decode([LossyElement<Entry>].self, forKey: .manifests).compactMap(\.value))
        } else {
            self = .image(
                config: try container.decode(ImageBlob.self, forKey: .config),
                layers: try container.decode([ImageBlob].self, forKey: .layers)
            )
        }
    }
}

extension ImageManifest.Entry: Decodable {
    private enum Key: String, CodingKey { case platform }
    private struct Platform: Decodable {
        var architecture: String?
        var os: String?
    }

    init(from decoder: any Decoder) throws {
        let platform = try decoder.container(keyedBy: Key.self).lenient(Platform.self, .platform)
        self.init(blob: try ImageBlob(from: decoder), architecture: platform?.architecture, system: platform?.os)
    }
}
