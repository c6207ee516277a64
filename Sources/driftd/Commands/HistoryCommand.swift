import ArgumentParser
import DriftCore
import DriftEngine

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Lists a Space's snapshots, newest first; without a Space, the newest of each."
    )

    @Argument(help: ArgumentHelp("The Space: owner/name.", valueName: "space"))
    var spaceName: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if let spaceName, SpaceName(spaceName) == nil { throw ValidationError("\"\(spaceName)\" is no Space: write owner/name") }
    }

    func run() throws {
        let history = ListHistory(databasePath: store.databasePath)
        let summaries =
            if let space = spaceName.flatMap({ SpaceName($0) }) {
                try history.run(of: space, limit: limit ?? .max)
            } else {
                Array(try history.newestOfEach().prefix(limit ?? .max))
            }
        try output.write(SnapshotRecords(summaries), as: HistoryView(summaries: summaries, showsSpace: spaceName == nil).document)
    }
}
