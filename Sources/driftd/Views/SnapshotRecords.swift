import DriftStore

/// What `driftd history --json` and `driftd snapshot --json` print, the contract `driftd.history/1`.
struct SnapshotRecords: Encodable {
    let schema = "driftd.history/1"
    let snapshots: [SnapshotRecord]

    init(_ summaries: [SnapshotSummary]) { snapshots = summaries.map(SnapshotRecord.init) }
}
