internal import DriftCore

/// Of a question's options those that a resolver is told on its command line: no requirements file may hold them, or uv reads them in none.
struct ResolverChoices {
    /// What stands in the file.
    private(set) var lines: [String] = []
    /// `first-index`
    private(set) var strategy: String?
    /// `allow`, `disallow`, …
    private(set) var prerelease: String?
    /// `lowest`, `lowest-direct`
    private(set) var resolution: String?
    /// What was uploaded later is not there: `2026-03-01`.
    private(set) var day: String?

    init(_ lines: [String]) {
        for line in lines {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch (words.first, words.last) {
            case ("--pre", _): prerelease = "allow"
            case ("--prerelease", let value): prerelease = value
            case ("--index-strategy", let value): strategy = value
            case ("--resolution", let value): resolution = value
            case ("--exclude-newer", let value): day = value
            default: self.lines.append(line)
            }
        }
    }

    /// pip's options are lines of its file; what it has no word for is left out.
    var linesForPip: [String] { (prerelease == "allow" ? ["--pre"] : []) + lines }

    func optionsForUV(prefersLowest: Bool) -> [String] {
        var options = prerelease.map { ["--prerelease", $0] } ?? []
        if let way = prefersLowest ? "lowest-direct" : resolution { options += ["--resolution", way] }
        return options
    }

    /// The earlier of two days, each `nil` where every file counts. What is no date, as uv's `1 week`, only counts alone.
    static func earlier(_ a: String?, _ b: String?) -> String? {
        guard let a, let b else { return a ?? b }
        let dates = [a, b].filter { $0.utf8.count >= 10 && $0.utf8.prefix(4).allSatisfy(\.isDigit) }
        return dates.min() ?? a
    }
}
