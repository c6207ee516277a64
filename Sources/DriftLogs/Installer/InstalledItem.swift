import DriftCore

/// One word of `Successfully installed`.
struct InstalledItem: Equatable {
    var name: PackageName
    /// `nil`: the word has no version, or not one that can be told from the name.
    var version: String?
    /// The physical line that it stands on, where that is not the list's first.
    var line: Int?
}
