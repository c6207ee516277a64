import DriftCore
import DriftTesting

/// A made-up fleet: package names, and a few versions of each.
struct Fleet {
    enum Popularity {
        /// The n-th package is in a share 1/n of the Spaces (Zipf's law), and half of them have its newest version: like PyPI.
        case falling
        /// Every release is as likely as any other: the worst there is for a compact list.
        case flat
    }

    private var random: SplitMix64
    private let popularity: Popularity
    private let names: [PackageName]
    private let versionCount: Int
    /// Running sums of the names' weights.
    private let thresholds: [Double]

    init(seed: Int, nameCount: Int, versionCount: Int, popularity: Popularity) {
        random = SplitMix64(seed: seed)
        self.popularity = popularity
        self.versionCount = versionCount
        names = (0..<nameCount).map { Samples.name("package-\($0)") }
        var sum = 0.0
        thresholds = (1...nameCount).map { rank in
            sum += popularity == .flat ? 1 : 1 / Double(rank)
            return sum
        }
    }

    /// Every release there is, in no order, `count` at a time: stored before the measuring, they are interned.
    mutating func releases(inSlicesOf count: Int) -> [[Release]] {
        let all = names.flatMap { name in (0..<versionCount).map { Release(name: name, version: "1.\($0).0") } }.shuffled(using: &random)
        return stride(from: 0, to: all.count, by: count).map { Array(all[$0..<min($0 + count, all.count)]) }
    }

    /// `count` distinct packages, sorted by name.
    mutating func environment(count: Int) -> [Release] {
        var chosen: Set<Int> = []
        while chosen.count < count { chosen.insert(nameIndex(at: Double.random(in: 0..<(thresholds.last ?? 1), using: &random))) }
        return chosen.sorted().map { Release(name: names[$0], version: "1.\(version()).0") }.sorted { $0.name < $1.name }
    }

    private mutating func version() -> Int {
        guard popularity == .falling else { return Int.random(in: 0..<versionCount, using: &random) }
        var version = versionCount - 1
        while version > 0, random.chance(50) { version -= 1 }
        return version
    }

    /// The first name whose running sum is beyond the point.
    private func nameIndex(at point: Double) -> Int {
        var (low, high) = (0, thresholds.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if thresholds[middle] <= point { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
