import DriftCore

/// Where a fact was read, for people: `log build-001.log:142`, `freeze freeze.txt:12`, `none`.
struct EvidenceLabel: Sendable {
    /// What each log index stands for.
    let logNames: [String]

    func text(_ evidence: Evidence) -> String {
        guard let place = place(log: evidence.log, line: evidence.line, file: evidence.file) else { return evidence.kind.rawValue }
        return "\(evidence.kind.rawValue) \(place)"
    }

    /// `build-001.log:142`; `nil` where no place is known.
    func place(log: Int?, line: Int?, file: String? = nil) -> String? {
        guard let source = file ?? log.map(name) else { return nil }
        return line.map { "\(source):\($0)" } ?? source
    }

    /// The file's name alone: in a table the directory is the same in every row.
    private func name(_ log: Int) -> String {
        guard logNames.indices.contains(log) else { return "log \(log)" }
        return String(logNames[log].split(separator: "/").last ?? "log \(log)")
    }
}
