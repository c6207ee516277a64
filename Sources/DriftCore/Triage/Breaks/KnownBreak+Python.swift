extension KnownBreak {
    /// Where pip prints which Pythons a package takes, the one to write is the newest of these, and nothing else is said to be good:
    /// `ERROR: Package 'x' requires a different Python: 3.13.1 not in '<3.11,>=3.8'`. `nil`: no Python of today is among them.
    func fitted(to message: String) -> KnownBreak? {
        guard let start = message.firstRange(of: "not in '") else { return self }
        let text = String(message[start.upperBound...].prefix { $0 != "'" })
        guard message[start.upperBound...].contains("'"), let specifiers = VersionSpecifierSet(text) else { return self }
        // The platform's default is 3.13 since 2026: a newer one only where nothing else will do.
        let minors = (Array((8...13).reversed()) + [14]).map { "3.\($0)" }
        // A late patch: what asks for `>=3.8.1` is met by any 3.8 that is still to be had.
        let takes = { (minor: String) in Version("\(minor).12").map { specifiers.contains($0, allowingPrereleases: false) } ?? false }
        guard let newest = minors.first(where: takes) else { return nil }
        var result = self
        result.good = text
        result.pin = "python_version: \"\(newest)\" (README.md)"
        return result
    }
}
