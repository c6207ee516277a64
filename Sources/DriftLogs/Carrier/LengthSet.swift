/// The lengths of lines that a log has, in characters: a bit each, as every line of a head is entered.
struct LengthSet {
    /// What is longer counts as this long: no wrap is as wide by far.
    private static let most = 1_023

    private var words: [UInt64] = []

    mutating func insert(_ length: Int) {
        if words.isEmpty { words = [UInt64](repeating: 0, count: (Self.most + 1) / 64) }
        let length = min(length, Self.most)
        words[length / 64] |= 1 << UInt64(length % 64)
    }

    /// The greatest of them; `nil`: there is none.
    var max: Int? { max(below: Self.most + 1) }

    /// The greatest that is less than `limit`.
    func max(below limit: Int) -> Int? {
        guard !words.isEmpty else { return nil }
        return (0..<Swift.min(limit, Self.most + 1)).last(where: contains)
    }

    /// How many are greater than `length`.
    func count(above length: Int) -> Int {
        guard !words.isEmpty, length < Self.most else { return 0 }
        return (length + 1...Self.most).count(where: contains)
    }

    private func contains(_ length: Int) -> Bool { words[length / 64] >> UInt64(length % 64) & 1 == 1 }
}
