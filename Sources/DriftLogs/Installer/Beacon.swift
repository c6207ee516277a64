/// The lines that an app prints around its own freeze, so that a log shows the exact list.
package enum Beacon {
    package static let begin = "===== driftd freeze begin ====="
    /// Followed by the number of lines between the markers.
    package static let end = "===== driftd freeze end:"
    static let marker: StaticString = "===== driftd freeze "
    static let beginBytes: StaticString = "===== driftd freeze begin ====="
    static let endBytes: StaticString = "===== driftd freeze end: "
}
