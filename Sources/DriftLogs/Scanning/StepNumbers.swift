/// The numbers that other builders than the platform's give their steps: a number that is missing is a step that the log lost.
///
///     #12 [builder 3/7] RUN pip install x          BuildKit
///     Step 3/7 : RUN pip install x                 docker's older builder
///     [1/2] STEP 3/7: RUN pip install x            buildah, of the first of two stages
struct StepNumbers {
    /// More stages, and more steps of one, than any Dockerfile has.
    private static let maximumStages = 64
    private static let maximumSteps = 2_000

    private struct Stage {
        var total: Int
        var seen: Set<Int> = []
        var line: Int
    }

    /// By what stands before the number: `builder`, `linux/arm64 builder`, nothing.
    private var stages: [String: Stage] = [:]

    /// - Parameter bracket: `builder 3/7`, `internal`.
    mutating func note(bracket: ByteView, line: Int) {
        var begin = bracket.count
        while begin > 0, bracket[begin - 1] != .space { begin -= 1 }
        let place = bracket.dropFirst(begin)
        guard let slash = place.firstIndex(of: UInt8(ascii: "/")), let number = Self.number(place[0..<slash]),
            let total = Self.number(place.dropFirst(slash + 1))
        else { return }
        note(number, of: total, in: bracket[0..<begin].trimmed.string, line: line)
    }

    mutating func note(_ number: Int, of total: Int, in stage: String, line: Int) {
        guard number > 0, number <= total, total <= Self.maximumSteps else { return }
        guard stages[stage] != nil || stages.count < Self.maximumStages else { return }
        stages[stage, default: Stage(total: total, line: line)].seen.insert(number)
    }

    private static func number(_ text: ByteView) -> Int? {
        text.count > 0 && text.count < 6 && (0..<text.count).allSatisfy { text[$0].isDigit } ? Int(text.string) : nil
    }

    /// A line of the first stage that lacks a step; `nil`: none does. Two stages that begin alike (`FROM` the same image) print that once,
    /// in the words of one of them.
    var lostStepLine: Int? {
        let lacking = stages.values.filter { stage in
            let first = stages.count > 1 ? stage.seen.min() ?? 1 : 1
            return stage.seen.count < stage.total - first + 1
        }
        return lacking.map(\.line).min()
    }
}
