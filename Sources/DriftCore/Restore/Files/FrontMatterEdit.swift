/// One key of the README's YAML front matter and the value it shall have.
package struct FrontMatterEdit: Sendable, Hashable, Codable {
    /// Only the keys of `editableKeys` are ever edited.
    package var key: String
    package var value: String
    /// Written in double quotes, so that YAML keeps `3.10` from becoming the number 3.1.
    package var isQuoted: Bool

    package init(key: String, value: String, isQuoted: Bool) {
        self.key = key
        self.value = value
        self.isQuoted = isQuoted
    }

    package static let editableKeys: Set<String> = [
        "sdk", "sdk_version", "python_version", "app_file", "app_port", "startup_duration_timeout", "preload_from_hub",
    ]
}
