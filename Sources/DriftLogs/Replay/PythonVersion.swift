/// Python versions as observed: `3`, `3.13`, `3.11.15`.
enum PythonVersion {
    /// The first candidate, made as exact as the others that agree with it allow.
    static func best(of candidates: [String?]) -> String? {
        let known = candidates.compactMap(\.self).filter { !$0.isEmpty }
        guard var best = known.first else { return nil }
        for candidate in known where candidate.hasPrefix(best + ".") { best = candidate }
        return best
    }
}
