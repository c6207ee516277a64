/// Where steps end, and which step an end belongs to.
extension LogScanner {
    /// `DONE 12.3s`, `CACHED`
    mutating func readOutcome(_ body: ByteView, _ number: Int) -> Bool {
        if body.equals("CACHED"), !isInStart {
            ensureBuild(number)
            finishStep(current, .cached, number)
            build?.spacing.noteEnd(after: printed)
            return true
        }
        guard let seconds = body.afterPrefix("DONE "), seconds.hasSuffix("s"), seconds.count > 1, seconds[0].isDigit, !isInStart else {
            return false
        }
        let amount = seconds.dropLast(1)
        for index in 0..<amount.count where !(amount[index].isDigit || amount[index] == UInt8(ascii: ".")) { return false }
        ensureBuild(number)
        if let current { build?.steps[current].seconds = amount.decimal }
        finishStep(current, .done, number)
        build?.spacing.noteEnd(after: printed)
        return true
    }

    mutating func finishStep(_ index: Int?, _ outcome: ScannedStep.Outcome, _ number: Int) {
        guard let index, let instruction = build?.steps[index].instruction else { return noteStray(outcome, number) }
        let isFrom = instruction == .from
        // A base image that was fetched is not cached: that is another step's word, and its header is gone.
        if isFrom, outcome == .cached, hasBaseEnded { return noteStray(outcome, number) }
        hasBaseEnded = isFrom && outcome == .done
        // A `FROM` says `DONE` once a layer, and a step that is over stays what it was.
        guard build?.steps[index].end(outcome, after: printed, among: &knownSteps) ?? false else { return }
        if !isFrom, let open = openSteps.lastIndex(where: { $0.index == index }) {
            if open == openSteps.count - 1 { openSteps.removeLast() } else { openSteps.remove(at: open) }
        }
        if current == index {
            current = isFrom ? index : nil
            isCurrentOpen = false
        }
    }

    /// Layers of a base image that arrive late say `DONE` without a header, several in a row; a single one has lost its header.
    mutating func noteStray(_ outcome: ScannedStep.Outcome, _ number: Int) {
        strayCount += 1
        if outcome == .cached || outcome == .done && strayCount == 1 { strayCandidate = number }
        if outcome == .done, strayCount > 1 { strayCandidate = nil }
    }

    mutating func settleStray() {
        if let line = strayCandidate, build?.lostStepLine == nil { build?.lostStepLine = line }
        strayCandidate = nil
        strayCount = 0
    }

    /// Somebody left out what stood here.
    mutating func noteElision(_ number: Int) {
        if build?.lostStepLine == nil { build?.lostStepLine = number }
        build?.elisionLine = number
    }

    /// Nothing has been seen but output that belongs to nothing.
    var isHeadless: Bool { build?.isHeadless ?? true }

    /// A traceback where no build and no start is in sight: the end of what an app printed, as the page of a Space that failed shows it.
    mutating func beginsCutStart(_ line: ByteView, _ number: Int) -> Bool {
        let isTraceback = line.trimmed.hasPrefix("Traceback (most recent call last)") || SitePackagesPath.library(in: line) != nil
        guard isTraceback, isHeadless, build?.steps.first?.transcript.isEmpty ?? true else { return false }
        build = nil
        resetSteps()
        begin(ScannedStart(line: number))
        return true
    }

    /// A start's banner behind what no carrier puts there: whatever the start installed stands in lines that nobody understands either.
    mutating func beginsUnclearStart(_ line: ByteView, _ number: Int) -> Bool {
        guard isHeadless, line.contains("===== Application Startup at ", rarest: 6) else { return false }
        closeSection()
        var unclear = ScannedStart(line: number)
        unclear.isTruncated = true
        begin(unclear)
        return true
    }
}
