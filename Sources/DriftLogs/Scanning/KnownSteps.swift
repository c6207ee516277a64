/// Steps that this log had before, by their text: builds repeat each other, and what a text says need not be found out again. What the
/// same step printed again is kept once, in the memory of the first.
///
/// There are so many places, each for one text of its hash: a log of ever new texts costs no more memory, and texts that were made to have
/// the same hash push each other out.
struct KnownSteps {
    /// Powers of two: for a log of few builds, and for one of very many, where making more places is worth its time.
    private static let fewPlaces = 32
    private static let manyPlaces = 4_096
    private static let manyTexts = 256
    /// Of outputs, in all places together.
    private static let maximumBytes = 8 << 20
    /// Longer texts and outputs than most; what is longer is read anew.
    private static let maximumText = 1_024
    private static let maximumOutput = 16_384

    /// A class: to look at one, nothing of it is copied.
    private final class Known: Sendable {
        let text: String
        let textHash: UInt64
        let instruction: ScannedStep.Instruction
        let transcript: StepTranscript

        init(_ step: ScannedStep) {
            text = step.text
            textHash = step.textHash
            instruction = step.instruction
            transcript = step.transcript
        }
    }

    private var places: [Known?] = []
    private var newTexts = 0
    private var bytes = 0

    private func place(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (places.count - 1) }

    /// The step that `text` heads, without output as yet.
    /// - Parameter hash: of the text.
    mutating func step(_ text: ByteView, hash: UInt64, line: Int) -> ScannedStep {
        if places.isEmpty { places = Array(repeating: nil, count: Self.fewPlaces) }
        let place = place(of: hash)
        if let known = places[place], known.textHash == hash, ScannedStep.isText(known.text, text) {
            let transcript = StepTranscript(like: known.transcript)
            return ScannedStep(text: known.text, hash: hash, instruction: known.instruction, line: line, transcript: transcript)
        }
        let step = ScannedStep(text, hash: hash, line: line)
        guard text.count <= Self.maximumText else { return step }
        put(step, at: place)
        newTexts += 1
        if newTexts == Self.manyTexts { grow() }
        return step
    }

    private mutating func grow() {
        let few = places
        places = Array(repeating: nil, count: Self.manyPlaces)
        for case let known? in few { places[place(of: known.textHash)] = known }
    }

    /// The step has ended: what it printed is the same as before, or will be what the next one is compared with.
    mutating func settle(_ step: inout ScannedStep) {
        guard !places.isEmpty, !step.transcript.isEmpty else { return }
        let place = place(of: step.textHash)
        guard let known = places[place], known.textHash == step.textHash, !step.transcript.share(known.transcript) else { return }
        if step.transcript.storedBytes <= Self.maximumOutput { put(step, at: place) }
    }

    private mutating func put(_ step: ScannedStep, at place: Int) {
        let total = bytes - (places[place]?.transcript.storedBytes ?? 0) + step.transcript.storedBytes
        guard total <= Self.maximumBytes else { return }
        places[place] = Known(step)
        bytes = total
    }
}
