/// One of the two searches for the middle of a shortest edit script: how far it has come on each diagonal, counted from its own end.
/// `x` lines of the base and `y` of the result lie behind it; a diagonal is `x - y`.
struct UnifiedDiffSearch {
    let width: Int
    let height: Int
    /// Steps after which two searches have met, if the sides have a line in common.
    let steps: Int

    /// Furthest `x` by diagonal; -1: not reached.
    private var reached: [Int]
    private let center: Int
    /// Diagonals at either edge that have left the box and are not followed any further.
    private var low = 0
    private var high = 0

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        steps = (width + height + 1) / 2
        center = steps + 1
        reached = Array(repeating: -1, count: 2 * center + 1)
        reached[center + 1] = 0
    }

    /// Far below zero where the search has not been, or has left the box, so that no sum with it reaches anything.
    func reach(onDiagonal diagonal: Int) -> Int {
        let index = center + diagonal
        guard reached.indices.contains(index), reached[index] >= 0, reached[index] <= width, reached[index] - diagonal <= height else {
            return -width - 1
        }
        return reached[index]
    }

    /// One edit more on each diagonal, then as many common lines as follow. Returns the first point for which `isMet` holds.
    mutating func advance(
        _ step: Int,
        areEqual: (_ x: Int, _ y: Int) -> Bool,
        until isMet: (_ x: Int, _ y: Int) -> Bool
    ) -> (x: Int, y: Int)? {
        var diagonal = -step + low
        while diagonal <= step - high {
            defer { diagonal += 2 }
            let index = center + diagonal
            let comesFromAbove = diagonal == -step || (diagonal != step && reached[index - 1] < reached[index + 1])
            var x = comesFromAbove ? reached[index + 1] : reached[index - 1] + 1
            var y = x - diagonal
            while x < width, y < height, y >= 0, areEqual(x, y) {
                x += 1
                y += 1
            }
            reached[index] = x
            if x > width {
                high += 2
            } else if y > height {
                low += 2
            } else if isMet(x, y) {
                return (x, y)
            }
        }
        return nil
    }

    /// The point with the most lines behind it; `nil` where that is a corner of the box, which would not split it.
    var furthest: (x: Int, y: Int)? {
        var best = (x: 0, y: 0)
        for (index, x) in reached.enumerated() {
            let y = x - (index - center)
            if x >= 0, x <= width, y >= 0, y <= height, x + y > best.x + best.y { best = (x, y) }
        }
        return best == (0, 0) || best == (width, height) ? nil : best
    }
}
