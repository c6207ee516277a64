package import DriftCore

/// Why the schedule did not do what was asked.
package enum ScheduleError: ExplainedError, Hashable {
    case notWatched(SpaceName)
    case nothingWatched
    /// Another process captures into the same database. `process`: its id, where the lock file tells it.
    case alreadyRunning(path: String, process: Int32?)
    case lockUnusable(path: String, reason: String)
    /// The run went through, but so many Spaces could not be captured.
    case incomplete(failed: Int, of: Int)

    package var message: String {
        switch self {
        case .notWatched(let space): "\(space) is not watched"
        case .nothingWatched: "no Space is watched"
        case .alreadyRunning(let path, let process):
            "\(process.map { "process \($0)" } ?? "another process") is already capturing into \(path)"
        case .lockUnusable(let path, let reason): "the lock file \(path) cannot be used: \(reason)"
        case .incomplete(let failed, let total): "\(failed) of \(total) watched Spaces could not be captured"
        }
    }

    package var hint: String {
        switch self {
        case .notWatched: "run `driftd watch list`"
        case .nothingWatched: "run `driftd watch add owner/name`"
        case .alreadyRunning: "let it finish, or stop it; other commands work beside it on the same database"
        case .lockUnusable(let path, _): "check the permissions of the file and its folder: ls -ld \(ShellWords.quoted(path))"
        case .incomplete: "the reasons are above and in `driftd watch list`; `driftd snapshot --watched` tries just these again"
        }
    }

    package var isTransient: Bool {
        switch self {
        case .alreadyRunning, .incomplete: true
        case .notWatched, .nothingWatched, .lockUnusable: false
        }
    }
}
