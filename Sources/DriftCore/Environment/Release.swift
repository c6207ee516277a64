/// One installed distribution: the facts, without their evidence.
package struct Release: Sendable, Hashable, Codable {
    package var name: PackageName
    /// As printed by the installer, valid by PEP 440 or a legacy version; `nil`: present, version unknown.
    package var version: String?
    /// What `pip freeze` prints after `name @ `: a VCS or direct URL with its commit or hash; `nil`: from an index.
    package var source: String?
    /// Installed in development mode (`-e`).
    package var isEditable: Bool
    /// Its wheel was built on the spot from a source distribution.
    package var isBuiltFromSource: Bool

    package init(name: PackageName, version: String?, source: String? = nil, isEditable: Bool = false, isBuiltFromSource: Bool = false) {
        self.name = name
        self.version = version
        self.source = source
        self.isEditable = isEditable
        self.isBuiltFromSource = isBuiltFromSource
    }
}
