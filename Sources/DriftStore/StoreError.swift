import DriftCore

/// Why the store could not do it, and to which file. No case carries a value that was being stored.
package enum StoreError: Error, Sendable, Hashable {
    /// Nothing there to read.
    case missing(path: String)
    case isDirectory(path: String)
    /// The file or its folder cannot be opened or created: no permission, no such folder.
    case cannotOpen(path: String, reason: String)
    case notADatabase(path: String)
    /// A sound SQLite file of another program.
    case foreign(path: String)
    case newer(path: String, schema: Int, known: Int)
    /// Another process holds the write lock for longer than the store waits.
    case locked(path: String)
    case readOnly(path: String)
    /// Where nothing can be written, and its latest changes stand in the write-ahead log, which SQLite reads through a file that it makes.
    case unreadableLog(path: String)
    case corrupt(path: String, detail: String)
    case full(path: String)
    /// A captured file beyond what SQLite holds in one value (10^9 bytes).
    case tooLarge(path: String)
    /// The capture says when it was taken in words that are not an ISO 8601 time.
    case unreadableTime(String)
    /// Anything else that SQLite reports.
    case failed(path: String, code: Int32, reason: String)

    /// Whether the same call can succeed a little later with nothing changed by hand.
    package var isTransient: Bool {
        if case .locked = self { true } else { false }
    }

    /// What a process that goes on by itself waits for: the same, and room on the disk.
    package var mayPass: Bool {
        if case .full = self { true } else { isTransient }
    }

    /// One line, without a full stop.
    package var message: String {
        let text =
            switch self {
            case .missing(let path): "there is no database at \(path)"
            case .isDirectory(let path): "\(path) is a folder, not a database file"
            case .cannotOpen(let path, let reason): "cannot open the database \(path): \(reason)"
            case .notADatabase(let path): "\(path) is not an SQLite database"
            case .foreign(let path): "\(path) is the database of another program"
            case .newer(let path, let schema, let known):
                "\(path) was written by a newer driftd (schema \(schema), this one knows \(known))"
            case .locked(let path): "the database \(path) is locked by another process"
            case .readOnly(let path): "the database \(path) cannot be written"
            case .unreadableLog(let path):
                "the newest of the database \(path) stands in \(path)-wal, which cannot be read where nothing can be written"
            case .corrupt(let path, let detail): "the database \(path) is damaged: \(detail)"
            case .full(let path): "no space left for the database \(path)"
            case .tooLarge(let path): "a captured file is too large for the database \(path)"
            case .unreadableTime(let text): "takenAt is not an ISO 8601 time: \(text.prefix(40))"
            case .failed(let path, let code, let reason): "the database \(path) failed: \(reason) (SQLite code \(code))"
            }
        return Self.oneLine(text)
    }

    /// What to do next: one line.
    package var hint: String {
        let text =
            switch self {
            case .missing: "`driftd snapshot <target>` creates it; or name another file with --db"
            case .isDirectory(let path): "name a file in it: --db \(ShellWords.quoted("\(path)/driftd.db"))"
            case .cannotOpen(let path, _): "check the permissions of the file and its folder: ls -ld \(ShellWords.quoted(path))"
            case .notADatabase, .foreign: "name another file with --db; this one is left as it is"
            case .newer: "install the newer driftd, or name another file with --db; this one is left as it is"
            case .locked(let path): "try again; see who holds it: fuser \(ShellWords.quoted(path))"
            case .readOnly(let path): "check the permissions of the file and its folder: ls -ld \(ShellWords.quoted(path))"
            case .unreadableLog(let path):
                "copy both to a folder that can be written (cp \(ShellWords.quoted(path)) \(ShellWords.quoted("\(path)-wal")) …), and name the copy with --db"
            case .corrupt(let path, _): "restore it from a backup, or save what is left: sqlite3 \(ShellWords.quoted(path)) .recover"
            case .full(let path): "free some space and repeat the command; nothing was half-written: df -h \(ShellWords.quoted(path))"
            case .tooLarge: "shorten the log in the capture directory and repeat the command"
            case .unreadableTime: "write takenAt in capture.json as 2026-07-05T07:53:08Z"
            case .failed(let path, _, _): "check the file: sqlite3 \(ShellWords.quoted(path)) 'PRAGMA integrity_check'"
            }
        return Self.oneLine(text)
    }

    /// Paths may hold line breaks and escape sequences; an error line may not.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
