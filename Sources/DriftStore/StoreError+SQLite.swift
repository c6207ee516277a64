import GRDB

extension StoreError {
    /// Reads a failure of the layer below. Takes SQLite's own message only: GRDB's description would quote the statement.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DamagedRecord: self = .corrupt(path: path, detail: error.detail)
        case let error as DatabaseError: self = Self.read(error, path: path)
        case is RowDecodingError: self = .corrupt(path: path, detail: "a column holds what it should not")
        default: self = .failed(path: path, code: -1, reason: "\(type(of: error))")
        }
    }

    private static func read(_ error: DatabaseError, path: String) -> StoreError {
        let reason = error.message ?? "unknown"
        // The index of the write-ahead log could not grow: the way a full disk shows itself there.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .full(path: path) }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
        case .SQLITE_READONLY: return .readOnly(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: return .cannotOpen(path: path, reason: reason)
        case .SQLITE_NOTADB: return .notADatabase(path: path)
        case .SQLITE_CORRUPT: return .corrupt(path: path, detail: reason)
        case .SQLITE_FULL: return .full(path: path)
        case .SQLITE_TOOBIG: return .tooLarge(path: path)
        default: return .failed(path: path, code: error.extendedResultCode.rawValue, reason: reason)
        }
    }
}
