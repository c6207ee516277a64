/// A few sentences of somebody's. Questions, conditions and what is said to be mended state nothing.
struct SpokenText {
    /// In lower case.
    private let sentences: [String]
    private let whole: String

    /// More is no message of a person's, but a document that speaks of many things.
    private static let longest = 4000

    /// - Returns: `nil` for what is too long.
    init?(_ section: TriageSection, in text: TriageText) {
        guard section.range.count <= Self.longest else { return nil }
        var spoken = text.string(section.range, limit: Self.longest)
        // The page's own words in the midst of a sentence are as good as quoted: `it has been on Building for 5 hours`.
        for label in Self.labels { spoken.replace(" " + label, with: " \"" + label) }
        var lower = spoken.lowercased().replacing("\u{2019}", with: "'")
        for denial in Self.denials { lower.replace(denial, with: " ") }
        sentences = lower.split(whereSeparator: { ".!?。！？\n".contains($0) })
            .map { $0.drop { !$0.isLetter }.description }
            .filter { sentence in !sentence.isEmpty && !Self.openings.contains { sentence.hasPrefix($0) } }
        whole = sentences.joined(separator: ". ")
    }

    /// The first sign that fits.
    var sign: SpokenSign? { SpokenSign.all.first(where: fits) }

    private func fits(_ sign: SpokenSign) -> Bool {
        let texts = sign.isOfOneSentence ? sentences : [whole]
        return texts.contains { text in sign.groups.allSatisfy { group in group.contains { text.contains($0) } } }
    }

    private static let labels = ["Building", "Starting", "Preparing", "Queued", "Restarting"]
    private static let denials = [
        "no error", "without error", "without an error", "no failure", "sans erreur", "sin error", "ohne fehler", "no incident",
        "no outage", "no disruption", "no degraded",
    ]

    /// What asks, supposes or promises.
    private static let openings = [
        "how ", "if ", "can ", "could ", "should ", "what ", "why is it called", "is there", "when your", "when you", "whether", "where ",
        "in case", "wenn ", "falls ", "wie ", "comment ", "si ", "cómo ", "como ", "come ", "как ", "если ", "如何", "怎么", "如果", "fix",
        "this space shows",
    ]
}
