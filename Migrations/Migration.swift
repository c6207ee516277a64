/// One step of the database's schema: an SQL file of `Migrations/sql`, embedded.
package struct Migration: Sendable, Hashable {
    /// The schema that the step leads to, from 1 without holes.
    package let schema: Int
    /// The file's name: `V0001__spaces.sql`.
    package let file: String
    package let sql: String

    package init(schema: Int, file: String, sql: String) {
        self.schema = schema
        self.file = file
        self.sql = sql
    }
}
