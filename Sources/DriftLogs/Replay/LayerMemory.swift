import DriftCore

/// Steps that an earlier log printed, for the builds that only say `CACHED`.
///
/// A layer is reused if its text and everything below it are the same. A log does not show its parents' digests, so a remembered
/// step counts only if its base image and the install steps below it are those of the build that asks.
struct LayerMemory {
    /// More different results of one step than this are not told apart: the step stays unknown.
    private static let maximumResults = 16

    private struct Layer {
        var step: ScannedStep
        var log: Int
        var base: [String]
        /// The install steps of its build, all of them: an array that the build's layers share.
        var lineage: [Int]
        /// How many of these came before it.
        var depth: Int
        /// The same for the same steps, in whatever order they came.
        var parentsHash: UInt64
        /// Number of the build that printed it.
        var build: Int
        /// Number of the build that printed the same again.
        var replacedBy: Int?
    }

    /// What is known of a text that a step had.
    private struct Text {
        var layers: [Layer] = []
        /// Number of the build since which there are too many results.
        var overflowedBy: Int?
        var isInstalling: Bool
    }

    /// Builds repeat each other: their texts are read once, and then go by number.
    private var texts: [Text] = []
    private var numbers: [String: Int] = [:]
    /// By the texts of the `FROM` steps.
    private var baseKeys: [[String]: [String]] = [:]
    /// Builds so far.
    private(set) var buildCount = 0
    /// Only what was printed before this build is known.
    private var horizon = Int.max

    /// What is known of a `CACHED` step.
    enum Recall {
        case unknown
        case known(ReplayStep)
        /// Several results are possible.
        case ambiguous([ReplayStep])
    }

    /// What the build that asks stands on.
    struct Foundation {
        let base: [String]
        /// Texts of all its install steps.
        let present: Set<String>
        /// By build: how many of its install steps, from the first on, are all present.
        fileprivate var commonDepths: [Int: Int] = [:]

        init(base: [String], present: Set<String>) {
            self.base = base
            self.present = present
        }
    }

    /// What was known when `count` builds had been remembered: all of them, one fewer, or the `oldest` that `remember` was told.
    func after(builds count: Int) -> LayerMemory {
        var earlier = self
        earlier.horizon = count
        return earlier
    }

    /// Keeps what the build's finished install steps printed; also those of a build that failed later on.
    /// - Parameter oldest: nobody asks any more what was known before this many builds.
    mutating func remember(_ build: ScannedBuild, log: Int, oldest: Int) {
        defer { buildCount += 1 }
        var lineage: [Int] = []
        var seen: Set<Int> = []
        var parentsHash: UInt64 = 0
        func append(_ number: Int) {
            guard seen.insert(number).inserted else { return }
            lineage.append(number)
            parentsHash &+= Self.hash(number)
        }
        for step in build.steps where step.outcome == .cached {
            if let number = installing(step.text) { append(number) }
        }
        var found: [(number: Int, step: ScannedStep, depth: Int, parentsHash: UInt64)] = []
        for step in build.steps where step.outcome == .done {
            guard let number = installing(step.text) else { continue }
            found.append((number, step, lineage.count, parentsHash))
            append(number)
        }
        guard !found.isEmpty else { return }
        let base = keys(of: build)
        for (number, step, depth, parentsHash) in found {
            let layer = Layer(
                step: step,
                log: log,
                base: base,
                lineage: lineage,
                depth: depth,
                parentsHash: parentsHash,
                build: buildCount
            )
            add(layer, to: number, oldest: oldest)
        }
    }

    private mutating func add(_ layer: Layer, to number: Int, oldest: Int) {
        var live = 0
        // The same words again are the same result: the newer stands for both, except where only the older was known.
        for index in texts[number].layers.indices.reversed() {
            let other = texts[number].layers[index]
            let replacedBy = other.replacedBy ?? (Self.isSame(other, layer) ? buildCount : nil)
            guard let replacedBy else {
                live += 1
                continue
            }
            let isAskedFor = replacedBy == buildCount && other.build < buildCount || replacedBy >= oldest && other.build < oldest
            if isAskedFor {
                texts[number].layers[index].replacedBy = replacedBy
            } else {
                texts[number].layers.remove(at: index)
            }
        }
        guard live < Self.maximumResults else {
            texts[number].overflowedBy = texts[number].overflowedBy ?? buildCount
            return
        }
        texts[number].layers.append(layer)
    }

    private static func isSame(_ one: Layer, _ other: Layer) -> Bool {
        one.parentsHash == other.parentsHash && one.depth == other.depth && one.base == other.base
            && one.step.transcript.hasSameLines(as: other.step.transcript)
    }

    /// SplitMix64's mixing of the bits.
    private static func hash(_ number: Int) -> UInt64 {
        var bits = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    /// The number of a step's text if it installs anything.
    private mutating func installing(_ text: String) -> Int? {
        guard text.hasPrefix("RUN") else { return nil }
        if let number = numbers[text] { return texts[number].isInstalling ? number : nil }
        let isInstalling = InstallerCommandLine.invocations(in: ReplayStep.command(of: text)).contains(where: \.changesEnvironment)
        numbers[text] = texts.count
        texts.append(Text(isInstalling: isInstalling))
        return isInstalling ? texts.count - 1 : nil
    }

    private mutating func keys(of build: ScannedBuild) -> [String] {
        let from = build.steps.filter { $0.instruction == "FROM" }
        let names = from.map(\.text)
        if let known = baseKeys[names] { return known }
        let keys = BaseImages(steps: from).keys
        baseKeys[names] = keys
        return keys
    }

    func recall(_ text: String, on foundation: inout Foundation) -> Recall {
        guard let number = numbers[text], texts[number].overflowedBy ?? .max >= horizon else { return .unknown }
        var candidates: [ReplayStep] = []
        for layer in texts[number].layers where layer.build < horizon && layer.replacedBy ?? .max >= horizon {
            guard layer.base == foundation.base, commonDepth(of: layer, &foundation) >= layer.depth else { continue }
            candidates.append(ReplayStep(layer.step, log: layer.log, workingDirectory: "/"))
        }
        guard let latest = candidates.last else { return .unknown }
        let results = Set(candidates.map(Self.result))
        return results.count == 1 ? .known(latest) : .ambiguous(candidates)
    }

    private func commonDepth(of layer: Layer, _ foundation: inout Foundation) -> Int {
        if let known = foundation.commonDepths[layer.build] { return known }
        let present = Set(foundation.present.compactMap { numbers[$0] })
        let depth = layer.lineage.firstIndex { !present.contains($0) } ?? layer.lineage.count
        foundation.commonDepths[layer.build] = depth
        return depth
    }

    /// What the step printed about packages, without the lines it stands on.
    private static func result(_ step: ReplayStep) -> [String] { step.output.events.map { "\($0.event)" } }
}
