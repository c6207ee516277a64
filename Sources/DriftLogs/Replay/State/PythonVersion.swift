import DriftCore

/// Python versions as observed: `3`, `3.13`, `3.11.15`.
enum PythonVersion {
    /// Whatever a log says, only this may pass as one: `.310` of `pyenv install .310` may not.
    static func isValid(_ text: String) -> Bool { text.utf8.first?.isDigit ?? false && PackageVersion.isValid(text) }

    /// The first candidate, made as exact as the others that agree with it allow.
    static func best(of candidates: [String?]) -> String? {
        let known = candidates.compactMap(\.self).filter(isValid)
        guard var best = known.first else { return nil }
        for candidate in known where candidate.hasPrefix(best + ".") { best = candidate }
        return best
    }
}
