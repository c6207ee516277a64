/// What `driftd export --json` prints, the contract `driftd.export/1`.
struct ExportRecord: Encodable {
    let schema = "driftd.export/1"
    let directory: String
    /// Relative to it, sorted.
    let files: [String]
}
