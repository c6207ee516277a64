import DriftCore

/// A block of lines that lists an environment.
struct PackageList: Equatable {
    struct Entry: Equatable {
        var release: Release
        var line: Int
    }

    enum Origin: Equatable {
        /// Between the beacon's markers.
        case beacon
        /// `name==version` lines that nothing marks.
        case unmarked
        /// `Package    Version` table.
        case table
    }

    var origin: Origin
    var entries: [Entry] = []
    /// Editable projects that are listed by their place alone: `-e file:///app`.
    var unnamed: [String] = []
    /// A table is as wide as its longest name and version: no row of this one is.
    var lacksWidestRow = false
    /// The end was seen: the closing marker with the right count, or a line that is not of the list.
    var isWhole = false
}
