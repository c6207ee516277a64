import GRDB

extension Row {
    /// The column's value. GRDB's subscript traps on NULL and on another type, and a damaged file may hold either: this throws.
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        try decode(type, forColumn: column)
    }
}
