import DriftCore

/// Which steps belong to one build stage, as far as a log tells: it prints steps, not stages.
///
/// What it does tell: steps of one stage never overlap, a stage begins with its `FROM`, and what prints next after a step's end
/// is mostly the same stage going on.
struct StageLanes {
    /// By step.
    private(set) var lane: [Int]
    /// The one that becomes the image.
    private(set) var final = 0
    /// The builder said of each step which stage it is of.
    private(set) var areNamed = false
    /// Something is taken from another stage, and nothing tells which steps are that stage's.
    private(set) var isAmbiguous = false
    /// Steps whose text another stage has too, and that printed at the same time: which lines and which end are whose no line tells.
    private(set) var mixedUp: [Int] = []

    init(steps: [ScannedStep], images: BaseImages, isPlatformBuild: Bool) {
        lane = Array(repeating: 0, count: steps.count)
        // The platform's stages all end up in the image; and where one image alone brings Python, so do all of pip's steps.
        guard !isPlatformBuild else { return }
        if assignByName(steps) { return }
        mixedUp = Self.mixedUp(steps)
        if images.pythonCount > 1 { assignByOverlap(steps) }
        // Where only one stage of those on Python shows any steps, a second may hide in it.
        let isOneImage = images.all.count == 1 || images.pythonCount == images.all.count
        if isOneImage, Set(steps.indices.filter { steps[$0].instruction != .from }.map { lane[$0] }).count == 1 { splitHiddenStage(steps) }
        final = Self.finalLane(steps, lane)
    }

    /// One that was interrupted, which only another stage does, and is over, begins again.
    private static func mixedUp(_ steps: [ScannedStep]) -> [Int] {
        var seen: Set<UInt64> = []
        let again = steps.indices.filter { steps[$0].instruction == .run && !seen.insert(steps[$0].head.hash).inserted }
        guard !again.isEmpty else { return [] }
        let ends = steps.lazy.filter { $0.lastOrder > $0.order }.map(\.lastOrder).sorted()
        let hashes = Set(again.map { steps[$0].head.hash })
        var interrupted: Set<UInt64> = []
        var next = 0
        for (index, step) in steps.enumerated() where step.instruction == .run && hashes.contains(step.head.hash) {
            while next < ends.count, ends[next] <= step.order { next += 1 }
            let begins = index + 1 < steps.count && steps[index + 1].order < step.lastOrder
            if begins || next < ends.count && ends[next] < step.lastOrder { interrupted.insert(step.head.hash) }
        }
        return again.filter { interrupted.contains(steps[$0].head.hash) && !steps[$0].transcript.isEmpty }
    }

    /// BuildKit's own output names the stage of each step, but not what a stage stands on, where that is another stage.
    /// The image's is the one that ends last; whatever no copy names is built only because another stands on it.
    private mutating func assignByName(_ steps: [ScannedStep]) -> Bool {
        guard let last = Self.lastNamed(steps) else { return false }
        let own = steps.indices.filter { !steps[$0].stage.isEmpty }
        var names = [last]
        for index in own where !names.contains(steps[index].stage) { names.append(steps[index].stage) }
        guard names.count > 1, names.count <= Self.maximumLanes else { return false }
        let copied = Self.copiedStages(steps)
        guard !copied.contains(where: { $0.utf8.allSatisfy(\.isDigit) }) else { return false }
        let rooted = Set(own.lazy.filter { steps[$0].instruction == .from }.map { steps[$0].stage })
        let below = names.dropFirst().filter { !copied.contains($0) }
        if !rooted.contains(last) {
            // Of two that it may stand on nothing tells which.
            guard below.count(where: rooted.contains) == 1 else { return false }
            names.removeAll(where: below.contains)
        }
        areNamed = true
        for index in steps.indices { lane[index] = names.firstIndex(of: steps[index].stage) ?? 0 }
        return true
    }

    /// The stage that ends last of those that nothing is copied from, where the builder names them.
    static func lastNamed(_ steps: [ScannedStep]) -> String? {
        guard steps.contains(where: { !$0.stage.isEmpty }) else { return nil }
        let copied = copiedStages(steps)
        return steps.lazy.filter { !$0.stage.isEmpty && !copied.contains($0.stage) }.max { $0.lastOrder < $1.lastOrder }?.stage
    }

    private static func copiedStages(_ steps: [ScannedStep]) -> Set<String> { Set(steps.flatMap { stagesNamed(in: $0) }) }

    /// `builder` of `COPY --from=builder …` and `RUN --mount=type=bind,from=builder,…`
    private static func stagesNamed(in step: ScannedStep) -> [String] {
        step.text.parts(by: .space).dropFirst().prefix { $0.hasPrefix("--") }.compactMap { word in
            word.after("from=").map { String($0.prefix { $0 != "," }) }
        }
    }

    private mutating func splitHiddenStage(_ steps: [ScannedStep]) {
        guard let copy = steps.firstIndex(where: Self.copiesFromStage) else { return }
        // The second stage begins with the last `WORKDIR` before it takes something from the first.
        guard let begin = steps[..<copy].lastIndex(where: { $0.instruction == .workingDirectory }) else {
            isAmbiguous = true
            return
        }
        if steps[..<begin].contains(where: { $0.instruction == .run }) {
            let other = (lane.max() ?? 0) + 1
            for index in steps.indices where index >= begin { lane[index] = other }
        } else {
            isAmbiguous = true
        }
    }

    /// Whether `--from=` names a stage of this Dockerfile, not an image: `--from=builder`, `--from=0`.
    static func copiesFromStage(_ step: ScannedStep) -> Bool {
        guard step.instruction == .copy, let rest = step.text.after("--from=") else { return false }
        return !rest.utf8.prefix { $0 != .space }.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
    }

    /// More stages than any real Dockerfile has; beyond them a hostile log's steps share the last.
    private static let maximumLanes = 64

    private struct Stage {
        var runningSteps = 0
        /// Where its latest step so far ended; 0: none has.
        var lastEnd = 0
    }

    /// Walks over the steps' beginnings and ends in the order of the log.
    private mutating func assignByOverlap(_ steps: [ScannedStep]) {
        var stages: [Stage] = []
        var ends = steps.indices.sorted { steps[$0].lastOrder < steps[$1].lastOrder }[...]
        for (index, step) in steps.enumerated() {
            while let ended = ends.first, steps[ended].lastOrder < step.order {
                ends = ends.dropFirst()
                if Self.spansLines(steps[ended]) { stages[lane[ended]].runningSteps -= 1 }
                stages[lane[ended]].lastEnd = steps[ended].lastOrder
            }
            lane[index] = Self.stage(of: step, among: &stages)
            if Self.spansLines(step) { stages[lane[index]].runningSteps += 1 }
        }
    }

    /// The idle stage whose step ended last before this one began; a new one for a `FROM`, or where all are busy.
    private static func stage(of step: ScannedStep, among stages: inout [Stage]) -> Int {
        let idle = stages.indices.filter { stages[$0].runningSteps == 0 && stages[$0].lastEnd > 0 }
        if step.instruction != .from, let latest = idle.max(by: { stages[$0].lastEnd < stages[$1].lastEnd }) { return latest }
        if stages.count < maximumLanes { stages.append(Stage()) }
        return stages.count - 1
    }

    private static func spansLines(_ step: ScannedStep) -> Bool { step.instruction == .run && step.lastOrder > step.order }

    private static func finalLane(_ steps: [ScannedStep], _ lane: [Int]) -> Int {
        if let copy = steps.lastIndex(where: copiesFromStage) { return lane[copy] }
        let last = steps.lastIndex { $0.instruction != .from && $0.instruction != .other }
        return last.map { lane[$0] } ?? 0
    }
}
