import DriftArchive
import DriftTesting

/// Entries from a seed: paths of many scripts and lengths, contents of any bytes around a tar block's size.
struct RandomEntries: RandomNumberGenerator {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> UInt64 { random.next() }

    mutating func bytes(count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

    mutating func entries() -> [TarArchive.Entry] {
        var seen: Set<String> = []
        return (0..<Int.random(in: 0...12, using: &self)).compactMap { index in
            // A number in each leaf keeps a file from being another's directory.
            let directories = (0..<Int.random(in: 0...4, using: &self)).map { _ in component() }
            let path = (directories + [component() + "-\(index).txt"]).joined(separator: "/")
            guard seen.insert(path).inserted else { return nil }
            let length = [0, 1, 511, 512, 513, 10240, Int.random(in: 0...3000, using: &self)].randomElement(using: &self) ?? 0
            return TarArchive.Entry(path: path, content: bytes(count: length))
        }
    }

    private mutating func component() -> String {
        let alphabet = Array("abcXYZ019 _-+@=%~'\"\\äßéñ日本語Ω🙂щ")
        let letters = (0..<Int.random(in: 1...30, using: &self)).map { _ in alphabet.randomElement(using: &self) ?? "x" }
        return "d" + String(letters)
    }
}
