/// An option on a line of a requirements file: `--index-url https://…`, `--hash=sha256:…`, `-r other.txt`.
package struct RequirementsOption: Sendable, Hashable {
    /// The long name: `--requirement` for `-r`.
    package var name: String
    /// Without its quotes; `nil` for a flag such as `--pre`.
    package var value: String?

    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }
}
