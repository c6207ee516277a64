import DriftStore

/// What `driftd watch list --json` prints, the contract `driftd.watch/1`.
struct WatchListRecord: Encodable {
    let schema = "driftd.watch/1"
    let watches: [WatchRecord]

    init(_ watches: [Watch]) { self.watches = watches.map(WatchRecord.init) }
}
