import DriftCore

/// What an install step of an earlier build printed, and what it lay on. A class, as it never changes and is much handed around.
final class RememberedLayer: Sendable {
    /// What the layers of one build have in common.
    final class Origin: Sendable {
        /// Below 0: a log of an earlier capture.
        let log: Int
        let base: [String]
        /// The steps of the build, of several stages those that install, by the number of their text.
        let lineage: [Int]
        /// Number of the build.
        let build: Int
        let identity: BuildIdentity

        init(log: Int, base: [String], lineage: [Int], build: Int, identity: BuildIdentity) {
            self.log = log
            self.base = base
            self.lineage = lineage
            self.build = build
            self.identity = identity
        }
    }

    /// What a layer lies on, among the steps of its build's lineage.
    struct Place {
        /// How many came before it.
        var depth: Int
        /// The same for the same steps, in whatever order they came: the sum of their hashes.
        var parentsHash: UInt64
        /// Files of the repository that the step and those before it read; `nil`: too many to tell.
        var reads: Set<String>?
    }

    let step: ScannedStep
    let place: Place
    let origin: Origin

    init(step: ScannedStep, place: Place, origin: Origin) {
        self.step = step
        self.place = place
        self.origin = origin
    }

    var replayable: ReplayStep { ReplayStep(step, log: origin.log, workingDirectory: "/") }

    /// The same for layers that are the same.
    var fingerprint: Int {
        Int(truncatingIfNeeded: place.parentsHash) &+ place.depth &+ step.transcript.byteCount &* 0x9E37_79B9
    }

    /// Whether both are one layer, as far as their logs tell.
    func isSame(as other: RememberedLayer) -> Bool {
        place.parentsHash == other.place.parentsHash && place.depth == other.place.depth && origin.base == other.origin.base
            && step.transcript.words == other.step.transcript.words
            && (origin.identity.agrees(with: other.origin.identity, on: place.reads) ?? (origin.log >= 0 && origin.identity.files == nil))
    }

    /// Of a step's text by its number: SplitMix64's mixing of the bits.
    static func hash(_ number: Int) -> UInt64 {
        var bits = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
