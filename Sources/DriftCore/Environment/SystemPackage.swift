/// A package of the image's operating system, or Node: `ffmpeg` `7:7.1.1-1+b1`.
package struct SystemPackage: Sendable, Hashable, Codable {
    package var name: String
    package var version: String?

    package init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }
}
