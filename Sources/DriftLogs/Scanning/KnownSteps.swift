/// Steps that this log had before, by their text: builds repeat each other, and what a text says need not be found out again. What the
/// same step printed again is kept once.
///
/// There are so many places, in pairs, and each text goes to the pair of its hash: a log of ever new texts costs no more memory, and of more
/// texts of one pair the one that was not asked for the longest is pushed out. With one place a text, a thousand texts in four thousand places
/// would push each other out in turn, one of four of them.
struct KnownSteps {
    /// Powers of two: for a log of few builds, and for one of very many, where making more places is worth its time.
    private static let fewPlaces = 32
    private static let manyPlaces = 4_096
    private static let manyTexts = 256
    /// Of outputs, in all places together.
    private static let maximumBytes = 8 << 20
    /// Longer texts and outputs than most; what is longer is read anew.
    private static let maximumText = 1_024
    private static let maximumOutput = 65_536

    /// By place. Apart from what was printed, so that to look at one no other is fetched.
    private var heads: [StepHead?] = []
    /// What the last step of each text printed.
    private var printed: [KeptLines.Settled?] = []
    private var newTexts = 0
    private var bytes = 0
    /// Handed from one step to the next.
    private var room = KeptLines.Room()

    /// The first of the two places for texts of this hash: the one that was asked for last.
    private func pair(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (heads.count - 2) }

    /// The step that `text` heads, without output as yet.
    mutating func step(_ text: ByteView, digest: ContentDigest, line: Int) -> ScannedStep {
        let head = head(text, digest)
        var room = KeptLines.Room()
        if head.instruction == .run { swap(&room, &self.room) }
        return ScannedStep(head, line: line, room: room)
    }

    private mutating func head(_ text: ByteView, _ digest: ContentDigest) -> StepHead {
        if heads.isEmpty { makePlaces(Self.fewPlaces) }
        let place = pair(of: digest.hash)
        if let known = heads[place], known.digest == digest { return known }
        if let known = heads[place + 1], known.digest == digest {
            heads.swapAt(place, place + 1)
            printed.swapAt(place, place + 1)
            return known
        }
        let head = StepHead(text, digest: digest)
        guard text.count <= Self.maximumText else { return head }
        bytes -= printed[place + 1]?.storedBytes ?? 0
        (heads[place + 1], printed[place + 1]) = (heads[place], printed[place])
        (heads[place], printed[place]) = (head, nil)
        newTexts += 1
        if newTexts == Self.manyTexts { grow() }
        return head
    }

    private mutating func makePlaces(_ count: Int) {
        heads = Array(repeating: nil, count: count)
        printed = Array(repeating: nil, count: count)
    }

    private mutating func grow() {
        let few = (heads, printed)
        makePlaces(Self.manyPlaces)
        // Those of one pair come from one pair: no third one is pushed out.
        for (head, lines) in zip(few.0, few.1).reversed() {
            guard let head else { continue }
            let place = pair(of: head.digest.hash)
            (heads[place + 1], printed[place + 1]) = (heads[place], printed[place])
            (heads[place], printed[place]) = (head, lines)
        }
    }

    /// The step has ended: what it printed is the same as before, or will be what the next one is compared with.
    mutating func settle(_ step: inout ScannedStep) {
        guard !heads.isEmpty else { return }
        var place = pair(of: step.head.digest.hash)
        if heads[place] !== step.head { place += 1 }
        guard heads[place] === step.head else { return }
        let known = printed[place]
        let before = known?.storedBytes ?? 0
        let limit = min(Self.maximumOutput, Self.maximumBytes - bytes + before)
        guard let lines = step.transcript.settle(as: known, upTo: limit, room: &room), lines !== known else { return }
        printed[place] = lines
        bytes += lines.storedBytes - before
    }
}
