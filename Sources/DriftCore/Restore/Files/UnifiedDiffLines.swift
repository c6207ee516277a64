/// Which lines of two versions of a file differ: Myers' shortest edit script in linear space ("An O(ND) Difference Algorithm", 1986, §4b),
/// with the limit on effort that GNU diff and git put on it. Beyond the limit the script stays right, only no longer the shortest.
struct UnifiedDiffLines {
    /// Lines `base` were replaced by lines `result`; one of the two may be empty.
    struct Change: Hashable {
        var base: Range<Int>
        var result: Range<Int>
    }

    let base: [ArraySlice<UInt8>]
    let result: [ArraySlice<UInt8>]
    /// In order; between two there is at least one common line.
    private(set) var changes: [Change] = []

    /// Edits looked at from either end before a box is split where the search has come to.
    private static let effort = 256

    /// Two boxes of lines, one of each file, that are compared with each other.
    private struct Box {
        var base: Range<Int>
        var result: Range<Int>
    }

    /// Lines as numbers, equal where the lines are.
    private var baseNumbers: [Int] = []
    private var resultNumbers: [Int] = []
    private var isRemoved: [Bool]
    private var isAdded: [Bool]
    init(base: [ArraySlice<UInt8>], result: [ArraySlice<UInt8>]) {
        (self.base, self.result) = (base, result)
        isRemoved = Array(repeating: false, count: base.count)
        isAdded = Array(repeating: false, count: result.count)
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        func number(_ line: ArraySlice<UInt8>) -> Int {
            if let known = numbers[line] { return known }
            numbers[line] = numbers.count
            return numbers.count - 1
        }
        baseNumbers = base.map(number)
        resultNumbers = result.map(number)
        compare()
        changes = collectChanges()
    }

    private mutating func compare() {
        var boxes = [Box(base: base.indices, result: result.indices)]
        while let box = boxes.popLast().map(trimmed) {
            if !box.base.isEmpty, !box.result.isEmpty, let (baseSplit, resultSplit) = split(of: box) {
                boxes.append(Box(base: box.base.lowerBound..<baseSplit, result: box.result.lowerBound..<resultSplit))
                boxes.append(Box(base: baseSplit..<box.base.upperBound, result: resultSplit..<box.result.upperBound))
            } else {
                for line in box.base { isRemoved[line] = true }
                for line in box.result { isAdded[line] = true }
            }
        }
    }

    /// Without the common lines at its start and end.
    private func trimmed(_ box: Box) -> Box {
        var (low, high) = (box.base.lowerBound, box.base.upperBound)
        var (resultLow, resultHigh) = (box.result.lowerBound, box.result.upperBound)
        while low < high, resultLow < resultHigh, baseNumbers[low] == resultNumbers[resultLow] {
            low += 1
            resultLow += 1
        }
        while low < high, resultLow < resultHigh, baseNumbers[high - 1] == resultNumbers[resultHigh - 1] {
            high -= 1
            resultHigh -= 1
        }
        return Box(base: low..<high, result: resultLow..<resultHigh)
    }

    private func collectChanges() -> [Change] {
        var changes: [Change] = []
        var (old, new) = (0, 0)
        while old < base.count || new < result.count {
            let (oldStart, newStart) = (old, new)
            while old < base.count, isRemoved[old] { old += 1 }
            while new < result.count, isAdded[new] { new += 1 }
            if old == oldStart, new == newStart {
                old += 1
                new += 1
            } else {
                changes.append(Change(base: oldStart..<old, result: newStart..<new))
            }
        }
        return changes
    }
}

extension UnifiedDiffLines {
    /// A point inside the box that a short path goes through: where the searches from its two ends meet.
    /// `nil`: the two sides have nothing in common. The box is trimmed and neither side is empty.
    private func split(of box: Box) -> (base: Int, result: Int)? {
        let (base, result) = (box.base, box.result)
        var forward = UnifiedDiffSearch(width: base.count, height: result.count)
        var backward = forward
        let difference = base.count - result.count
        for step in 0..<forward.steps {
            let met = forward.advance(step) { x, y in
                baseNumbers[base.lowerBound + x] == resultNumbers[result.lowerBound + y]
            } until: { x, y in
                // Only where the paths' lengths differ by an odd number can the forward search be the one that closes the gap.
                !difference.isMultiple(of: 2) && x + backward.reach(onDiagonal: difference - (x - y)) >= base.count
            }
            if let met { return (base.lowerBound + met.x, result.lowerBound + met.y) }
            let metBackward = backward.advance(step) { x, y in
                baseNumbers[base.upperBound - 1 - x] == resultNumbers[result.upperBound - 1 - y]
            } until: { x, y in
                difference.isMultiple(of: 2) && x + forward.reach(onDiagonal: difference - (x - y)) >= base.count
            }
            if let met = metBackward { return (base.upperBound - met.x, result.upperBound - met.y) }
            if step == Self.effort {
                guard let (x, y) = forward.furthest else { return nil }
                return (base.lowerBound + x, result.lowerBound + y)
            }
        }
        return nil
    }
}
