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
        /// Texts of the install steps that came before it in its own build.
        var parents: Set<String>
    }

    private var layers: [String: [Layer]] = [:]
    private var overflowed: Set<String> = []
    /// Whether a step's text installs anything, by text: builds repeat each other.
    private var installs: [String: Bool] = [:]

    /// What is known of a `CACHED` step.
    enum Recall {
        case unknown
        case known(ReplayStep)
        /// Several results are possible.
        case ambiguous([ReplayStep])
    }

    /// Keeps what the build's finished install steps printed; also those of a build that failed later on.
    mutating func remember(_ build: ScannedBuild, log: Int) {
        let base = BaseImages(steps: build.steps).keys
        var parents: Set<String> = []
        for step in build.steps where step.outcome == .cached && concernsPackages(step.text) { parents.insert(step.text) }
        for step in build.steps where step.outcome == .done && concernsPackages(step.text) {
            add(Layer(step: step, log: log, base: base, parents: parents))
            parents.insert(step.text)
        }
    }

    private mutating func add(_ layer: Layer) {
        let text = layer.step.text
        // The same words again are the same result: the newer stands for both.
        layers[text]?.removeAll {
            $0.base == layer.base && $0.parents == layer.parents && $0.step.transcript.hasSameLines(as: layer.step.transcript)
        }
        guard layers[text]?.count ?? 0 < Self.maximumResults else {
            overflowed.insert(text)
            return
        }
        layers[text, default: []].append(layer)
    }

    private mutating func concernsPackages(_ text: String) -> Bool {
        guard text.hasPrefix("RUN") else { return false }
        if let known = installs[text] { return known }
        let result = InstallerCommandLine.invocations(in: ReplayStep.command(of: text)).contains(where: \.changesEnvironment)
        installs[text] = result
        return result
    }

    func recall(_ text: String, base: [String], present: Set<String>) -> Recall {
        guard !overflowed.contains(text) else { return .unknown }
        let candidates = (layers[text] ?? []).filter { $0.base == base && $0.parents.isSubset(of: present) }
            .map { ReplayStep($0.step, log: $0.log, workingDirectory: "/") }
        guard let latest = candidates.last else { return .unknown }
        let results = Set(candidates.map(Self.result))
        return results.count == 1 ? .known(latest) : .ambiguous(candidates)
    }

    /// What the step printed about packages, without the lines it stands on.
    private static func result(_ step: ReplayStep) -> [String] { step.output.events.map { "\($0.event)" } }
}
