/// What a step's header says. A class: builds repeat each other, and the steps of one text have one in common (`KnownSteps`).
final class StepHead: Sendable {
    /// Without the arrow; empty for output whose header the log does not show.
    let text: String
    let digest: ContentDigest
    /// Of the text.
    var hash: UInt64 { digest.hash }
    /// `RUN` of `RUN pip install x`.
    let instruction: ScannedStep.Instruction
    /// Of the line, in characters.
    let width: Int

    /// Of output without a header.
    static let none = StepHead()

    private init() {
        text = ""
        digest = ContentDigest()
        instruction = .other
        width = 0
    }

    init(_ text: ByteView, digest: ContentDigest) {
        self.text = text.string
        self.digest = digest
        instruction = ScannedStep.Instruction(of: text)
        width = WrapWidth.characters(in: text) + "--> ".utf8.count
    }
}
