/// The program that installed the packages: `pip`, `uv`, `poetry`.
package struct Installer: Sendable, Hashable, Codable {
    package var name: String
    package var version: String?

    package init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }
}
