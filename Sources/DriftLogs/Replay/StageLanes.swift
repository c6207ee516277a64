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

    init(steps: [ScannedStep], images: BaseImages, isPlatformBuild: Bool) {
        lane = Array(repeating: 0, count: steps.count)
        // The platform's stages all end up in the image; and where one image alone brings Python, so do all of pip's steps.
        guard !isPlatformBuild else { return }
        if images.pythonCount > 1 {
            assignByOverlap(steps)
        } else if images.all.count == 1, let begin = Self.finalStageBegin(steps) {
            for index in steps.indices where index >= begin { lane[index] = 1 }
        }
        final = Self.finalLane(steps, lane)
    }

    /// Whether `--from=` names a stage of this Dockerfile, not an image: `--from=builder`, `--from=0`.
    static func copiesFromStage(_ step: ScannedStep) -> Bool {
        guard step.instruction == "COPY", let range = step.text.firstRange(of: "--from=") else { return false }
        let name = step.text[range.upperBound...].prefix { $0 != " " }
        return !name.contains("/") && !name.contains(":")
    }

    private mutating func assignByOverlap(_ steps: [ScannedStep]) {
        var count = 0
        for (index, step) in steps.enumerated() {
            if step.instruction == "FROM" {
                lane[index] = count
                count += 1
                continue
            }
            let busy = Set(steps[..<index].indices.filter { Self.overlaps(steps[$0], step) }.map { lane[$0] })
            // The stage whose step ended last before this one began.
            let previous = steps[..<index].indices.filter { !busy.contains(lane[$0]) && steps[$0].lastLine < step.line }
                .max { steps[$0].lastLine < steps[$1].lastLine }
            if let previous {
                lane[index] = lane[previous]
            } else {
                lane[index] = count
                count += 1
            }
        }
    }

    private static func overlaps(_ earlier: ScannedStep, _ later: ScannedStep) -> Bool {
        earlier.instruction == "RUN" && earlier.line < later.line && later.line < earlier.lastLine
    }

    /// Two stages on one image: the second begins with the last `WORKDIR` before it takes something from the first.
    private static func finalStageBegin(_ steps: [ScannedStep]) -> Int? {
        guard let copy = steps.firstIndex(where: copiesFromStage) else { return nil }
        let begin = steps[..<copy].lastIndex { $0.instruction == "WORKDIR" } ?? copy
        return steps[..<begin].contains { $0.instruction == "RUN" } ? begin : copy
    }

    private static func finalLane(_ steps: [ScannedStep], _ lane: [Int]) -> Int {
        if let copy = steps.lastIndex(where: copiesFromStage) { return lane[copy] }
        let last = steps.lastIndex { ["RUN", "COPY", "WORKDIR", "ADD"].contains($0.instruction) }
        return last.map { lane[$0] } ?? 0
    }
}
