/// A repository or bucket that the platform mounts into a Space: `runtime.volumes` of the Hub's API.
package struct SpaceVolume: Sendable, Hashable, Codable {
    /// `model`, `dataset`, `space`, `bucket`
    package var type: String
    /// `owner/name`
    package var source: String
    package var mountPath: String
    package var revision: String?
    package var isReadOnly: Bool
    /// A directory in it; `nil`: the whole.
    package var path: String?

    package init(type: String, source: String, mountPath: String, revision: String? = nil, isReadOnly: Bool = false, path: String? = nil) {
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
        let isPlain = "\(source)\(mountPath)".utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-_./".utf8.contains(byte)
        }
        return isPlain ? "hf://\(type)s/\(source):\(mountPath)" + (type == "bucket" && isReadOnly ? ":ro" : "") : nil
    }
}
