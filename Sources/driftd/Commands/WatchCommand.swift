import ArgumentParser
import DriftCore
import DriftEngine
import DriftStore

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Says which Spaces the schedule covers: add, remove, list.",
        discussion: "The schedule itself is run by `driftd serve`, or once by `driftd snapshot --watched`.",
        subcommands: [Add.self, Remove.self, List.self],
        defaultSubcommand: List.self
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Watches Spaces; of a watched one only what is given changes.",
            discussion: """
                Between two full captures a look costs one call at most. It captures what shows a change: in the list of Spaces, or by a new \
                build in the log, where the log may be read.
                """
        )

        @Argument(help: ArgumentHelp("The Spaces: owner/name.", valueName: "space"))
        var spaces: [String]

        @Option(name: .customLong("every"), help: ArgumentHelp("How often to look, from 1m to 30d. Default: 1h.", valueName: "span"))
        var lookInterval: TimeSpan?

        @Option(
            name: .customLong("capture-every"),
            help: ArgumentHelp("Capture everything at least so often, changed or not. Default: 1d.", valueName: "span")
        )
        var captureInterval: TimeSpan?

        @Option(help: ArgumentHelp("The Space that these are duplicates of; it is watched as well.", valueName: "space"))
        var original: String?

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions<PlainFormat>

        func validate() throws {
            _ = try names(spaces)
            if let original, let name = try names([original]).first, try names(spaces).contains(name) {
                throw ValidationError("\(name) cannot be its own original")
            }
            for (option, span) in [("--every", lookInterval), ("--capture-every", captureInterval)] {
                if let span, !(60...30 * 86_400).contains(span.seconds) { throw ValidationError("\(option) is from 1m to 30d") }
            }
        }

        func run() throws {
            let added = try EditWatches(databasePath: store.databasePath).add(
                names(spaces),
                original: original.flatMap { SpaceName($0) },
                lookSeconds: lookInterval?.seconds,
                captureSeconds: captureInterval?.seconds,
                at: MachineClock().now
            )
            try output.show(added)
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Watches Spaces no longer; their snapshots stay.")

        @Argument(help: ArgumentHelp("The Spaces: owner/name.", valueName: "space"))
        var spaces: [String]

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions<PlainFormat>

        func validate() throws { _ = try names(spaces) }

        func run() throws {
            let watches = EditWatches(databasePath: store.databasePath)
            try watches.remove(names(spaces))
            try output.show(watches.list())
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the watched Spaces, when each was and will be looked at, and what fails."
        )

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions<PlainFormat>

        func run() throws { try output.show(EditWatches(databasePath: store.databasePath).list()) }
    }
}

extension OutputOptions<PlainFormat> {
    fileprivate func show(_ watches: [Watch]) throws {
        try write(WatchListRecord(watches), as: WatchListView(watches: watches, now: MachineClock().now).document)
    }
}

private func names(_ texts: [String]) throws -> [SpaceName] {
    try texts.map { text in
        guard let space = SpaceName(text) else { throw ValidationError("\"\(text)\" is no Space: write owner/name") }
        return space
    }
}
