import DriftCore

extension EnvironmentState {
    /// More than anybody leaves out of a log piece by piece.
    private static let mostDoubts = 64

    /// At `line` somebody left something out, and steps may be among it: what stood there before may be another release by now, or gone.
    mutating func doubtAll(before line: Int, of log: Int) {
        guard doubts < Self.mostDoubts else { return loseAllVersions() }
        doubts += 1
        for (place, entries) in sites {
            for (name, entry) in entries where entry.release.version != nil {
                if entry.evidence.log == log, let own = entry.evidence.line, own > line { continue }
                loseVersion(of: name, at: place)
            }
        }
    }
}
