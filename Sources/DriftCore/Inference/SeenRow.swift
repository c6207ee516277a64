/// A row that is known by the days on which it was seen; hardware whose name begins with `hardwarePrefix`, all where that is empty.
package protocol SeenRow {
    var sdk: String { get }
    var hardwarePrefix: String { get }
    /// ISO 8601 days.
    var firstSeen: String { get }
    var lastSeen: String { get }
    var source: String { get }
}
