/// The image of the last `FROM` that the final stage stands on.
package struct BaseImage: Sendable, Hashable, Codable {
    /// `docker.io/library/python:3.13`, without the digest.
    package var reference: String
    /// `sha256:…`
    package var digest: String?

    package init(reference: String, digest: String? = nil) {
        self.reference = reference
        self.digest = digest
    }
}
