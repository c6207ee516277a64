import ArgumentParser
import Foundation

/// Where the snapshots are kept.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The database. Default: $DRIFTD_DB, else driftd/driftd.db in $XDG_STATE_HOME or ~/.local/state.",
            valueName: "file"
        )
    )
    var database: String?

    var databasePath: String { Self.path(option: database, environment: ProcessInfo.processInfo.environment) }

    /// An empty variable counts as unset; a relative `XDG_STATE_HOME` is to be ignored (XDG Base Directory Specification).
    static func path(option: String?, environment: [String: String]) -> String {
        if let option { return option }
        if let path = environment["DRIFTD_DB"], !path.isEmpty { return path }
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/driftd/driftd.db" }
        return (environment["HOME"] ?? "") + "/.local/state/driftd/driftd.db"
    }
}
