import Foundation
import GRDB

/// Where the database file is and how it is connected to.
struct StoreLocation {
    let path: String
    let busyTimeoutSeconds: Double

    /// SQLite takes `file:…` for a URI and `:memory:` for no file at all; a path is a path.
    private var sqlitePath: String { path.hasPrefix("/") ? path : "./" + path }

    /// Looks at the path before SQLite does, whose own words ("unable to open database file") tell little.
    func prepare(for access: Store.Access) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: sqlitePath, isDirectory: &isFolder)
        if isFolder.boolValue { throw StoreError.isDirectory(path: path) }
        switch access {
        case .readOnly:
            if !exists { throw StoreError.missing(path: path) }
        case .readWrite:
            if !exists { try createFolder() }
        }
    }

    /// Readable by its owner alone: logs are private to those who may read the Space's.
    private func createFolder() throws {
        let folder = URL(fileURLWithPath: sqlitePath).deletingLastPathComponent().path
        if FileManager.default.fileExists(atPath: folder) { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StoreError.cannotOpen(path: path, reason: "cannot create the folder \(folder)")
        }
    }

    func connect(_ access: Store.Access) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = access == .readOnly
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.label = "driftd.store"
        return try DatabaseQueue(path: sqlitePath, configuration: configuration)
    }
}
