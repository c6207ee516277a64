import Foundation

/// One line of a log stream:
///
///     data: {"data":"Collecting click\n","timestamp":"2026-06-04T07:22:59.457Z"}
///
/// Everything else in the stream is framing: blank lines, empty `data:` lines and `: …` (keep-alives), `event: …`, `id: …`.
enum LogEvent: Equatable {
    case text(String, secondsSince1970: Double?)
    /// Begins as an event does, and is none.
    case malformed
    case framing

    private struct Payload: Decodable {
        var data: String
        var timestamp: String?

        private enum Key: String, CodingKey { case data, timestamp }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            data = try container.decode(String.self, forKey: .data)
            timestamp = container.lenient(String.self, .timestamp)
        }
    }

    /// - Parameter line: Without its line end.
    init(_ line: some Collection<UInt8>) {
        guard line.starts(with: "data:".utf8) else {
            self = .framing
            return
        }
        let payload = line.dropFirst(5).drop { $0 == UInt8(ascii: " ") }
        if payload.isEmpty {
            self = .framing
        } else if let parsed = try? JSONDecoder().decode(Payload.self, from: Data(payload)) {
            self = .text(parsed.data, secondsSince1970: parsed.timestamp.flatMap(HubTime.seconds(iso8601:)))
        } else {
            self = .malformed
        }
    }
}
