import DriftTesting

/// What may happen to a log on its way: each gives another version of the same bytes.
struct Damage: Sendable {
    var name: String
    var apply: @Sendable (_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8]

    static let all: [Damage] = [
        Damage(name: "cut") { bytes, random in Array(bytes.prefix(Int.random(in: 0...(bytes.count / 997), using: &random) * 997)) },
        Damage(name: "head lost") { bytes, random in Array(bytes.dropFirst(Int.random(in: 0...(bytes.count / 997), using: &random) * 997))
        },
        Damage(name: "lines lost") { bytes, random in
            lines(bytes) { all in for _ in 0..<3 where !all.isEmpty { all.remove(at: Int.random(in: all.indices, using: &random)) } }
        },
        Damage(name: "lines doubled") { bytes, random in
            lines(bytes) { all in
                for _ in 0..<3 where !all.isEmpty {
                    let index = Int.random(in: all.indices, using: &random)
                    all.insert(all[index], at: index)
                }
            }
        },
        Damage(name: "lines swapped") { bytes, random in
            lines(bytes) { all in
                for _ in 0..<3 where !all.isEmpty {
                    all.swapAt(Int.random(in: all.indices, using: &random), Int.random(in: all.indices, using: &random))
                }
            }
        },
        Damage(name: "bytes flipped") { bytes, random in
            var bytes = bytes
            for _ in 0..<20 where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            return bytes
        },
        Damage(name: "bits flipped") { bytes, random in
            var bytes = bytes
            for _ in 0..<20 where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
            return bytes
        },
        Damage(name: "line ends flipped") { bytes, random in
            var bytes = bytes
            for index in bytes.indices where bytes[index] == 0x0A && random.chance(20) { bytes[index] = random.pick([0x0D, 0x00, 0x20]) }
            return bytes
        },
        Damage(name: "wrapped") { bytes, random in
            let width = Int.random(in: 40...200, using: &random)
            return lines(bytes) { all in
                all = all.flatMap { line in
                    stride(from: 0, to: max(1, line.count), by: width).map { Array(line[$0..<min($0 + width, line.count)]) }
                }
            }
        },
        Damage(name: "terminal") { bytes, random in
            lines(bytes) { all in
                for index in all.indices where random.chance(30) {
                    all[index] = Array("\u{1B}[1m".utf8) + all[index] + Array("\u{1B}[0m\r".utf8)
                }
            }
        },
    ]

    private static func lines(_ bytes: [UInt8], _ change: (inout [[UInt8]]) -> Void) -> [UInt8] {
        var all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        change(&all)
        return Array(all.joined(separator: [0x0A]))
    }
}
