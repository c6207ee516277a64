import GRDB

/// A record that the database's own code cannot read back.
struct DamagedRecord: Error {
    let detail: String
}
