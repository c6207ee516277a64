/// Builds of late, to tell one that printed the same again: what it shows is remembered already.
///
/// There are so many places, in pairs, and each build goes to the pair of its digest: a log of ever new builds costs no more memory, and of
/// more builds of one pair the one that was not seen for the longest is pushed out.
struct RecentBuilds {
    private static let places = 2_048

    private var places: [ContentDigest?] = []

    /// Whether a build of late had the same steps, which printed the same and ended the same. Takes it in, if not.
    mutating func isRepeated(_ build: ScannedBuild) -> Bool {
        if places.isEmpty { places = Array(repeating: nil, count: Self.places) }
        var digest = ContentDigest()
        // By index: a step that is only looked at need not be copied.
        for index in build.steps.indices {
            digest.add(build.steps[index].head.digest)
            digest.add(build.steps[index].transcript.words)
            digest.add(build.steps[index].outcome.rawValue)
        }
        let place = Int(truncatingIfNeeded: digest.hash) & (Self.places - 2)
        if places[place] == digest { return true }
        let isRepeated = places[place + 1] == digest
        places[place + 1] = places[place]
        places[place] = digest
        return isRepeated
    }
}
