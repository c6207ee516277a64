import DriftCore

/// What a manifest says of one blob.
package struct ImageBlob: Sendable, Hashable {
    package var mediaType: String
    package var digest: ContentDigest
    /// Compressed, as it is transferred.
    package var size: Int
}

extension ImageBlob: Decodable {
    private enum Key: String, CodingKey { case mediaType, digest, size }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        mediaType = container.lenient(String.self, .mediaType) ?? ""
        size = try container.decode(Int.self, forKey: .size)
        guard let digest = ContentDigest(try container.decode(String.self, forKey: .digest)), size >= 0 else {
            throw DecodingError.dataCorruptedError(forKey: .digest, in: container, debugDescription: "not a SHA-256 digest and a size")
        }
        self.digest = digest
    }
}
