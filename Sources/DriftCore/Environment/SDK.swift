/// The Space's SDK: `gradio`, `streamlit`, `docker`, `static`, with the version the platform installed.
package struct SDK: Sendable, Hashable, Codable {
    package var name: String
    package var version: String?

    package init(name: String, version: String? = nil) {
        self.name = name
        self.version = version
    }
}
