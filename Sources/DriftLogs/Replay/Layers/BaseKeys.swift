/// `BaseImages.keys` of builds. Most of them have the `FROM` steps of an earlier one.
struct BaseKeys {
    private static let places = 64

    private struct Known {
        /// Texts of the `FROM` steps.
        var texts: [String]
        var keys: [String]
    }

    /// Each in the place that the hash of its texts gives it, where a newer one pushes it out.
    private var known: [Known] = []

    mutating func keys(of build: ScannedBuild) -> [String] {
        if known.isEmpty { known = Array(repeating: Known(texts: [], keys: []), count: Self.places) }
        var hash: UInt64 = 0
        var count = 0
        for index in build.steps.indices where build.steps[index].instruction == .from {
            hash = hash &* 31 &+ build.steps[index].head.hash
            count += 1
        }
        let place = Int(truncatingIfNeeded: hash) & (Self.places - 1)
        if known[place].texts.count == count, areTexts(of: build, place) { return known[place].keys }
        let from = build.steps.filter { $0.instruction == .from }
        known[place] = Known(texts: from.map(\.text), keys: BaseImages(steps: from).keys)
        return known[place].keys
    }

    private func areTexts(of build: ScannedBuild, _ place: Int) -> Bool {
        var next = 0
        for index in build.steps.indices where build.steps[index].instruction == .from {
            guard known[place].texts[next] == build.steps[index].text else { return false }
            next += 1
        }
        return true
    }
}
