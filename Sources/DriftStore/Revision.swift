import Foundation
import GRDB

/// A commit id in the database: a full one is 20 bytes, a prefix is its text.
enum Revision {
    static func stored(_ commit: String) -> DatabaseValue {
        let digits = Array(commit.utf8)
        guard digits.count == 40 else { return commit.databaseValue }
        var bytes = Data(capacity: 20)
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[pair]), let low = value(of: digits[pair + 1]) else { return commit.databaseValue }
            bytes.append(high << 4 | low)
        }
        return bytes.databaseValue
    }

    static func commit(_ stored: DatabaseValue) throws -> String? {
        switch stored.storage {
        case .null: return nil
        case .string(let prefix): return prefix
        case .blob(let bytes):
            let digits = Array("0123456789abcdef".utf8)
            return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        case .int64, .double: throw DamagedRecord(detail: "a commit is neither bytes nor text")
        }
    }

    /// Lower case only: an id in capitals is kept as the text it came as.
    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
