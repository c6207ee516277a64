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

    var databasePath: String { Self.path(option: database, environment: ProcessInfo.processInfo.environment) ?? "" }

    func validate() throws {
        // `--db "$FILE"` with nothing in the variable.
        if database == "" { throw ValidationError("--db names no file") }
        guard Self.path(option: database, environment: ProcessInfo.processInfo.environment) == nil else { return }
        throw ValidationError("HOME is not set, so the database has no place: name it with --db or DRIFTD_DB")
    }

    /// An empty variable counts as unset; a relative `XDG_STATE_HOME` is to be ignored (XDG Base Directory Specification).
    /// `nil`: nobody says where.
    static func path(option: String?, environment: [String: String]) -> String? {
        if let option { return option }
        if let path = environment["DRIFTD_DB"], !path.isEmpty { return path }
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/driftd/driftd.db" }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return home + "/.local/state/driftd/driftd.db"
    }
}
