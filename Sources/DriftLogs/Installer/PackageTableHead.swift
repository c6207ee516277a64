/// Which columns a table of `pip list` or `uv pip list` has behind name and version. Source: pip's `commands/list.py`, 9 to 26.
///
///     Package Version Build Editable project location Location                               Installer
///
/// `-v` adds location and installer; below 21.3 `Location` alone is where editable projects are.
struct PackageTableHead: Equatable {
    private var hasEditables = false
    private var hasLocations = false

    init() {}

    /// - Parameter line: begins with `Package` and names `Version`.
    init(_ line: ByteView) {
        hasEditables = line.contains("Editable project location")
        hasLocations = line.contains("Location")
        if hasLocations, !hasEditables, !line.contains("Installer") { (hasEditables, hasLocations) = (true, false) }
    }

    /// Whether the row is of an editable project.
    /// - Parameter rest: of the row, behind the version.
    func isEditable(_ rest: ByteView) -> Bool {
        var paths = 0
        rest.forEachWord { if $0[0] == UInt8(ascii: "/") { paths += 1 } }
        return hasEditables && paths > (hasLocations ? 1 : 0)
    }

    /// Whether anything but a single word may stand behind a version.
    var hasColumns: Bool { hasEditables || hasLocations }
}
