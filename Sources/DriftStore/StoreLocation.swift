import Foundation
import GRDB

/// Where the database file is and how it is connected to.
struct StoreLocation {
    let path: String
    let limits: StoreLimits

    /// SQLite takes `file:…` for a URI and `:memory:` for no file at all; a path is a path.
    private var sqlitePath: String { path.hasPrefix("/") ? path : "./" + path }

    /// Looks at the path before SQLite does, whose own words ("unable to open database file") tell little.
    func prepare(for access: Store.Access) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: sqlitePath, isDirectory: &isFolder)
        if isFolder.boolValue { throw StoreError.isDirectory(path: path) }
        if exists, !isRegularFile { throw StoreError.notADatabase(path: path) }
        switch access {
        case .readOnly:
            if !exists { throw StoreError.missing(path: path) }
        case .readWrite:
            if !exists {
                try createFolder()
                createFile()
            }
        }
    }

    /// An empty file is a new database to SQLite, which gives the files beside it the same mode: its owner's alone, whatever the folder is.
    /// Where this fails, SQLite says why.
    private func createFile() {
        let descriptor = open(sqlitePath, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// A pipe would be waited for without end; a device is no place for a database either.
    private var isRegularFile: Bool {
        let target = URL(fileURLWithPath: sqlitePath).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        return type == nil || type == .typeRegular
    }

    /// Readable by its owner alone: logs are private to those who may read the Space's.
    private func createFolder() throws {
        let folder = URL(fileURLWithPath: sqlitePath).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError.cannotOpen(path: path, reason: "its folder cannot be created")
        }
    }

    func connect(_ access: Store.Access) throws -> DatabaseQueue {
        guard access == .readOnly else { return try connect(to: sqlitePath, readOnly: false) }
        do {
            let queue = try connect(to: sqlitePath, readOnly: true)
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
            return queue
        } catch let error as DatabaseError where Self.isHeldBackByFolder(error) {
            guard holdsWriteAheadLog else { return try connect(to: immutableURI, readOnly: true) }
            // Read without it, the file would be what it was before the latest changes.
            throw isReadableInReadOnlyFolder ? StoreError.unreadableLog(path: path) : error
        }
    }

    /// SQLite reads a write-ahead-log database through a file beside it, which a read-only folder does not let it create.
    /// Without anything in a log beside it nothing is being written, and the file can be read as it stands.
    private var immutableURI: String {
        let allowed = CharacterSet(charactersIn: "/._-~").union(.alphanumerics)
        return "file:\(sqlitePath.addingPercentEncoding(withAllowedCharacters: allowed) ?? sqlitePath)?immutable=1"
    }

    /// How SQLite says that it may not create that file: one way for a read-only disk, another for a folder of somebody else's.
    private static func isHeldBackByFolder(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
    }

    /// An empty one, without its index, is left from a program that has ended.
    private var holdsWriteAheadLog: Bool {
        let size = (try? FileManager.default.attributesOfItem(atPath: sqlitePath + "-wal"))?[.size] as? Int
        return size ?? 0 > 0 || size != nil && FileManager.default.fileExists(atPath: sqlitePath + "-shm")
    }

    private var isReadableInReadOnlyFolder: Bool {
        let folder = URL(fileURLWithPath: sqlitePath).deletingLastPathComponent().path
        return access(sqlitePath, R_OK) == 0 && access(sqlitePath + "-wal", R_OK) == 0 && access(folder, W_OK) != 0
    }

    private func connect(to name: String, readOnly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(limits.busyTimeoutSeconds)
        configuration.label = "driftd.store"
        if let pages = limits.maximumPageCount {
            configuration.prepareDatabase { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages)") }
        }
        return try DatabaseQueue(path: name, configuration: configuration)
    }
}
