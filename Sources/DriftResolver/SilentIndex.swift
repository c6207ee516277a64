internal import DriftCore

/// An index that takes pip's calls and says nothing. pip asks it again about every single package, and goes on without it in the end: hours.
///
///     WARNING: Retrying (Retry(total=4, connect=None, …)) after connection broken by 'ReadTimeoutError("HTTPSConnectionPool(host='h', port=443): Read timed out. (read timeout=15.0)")': /simple/six/
///     … by 'ConnectTimeoutError(<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to h timed out. (connect timeout=15)')': /simple/six/
struct SilentIndex: Sendable {
    /// How long it may let pip wait for one page or file, in seconds.
    private static let patience = 60.0

    private var path = ""
    private var seconds = 0.0

    /// - Parameter line: of pip's output.
    /// - Returns: what to say of the index once there is no more to hope for.
    mutating func take(_ line: String) -> String? {
        guard line.contains("WARNING: Retrying (Retry("), let limit = Self.number(behind: "timeout=", in: line), limit > 0 else {
            return nil
        }
        let asked = line.split(separator: " ").last.map(String.init) ?? ""
        if asked != path { (path, seconds) = (asked, 0) }
        seconds += limit
        // The last try is announced by this line, and its failure by none.
        guard seconds >= Self.patience || Self.number(behind: "Retry(total=", in: line) == 0 else { return nil }
        let host = Self.word(behind: "host='", in: line) ?? Self.word(behind: "Connection to ", in: line) ?? "it"
        let port = Self.number(behind: "port=", in: line).map { ":\(Int(min($0, 65_535)))" } ?? ""
        return "\(host.excerpt(limit: 80))\(port) did not answer in \(Int(min(seconds, 1e6))) seconds (\(asked.excerpt(limit: 120)))"
    }

    private static func number(behind mark: String, in line: String) -> Double? {
        line.firstRange(of: mark).flatMap { Double(line[$0.upperBound...].prefix { "0123456789.".contains($0) }) }
    }

    private static func word(behind mark: String, in line: String) -> String? {
        line.firstRange(of: mark).map { String(line[$0.upperBound...].prefix { $0 != "'" && $0 != " " }) }
    }
}
