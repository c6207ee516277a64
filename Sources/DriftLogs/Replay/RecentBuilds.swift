/// Builds of late, to tell one that printed the same again: what it shows is remembered already.
///
/// There are so many places, each for one build of its fingerprint, and so much room in all: a log of ever new builds costs no more memory.
struct RecentBuilds {
    private static let places = 2_048
    /// More than most builds have.
    private static let maximumSteps = 48
    private static let maximumBytes = 8 << 20

    private struct Place {
        var steps: [ScannedStep] = []
        var bytes = 0
    }

    private var places: [Place] = []
    private var bytes = 0

    /// Whether a build of late had the same steps, which printed the same and ended the same. Takes it in, if not.
    mutating func isRepeated(_ build: ScannedBuild) -> Bool {
        guard build.steps.count <= Self.maximumSteps else { return false }
        if places.isEmpty { places = Array(repeating: Place(), count: Self.places) }
        var (fingerprint, size): (UInt64, Int) = (0, 0)
        for index in build.steps.indices {
            fingerprint = (fingerprint ^ build.steps[index].textHash) &* 0x9E37_79B9_7F4A_7C15
            fingerprint ^= fingerprint >> 32 ^ UInt64(truncatingIfNeeded: build.steps[index].transcript.byteCount)
            size += build.steps[index].byteCount
        }
        let place = Int(truncatingIfNeeded: fingerprint) & (Self.places - 1)
        if Self.areSame(places[place].steps, build.steps) { return true }
        let total = bytes - places[place].bytes + size
        if total <= Self.maximumBytes {
            places[place] = Place(steps: build.steps, bytes: size)
            bytes = total
        }
        return false
    }

    private static func areSame(_ known: [ScannedStep], _ steps: [ScannedStep]) -> Bool {
        guard known.count == steps.count else { return false }
        // By index: a step that is only looked at need not be copied.
        for index in steps.indices {
            guard known[index].textHash == steps[index].textHash, known[index].outcome == steps[index].outcome else { return false }
        }
        return steps.indices.allSatisfy {
            known[$0].text == steps[$0].text && known[$0].transcript.hasSameWords(as: steps[$0].transcript)
        }
    }
}
