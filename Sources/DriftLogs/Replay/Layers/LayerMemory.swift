import DriftCore

/// Steps that an earlier log printed, for the builds that only say `CACHED`.
///
/// A layer is reused if its text and everything below it are the same. A log does not show its parents' digests, so a remembered
/// step counts only if its base image and the steps below it are those of the build that asks (of several stages the install steps: whose
/// stage another step is of, a log does not show), and if the files that they read are not known to be others.
/// A layer from another capture counts only if those files are known to be the same.
/// A build that has a step from the cache which no log printed stands on a build that nobody saw: nothing of it is remembered.
struct LayerMemory {
    /// More different results of one step than this are not told apart: the step stays unknown.
    private static let maximumResults = 16
    /// More files than any build installs from.
    private static let maximumFiles = 64

    private struct Waiting {
        var build: ScannedBuild
        var log: Int
        var identity: BuildIdentity
        var oldest: Int
        var number: Int
    }

    private struct Known {
        var layer: RememberedLayer
        /// What differs is another result, without a look at the layers: there may be many, each somewhere else in memory.
        var fingerprint: Int
        /// Number of the build that printed the same again.
        var replacedBy: Int?
    }

    /// What is known of a text that a step had.
    private struct Text {
        /// Oldest first.
        var layers: [Known] = []
        /// Number of the build since which there are too many results.
        var overflowedBy: Int?
        var isInstalling: Bool
        /// Files of the repository that it installs from.
        var reads: Set<String>
        /// Numbers of the first and the newest build whose lineage holds it.
        var oldestBuild: Int
        var newestBuild = -1
    }

    /// Builds repeat each other: their texts are read once, and then go by number.
    private var texts: [Text] = []
    private var numbers = TextNumbers()
    private var baseKeys = BaseKeys()
    private var recent = RecentBuilds()
    /// Builds that nobody has asked about yet: their steps' texts are read when somebody does, or when they become too many.
    private var waiting: [Waiting] = []
    private var waitingBytes = 0
    private static let maximumWaiting = 32
    private static let maximumWaitingBytes = 1 << 20
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
        /// Texts of all its steps.
        let present: Set<String>
        /// Texts of those from the cache that each build shows which has them.
        let cached: [String]
        let identity: BuildIdentity
        /// By build: how many of its steps, from the first on, are all present.
        fileprivate var commonDepths: [Int: Int] = [:]
        /// Whether earlier logs show all of `cached`.
        fileprivate var isSeen: Bool?

        init(base: [String], steps: [ScannedStep], identity: BuildIdentity) {
            self.base = base
            self.identity = identity
            present = Set(steps.map(\.text))
            cached = LayerMemory.isOneStage(steps) ? steps.filter { $0.outcome == .cached && LayerMemory.isChained($0) }.map(\.text) : []
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
        // Of builds about whose files nothing is known, the first of those that are the same stands for all.
        if log >= 0, identity.files == nil, recent.isRepeated(build) { return }
        waiting.append(Waiting(build: build, log: log, identity: identity, oldest: oldest, number: buildCount))
        for index in build.steps.indices { waitingBytes += build.steps[index].byteCount }
        if waiting.count == Self.maximumWaiting || waitingBytes > Self.maximumWaitingBytes { readWaiting() }
    }

    private mutating func readWaiting() {
        guard !waiting.isEmpty else { return }
        for index in waiting.indices { read(waiting[index]) }
        waiting.removeAll(keepingCapacity: true)
        waitingBytes = 0
    }

    /// The steps that a build shows so far, as far as one is known to lie on the other.
    private struct Lineage {
        var numbers: [Int] = []
        var parentsHash: UInt64 = 0
        var reads: Set<String>? = []

        mutating func append(_ number: Int, reading files: Set<String>) {
            if numbers.isEmpty { numbers.reserveCapacity(16) }
            numbers.append(number)
            parentsHash &+= RememberedLayer.hash(number)
            guard !files.isEmpty else { return }
            // Mostly there is one step that reads any.
            if reads?.isEmpty ?? false { reads = files } else { reads?.formUnion(files) }
            if reads?.count ?? 0 > LayerMemory.maximumFiles { reads = nil }
        }
    }

    /// A text that stands there twice is one step's.
    private mutating func append(_ number: Int, to lineage: inout Lineage, of build: Int) {
        guard texts[number].newestBuild != build else { return }
        texts[number].newestBuild = build
        lineage.append(number, reading: texts[number].reads)
    }

    private mutating func read(_ waiting: Waiting) {
        let build = waiting.build
        var lineage = Lineage()
        let isOneStage = Self.isOneStage(build.steps)
        // By index: a step that is only looked at need not be copied.
        for index in build.steps.indices where build.steps[index].outcome == .cached {
            if let number = chained(index, of: build, isOneStage, waiting.number) { append(number, to: &lineage, of: waiting.number) }
        }
        var found: [(number: Int, step: Int, place: RememberedLayer.Place)] = []
        for index in build.steps.indices where build.steps[index].outcome == .done {
            guard let number = chained(index, of: build, isOneStage, waiting.number) else { continue }
            let (depth, hash) = (lineage.numbers.count, lineage.parentsHash)
            append(number, to: &lineage, of: waiting.number)
            guard texts[number].isInstalling else { continue }
            found.append((number, index, RememberedLayer.Place(depth: depth, parentsHash: hash, reads: lineage.reads)))
        }
        guard !found.isEmpty else { return }
        let origin = RememberedLayer.Origin(
            log: waiting.log,
            base: baseKeys.keys(of: build),
            lineage: lineage.numbers,
            build: waiting.number,
            identity: waiting.identity
        )
        for (number, index, place) in found where !isGivenUp(number, waiting.oldest) {
            add(RememberedLayer(step: build.steps[index], place: place, origin: origin), to: number, oldest: waiting.oldest)
        }
    }

    /// There were too many results before anything that may still be asked for.
    private mutating func isGivenUp(_ number: Int, _ oldest: Int) -> Bool {
        guard let overflowed = texts[number].overflowedBy, overflowed < oldest else { return false }
        texts[number].layers = []
        return true
    }

    private mutating func add(_ layer: RememberedLayer, to number: Int, oldest: Int) {
        let build = layer.origin.build
        let fingerprint = layer.fingerprint
        var layers: [Known] = []
        swap(&layers, &texts[number].layers)
        defer { swap(&layers, &texts[number].layers) }
        var live = 0
        // The same words again are the same result: the newer stands for both, except where only the older was known.
        for index in layers.indices.reversed() {
            let isReplaced = layers[index].replacedBy != nil
            guard isReplaced || layers[index].fingerprint == fingerprint && layers[index].layer.isSame(as: layer) else {
                live += 1
                continue
            }
            let replacedBy = layers[index].replacedBy ?? build
            let known = layers[index].layer.origin.build
            if replacedBy == build && known < build || replacedBy >= oldest && known < oldest {
                layers[index].replacedBy = replacedBy
            } else {
                layers.remove(at: index)
            }
        }
        guard live < Self.maximumResults else {
            texts[number].overflowedBy = texts[number].overflowedBy ?? build
            return
        }
        layers.append(Known(layer: layer, fingerprint: fingerprint))
    }

    /// The number of a step's text if what lies on it can be told to: that of an install step; where there is one stage, of every step.
    private mutating func chained(_ index: Int, of build: ScannedBuild, _ isOneStage: Bool, _ buildNumber: Int) -> Int? {
        let isRun = build.steps[index].instruction == .run
        guard isRun || isOneStage && Self.isChained(build.steps[index]) else { return nil }
        let number = numbers.number(of: build.steps[index].text, hash: build.steps[index].head.hash)
        if number == texts.count {
            let text = build.steps[index].text
            texts.append(isRun ? Self.described(text, buildNumber) : Text(isInstalling: false, reads: [], oldestBuild: buildNumber))
        }
        return isOneStage || texts[number].isInstalling ? number : nil
    }

    private static func described(_ text: String, _ build: Int) -> Text {
        let invocations = InstallerCommandLine.invocations(in: ReplayStep.command(of: text)).filter(\.changesEnvironment)
        return Text(isInstalling: !invocations.isEmpty, reads: Set(invocations.flatMap(files)), oldestBuild: build)
    }

    /// Whether every step lies on those that were printed before it: there is one `FROM`, and nothing comes from another stage.
    /// (What a `COPY --link` brings lies on nothing.)
    fileprivate static func isOneStage(_ steps: [ScannedStep]) -> Bool {
        var images = 0
        for index in steps.indices {
            switch steps[index].instruction {
            case .from: images += 1
            case .copy: if StageLanes.copiesFromStage(steps[index]), isChained(steps[index]) { return false }
            default: break
            }
        }
        return images <= 1
    }

    fileprivate static func isChained(_ step: ScannedStep) -> Bool {
        switch step.instruction {
        case .run, .workingDirectory: true
        case .copy, .add: !step.text.holds("--link ")
        case .from, .other: false
        }
    }

    /// `requirements.txt` of `pip install -r /tmp/requirements.txt`: a repository's requirements mostly stand at its top, wherever a
    /// mount or a `COPY` puts them.
    private static func files(of invocation: InstallerInvocation) -> [String] {
        if invocation.isProjectCommand || invocation.tool == .poetry { return ["pyproject.toml", "uv.lock", "poetry.lock"] }
        return invocation.requirementFiles.map(InstallerCommandLine.baseName)
    }

    mutating func recall(_ text: String, on foundation: inout Foundation) -> Recall {
        readWaiting()
        guard let number = numbers[text], texts[number].overflowedBy ?? .max >= horizon, isSeen(&foundation) else { return .unknown }
        var possible: [RememberedLayer] = []
        for known in texts[number].layers where known.layer.origin.build < horizon && known.replacedBy ?? .max >= horizon {
            let layer = known.layer
            guard layer.origin.base == foundation.base, commonDepth(of: layer, &foundation) >= layer.place.depth else { continue }
            // Another content of the files is another layer; unknown content, of another capture, may be.
            if foundation.identity.agrees(with: layer.origin.identity, on: layer.place.reads) != false { possible.append(layer) }
        }
        let certain = possible.last {
            $0.origin.log >= 0 || foundation.identity.agrees(with: $0.origin.identity, on: $0.place.reads) == true
        }
        guard let certain else { return .unknown }
        let candidates = possible.map(\.replayable)
        return Set(candidates.map(Self.result)).count == 1 ? .known(certain.replayable) : .ambiguous(candidates)
    }

    /// Whether each of the cached steps stands in a log of before.
    private func isSeen(_ foundation: inout Foundation) -> Bool {
        if let known = foundation.isSeen { return known }
        let isSeen = foundation.cached.allSatisfy { numbers[$0].map { texts[$0].oldestBuild < horizon } ?? false }
        foundation.isSeen = isSeen
        return isSeen
    }

    private func commonDepth(of layer: RememberedLayer, _ foundation: inout Foundation) -> Int {
        if let known = foundation.commonDepths[layer.origin.build] { return known }
        let present = Set(foundation.present.compactMap { numbers[$0] })
        let depth = layer.origin.lineage.firstIndex { !present.contains($0) } ?? layer.origin.lineage.count
        foundation.commonDepths[layer.origin.build] = depth
        return depth
    }

    /// What the step printed about packages, without the lines it stands on.
    /// (What pip says of itself differs with the pip.)
    private static func result(_ step: ReplayStep) -> [String] {
        step.output.events.compactMap { located in
            switch located.event {
            case .spoke, .installerVersion, .toldVersion, .toldToUpdate: nil
            default: "\(located.event)"
            }
        }
    }
}
