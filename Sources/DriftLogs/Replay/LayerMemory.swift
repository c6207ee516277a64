import DriftCore

/// Steps that an earlier log printed, for the builds that only say `CACHED`.
///
/// A layer is reused if its text and everything below it are the same. A log does not show its parents' digests, so a remembered
/// step counts only if its base image and the install steps below it are those of the build that asks, and if the files that they
/// read are not known to be others. A layer from another capture counts only if those files are known to be the same.
struct LayerMemory {
    /// More different results of one step than this are not told apart: the step stays unknown.
    private static let maximumResults = 16
    /// More files than any build installs from.
    private static let maximumFiles = 64

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
        var identity: BuildIdentity
        /// Files of the repository that the step and those before it read; `nil`: too many to tell.
        var reads: Set<String>?
        /// Number of the build that printed the same again.
        var replacedBy: Int?
    }

    /// What is known of a text that a step had.
    private struct Text {
        var layers: [Layer] = []
        /// Number of the build since which there are too many results.
        var overflowedBy: Int?
        var isInstalling: Bool
        /// Files of the repository that it installs from.
        var reads: Set<String>
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
        let identity: BuildIdentity
        /// By build: how many of its install steps, from the first on, are all present.
        fileprivate var commonDepths: [Int: Int] = [:]

        init(base: [String], present: Set<String>, identity: BuildIdentity) {
            self.base = base
            self.present = present
            self.identity = identity
        }
    }

    /// What was known when `count` builds had been remembered: all of them, one fewer, or the `oldest` that `remember` was told.
    func after(builds count: Int) -> LayerMemory {
        var earlier = self
        earlier.horizon = count
        return earlier
    }

    /// Keeps what the build's finished install steps printed; also those of a build that failed later on.
    /// - Parameters:
    ///   - log: below 0: a log of an earlier capture.
    ///   - oldest: nobody asks any more what was known before this many builds.
    mutating func remember(_ build: ScannedBuild, log: Int, identity: BuildIdentity, oldest: Int) {
        defer { buildCount += 1 }
        var lineage: [Int] = []
        var seen: Set<Int> = []
        var parentsHash: UInt64 = 0
        var reads: Set<String>? = []
        func append(_ number: Int) {
            guard seen.insert(number).inserted else { return }
            lineage.append(number)
            parentsHash &+= Self.hash(number)
            if !texts[number].reads.isEmpty { reads?.formUnion(texts[number].reads) }
            if reads?.count ?? 0 > Self.maximumFiles { reads = nil }
        }
        for step in build.steps where step.outcome == .cached {
            if let number = installing(step.text) { append(number) }
        }
        var found: [(number: Int, step: ScannedStep, depth: Int, parentsHash: UInt64, reads: Set<String>?)] = []
        for step in build.steps where step.outcome == .done {
            guard let number = installing(step.text) else { continue }
            let (depth, hash) = (lineage.count, parentsHash)
            append(number)
            found.append((number, step, depth, hash, reads))
        }
        guard !found.isEmpty else { return }
        let base = keys(of: build)
        for (number, step, depth, parentsHash, reads) in found {
            let layer = Layer(
                step: step,
                log: log,
                base: base,
                lineage: lineage,
                depth: depth,
                parentsHash: parentsHash,
                build: buildCount,
                identity: identity,
                reads: reads
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
            && (one.identity.agrees(with: other.identity, on: one.reads) ?? (one.log >= 0 && one.identity.files == nil))
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
        let invocations = InstallerCommandLine.invocations(in: ReplayStep.command(of: text)).filter(\.changesEnvironment)
        numbers[text] = texts.count
        texts.append(Text(isInstalling: !invocations.isEmpty, reads: Set(invocations.flatMap(Self.files))))
        return invocations.isEmpty ? nil : texts.count - 1
    }

    /// `requirements.txt` of `pip install -r /tmp/requirements.txt`: a repository's requirements mostly stand at its top, wherever a
    /// mount or a `COPY` puts them.
    private static func files(of invocation: InstallerInvocation) -> [String] {
        if invocation.isProjectCommand || invocation.tool == .poetry { return ["pyproject.toml", "uv.lock", "poetry.lock"] }
        return invocation.requirementFiles.map(InstallerCommandLine.baseName)
    }

    private mutating func keys(of build: ScannedBuild) -> [String] {
        let from = build.steps.filter(\.isFrom)
        let names = from.map(\.text)
        if let known = baseKeys[names] { return known }
        let keys = BaseImages(steps: from).keys
        baseKeys[names] = keys
        return keys
    }

    func recall(_ text: String, on foundation: inout Foundation) -> Recall {
        guard let number = numbers[text], texts[number].overflowedBy ?? .max >= horizon else { return .unknown }
        var possible: [Layer] = []
        for layer in texts[number].layers where layer.build < horizon && layer.replacedBy ?? .max >= horizon {
            guard layer.base == foundation.base, commonDepth(of: layer, &foundation) >= layer.depth else { continue }
            // Another content of the files is another layer; unknown content, of another capture, may be.
            if foundation.identity.agrees(with: layer.identity, on: layer.reads) != false { possible.append(layer) }
        }
        let certain = possible.last { $0.log >= 0 || foundation.identity.agrees(with: $0.identity, on: $0.reads) == true }
        guard let certain else { return .unknown }
        let candidates = possible.map(Self.replayable)
        return Set(candidates.map(Self.result)).count == 1 ? .known(Self.replayable(certain)) : .ambiguous(candidates)
    }

    private static func replayable(_ layer: Layer) -> ReplayStep { ReplayStep(layer.step, log: layer.log, workingDirectory: "/") }

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
