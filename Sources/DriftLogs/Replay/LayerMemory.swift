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
        /// Number of the newest build whose lineage holds it.
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

    private mutating func read(_ waiting: Waiting) {
        let build = waiting.build
        var lineage: [Int] = []
        var parentsHash: UInt64 = 0
        var reads: Set<String>? = []
        func append(_ number: Int) {
            guard texts[number].newestBuild != waiting.number else { return }
            texts[number].newestBuild = waiting.number
            if lineage.isEmpty { lineage.reserveCapacity(8) }
            lineage.append(number)
            parentsHash &+= RememberedLayer.hash(number)
            if !texts[number].reads.isEmpty {
                // Mostly there is one step that reads any.
                if reads?.isEmpty ?? false { reads = texts[number].reads } else { reads?.formUnion(texts[number].reads) }
            }
            if reads?.count ?? 0 > Self.maximumFiles { reads = nil }
        }
        // By index: a step that is only looked at need not be copied.
        for index in build.steps.indices where build.steps[index].outcome == .cached {
            if let number = installing(index, of: build) { append(number) }
        }
        var found: [(number: Int, step: Int, place: RememberedLayer.Place)] = []
        for index in build.steps.indices where build.steps[index].outcome == .done {
            guard let number = installing(index, of: build) else { continue }
            let (depth, hash) = (lineage.count, parentsHash)
            append(number)
            found.append((number, index, RememberedLayer.Place(depth: depth, parentsHash: hash, reads: reads)))
        }
        guard !found.isEmpty else { return }
        let origin = RememberedLayer.Origin(
            log: waiting.log,
            base: baseKeys.keys(of: build),
            lineage: lineage,
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

    /// The number of a step's text if it installs anything.
    private mutating func installing(_ index: Int, of build: ScannedBuild) -> Int? {
        guard build.steps[index].instruction == .run else { return nil }
        let number = numbers.number(of: build.steps[index].text, hash: build.steps[index].head.hash)
        if number == texts.count { texts.append(Self.described(build.steps[index].text)) }
        return texts[number].isInstalling ? number : nil
    }

    private static func described(_ text: String) -> Text {
        let invocations = InstallerCommandLine.invocations(in: ReplayStep.command(of: text)).filter(\.changesEnvironment)
        return Text(isInstalling: !invocations.isEmpty, reads: Set(invocations.flatMap(files)))
    }

    /// `requirements.txt` of `pip install -r /tmp/requirements.txt`: a repository's requirements mostly stand at its top, wherever a
    /// mount or a `COPY` puts them.
    private static func files(of invocation: InstallerInvocation) -> [String] {
        if invocation.isProjectCommand || invocation.tool == .poetry { return ["pyproject.toml", "uv.lock", "poetry.lock"] }
        return invocation.requirementFiles.map(InstallerCommandLine.baseName)
    }

    mutating func recall(_ text: String, on foundation: inout Foundation) -> Recall {
        readWaiting()
        guard let number = numbers[text], texts[number].overflowedBy ?? .max >= horizon else { return .unknown }
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
