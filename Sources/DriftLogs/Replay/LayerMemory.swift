import DriftCore

/// Steps that an earlier log printed, for the builds that only say `CACHED`.
///
/// A layer is reused if its text and everything below it are the same. A log does not show its parents' digests, so a remembered
/// step counts only if its base image and the install steps below it are those of the build that asks.
struct LayerMemory {
    private struct Layer {
        var step: ReplayStep
        var base: [String]
        /// Texts of the install steps that came before it in its own build.
        var parents: Set<String>
    }

    private var layers: [String: [Layer]] = [:]

    /// What is known of a `CACHED` step.
    enum Recall {
        case unknown
        case known(ReplayStep)
        /// Several results are possible.
        case ambiguous([ReplayStep])
    }

    mutating func remember(_ step: ReplayStep, base: [String], parents: Set<String>) {
        layers[step.text, default: []].append(Layer(step: step, base: base, parents: parents))
    }

    func recall(_ text: String, base: [String], present: Set<String>) -> Recall {
        let candidates = (layers[text] ?? []).filter { $0.base == base && $0.parents.isSubset(of: present) }.map(\.step)
        guard let latest = candidates.last else { return .unknown }
        let results = Set(candidates.map(Self.result))
        return results.count == 1 ? .known(latest) : .ambiguous(candidates)
    }

    /// What the step printed about packages, without the lines it stands on.
    private static func result(_ step: ReplayStep) -> [String] {
        step.scanned.output.events.map { "\($0.event)" }
    }
}
