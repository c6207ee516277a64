/// Storage that a Space sees as a directory (`runtime.volumes[]`).
package struct SpaceVolume: Sendable, Hashable, Codable {
    /// `bucket`, `model`, `dataset`, `space`.
    package var type: String
    /// `atelier/measurements`
    package var source: String
    /// `/data`
    package var mountPath: String
    package var revision: String?
    package var isReadOnly: Bool?
    /// A directory in the source.
    package var path: String?

    package init(
        type: String,
        source: String,
        mountPath: String,
        revision: String? = nil,
        isReadOnly: Bool? = nil,
        path: String? = nil
    ) {
        self.type = type
        self.source = source
        self.mountPath = mountPath
        self.revision = revision
        self.isReadOnly = isReadOnly
        self.path = path
    }

    private enum CodingKeys: String, CodingKey {
        case type, source, mountPath, revision, path
        case isReadOnly = "readOnly"
    }

    /// As the official client's command takes it: `hf://datasets/owner/name:/data`; `nil`: it has no words for it.
    ///
    /// Source: `hf spaces volumes set --help` of huggingface_hub 2.4: models, datasets and spaces are always mounted read-only.
    package var argument: String? {
        guard ["model", "dataset", "space", "bucket"].contains(type), revision == nil, path == nil, mountPath.hasPrefix("/") else {
            return nil
        }
        let isPlain = "\(source)\(mountPath)".utf8.allSatisfy { $0.isAlphanumeric || "-_./".utf8.contains($0) }
        return isPlain ? "hf://\(type)s/\(source):\(mountPath)" + (type == "bucket" && isReadOnly == true ? ":ro" : "") : nil
    }

    /// `dataset atelier/measurements@main:year/2026, read-only`
    package var text: String {
        "\(type) \(source)" + (revision.map { "@\($0)" } ?? "") + (path.map { ":\($0)" } ?? "") + (isReadOnly == true ? ", read-only" : "")
    }
}
