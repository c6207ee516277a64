import DriftCore

/// Accepted against given buckets, and which messages went wrong.
struct ConfusionTable: CustomStringConvertible {
    private var cells: [String: [String: Int]] = [:]
    private(set) var total = 0
    private(set) var wrong: [String] = []
    private(set) var wrongLayers: [String] = []
    private(set) var unknown: [String] = []

    mutating func count(_ verdict: TriageVerdict, accepted buckets: Set<String>, layers: Set<String>, name: String) {
        let given = verdict.bucket.rawValue
        total += 1
        cells[buckets.sorted().joined(separator: ","), default: [:]][given, default: 0] += 1
        let rule = verdict.rule ?? "-"
        if buckets.contains(given) {
            if given == "A", !layers.isEmpty, !layers.contains(verdict.layer?.rawValue ?? "") {
                wrongLayers.append("\(name): \(verdict.layer?.rawValue ?? "-") instead of \(layers.sorted()), by \(rule)")
            }
        } else if given == "unknown" {
            unknown.append(name)
        } else {
            wrong.append("\(name): \(given) instead of \(buckets.sorted()), by \(rule)")
        }
    }

    var description: String {
        let columns = TriageBucket.allCases.map(\.rawValue)
        var lines = [Self.padded("accepted") + columns.map { Self.padded($0, to: 8) }.joined()]
        for (row, numbers) in cells.sorted(by: { $0.key < $1.key }) {
            lines.append(Self.padded(row) + columns.map { Self.padded(numbers[$0].map(String.init) ?? ".", to: 8) }.joined())
        }
        lines.append("\(total) messages: \(wrong.count) wrong, \(wrongLayers.count) in another layer, \(unknown.count) unknown")
        lines += wrong.map { "wrong: " + $0 } + wrongLayers.map { "layer: " + $0 } + unknown.map { "unknown: " + $0 }
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, to width: Int = 16) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// A pin against a missing secret, a rebuild of the original, an incident read out of one Space, a restart before the state is kept.
    static func isHarmful(_ verdict: TriageVerdict) -> Bool {
        let words = verdict.moves.map { $0.text + " " + ($0.command ?? "") }.joined(separator: "\n")
        let isSecret = words.contains("set the secret")
        let touches = verdict.moves.firstIndex { $0.text.contains("estart") || $0.text.contains("rebuild") && $0.command == nil }
        let snapshot = verdict.moves.firstIndex { $0.command?.hasPrefix("driftd snapshot") == true }
        let isUnsaved = touches.map { ($0 < snapshot ?? .max) } ?? false
        return isSecret && (words.contains("driftd pin") || verdict.knownBreak != nil) || verdict.summary.contains("incident") || isUnsaved
            || words.contains("rebuild the original") || words.contains("restart the original")
    }
}
