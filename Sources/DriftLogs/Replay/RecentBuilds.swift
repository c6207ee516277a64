/// Builds of late, to tell one that printed the same again: what it shows is remembered already.
///
/// There are so many places, each for one build of its fingerprint: a log of ever new builds costs no more memory.
struct RecentBuilds {
    private static let places = 2_048

    private var places: [ContentDigest?] = []

    /// Whether a build of late had the same steps, which printed the same and ended the same. Takes it in, if not.
    mutating func isRepeated(_ build: ScannedBuild) -> Bool {
        if places.isEmpty { places = Array(repeating: nil, count: Self.places) }
        var fingerprint: UInt64 = 0
        var digest = ContentDigest()
        // By index: a step that is only looked at need not be copied.
        for index in build.steps.indices {
            fingerprint = (fingerprint ^ build.steps[index].head.hash) &* 0x9E37_79B9_7F4A_7C15
            fingerprint ^= fingerprint >> 32 ^ UInt64(truncatingIfNeeded: build.steps[index].transcript.byteCount)
            digest.add(build.steps[index].head.digest)
            digest.add(build.steps[index].transcript.words)
            digest.add(build.steps[index].outcome.rawValue)
        }
        let place = Int(truncatingIfNeeded: fingerprint) & (Self.places - 1)
        if places[place] == digest { return true }
        places[place] = digest
        return false
    }
}
