/// Error pages, and the words in which other programs than the platform show a build.
extension LogScanner {
    /// `Job failed with exit code: 1. Reason: cache miss: [base 6/7] RUN …`, further `cache miss: …`, older `Build failed with exit code: 1`
    mutating func readPage(_ line: ByteView, _ number: Int) -> Bool {
        let isHead = line.hasPrefix("Job failed with exit code: ") || line.hasPrefix("Build failed with exit code: ")
        guard isHead || line.hasPrefix("cache miss: ["), !isInStart else { return false }
        if isHead, build?.hasBanner ?? false || !(build?.steps.isEmpty ?? true) { closeSection() }
        ensureBuild(number)
        if isHead {
            build?.hasErrorPage = true
            build?.hasFailed = true
        }
        if let miss = line.firstIndex(of: "cache miss: ["), let close = line.firstIndex(of: "] ", from: miss),
            build?.cacheMisses.count ?? 0 < 1000
        {
            let text = line.dropFirst(close + 2)
            build?.cacheMisses.append(LocatedText(line: number, text: (text.afterPrefix("LINK ") ?? text).string))
        }
        return true
    }

    /// `## Job failed with exit code: 1. Reason: …`: a page that was saved as Markdown.
    mutating func readHeading(_ line: ByteView, _ number: Int) -> Bool {
        guard let text = line.afterPrefix("## ") ?? line.afterPrefix("# ") ?? line.afterPrefix("### ") else { return false }
        return readPage(text, number) || readRunPage(text, number)
    }

    /// `Exit code: 1. Reason: Traceback (most recent call last):`, in 2023 `Space failed. Exit code: 1. Reason: …`: the page of a Space
    /// whose app ended, with the last of what that had written to its standard error, cut at the head.
    mutating func readRunPage(_ line: ByteView, _ number: Int) -> Bool {
        guard let rest = (line.afterPrefix("Space failed. ") ?? line).afterPrefix("Exit code: "), !isInStart, !isCurrentOpen || isHeadless
        else { return false }
        guard let words = rest.dropFirst(rest.firstWord.count).afterPrefix(" Reason:"), rest[0].isDigit else { return false }
        // What stood above is the page's title.
        if isHeadless { build = nil }
        closeSection()
        var page = ScannedStart(line: number)
        page.isPage = true
        page.append(words.trimmed, number: number, joints: [])
        begin(page)
        return true
    }

    /// `#12 [base 3/7] RUN pip install x`, `#12 0.345 Collecting x`, `#12 DONE 1.2s`, `#12 CACHED`: what `docker build --progress=plain` prints.
    mutating func readVertex(_ line: ByteView, _ number: Int) -> Bool {
        guard line[0] == UInt8(ascii: "#") else { return false }
        var end = 1
        while end < line.count, end < 8, line[end].isDigit { end += 1 }
        guard end > 1, end < line.count, line[end] == .space, let vertex = Int(line[1..<end].string) else { return false }
        var rest = line.dropFirst(end + 1)
        leaveStart(number)
        if rest.hasPrefix("[internal] load build definition") { leaveFinishedBuild() }
        ensureBuild(number)
        if announcedService != nil { beginService() }
        if rest.hasPrefix("["), let close = rest.firstIndex(of: "] ") {
            guard isOfPlatform(rest[1..<close]), isOfService(rest[1..<close], rest.dropFirst(close + 2), number) else { return true }
            build?.numbers.note(bracket: rest[1..<close], line: number)
            let text = rest.dropFirst(close + 2).string
            if vertices.count < Self.maximumSteps { vertices[vertex] = text }
            if rest.hasPrefix("[internal] load build definition") { build?.hasBanner = true }
            select(text, number)
            if let current { build?.steps[current].stage = Self.stage(in: rest[1..<close]) }
            return true
        }
        // Others print meanwhile; the step is named again when it goes on.
        if rest.equals("...") { return true }
        if rest.hasPrefix("exporting to image") { build?.hasReachedPush = true }
        guard let text = vertices[vertex] else { return true }
        select(text, number)
        if rest.hasPrefix("ERROR") {
            build?.hasFailed = true
            finishStep(current, .failed, number)
        } else if !readOutcome(rest, number) {
            let time = rest.firstWord
            if time.count > 2, time[0].isDigit, time.contains(UInt8(ascii: ".")) { rest = rest.dropFirst(time.count + 1) }
            output(rest, number)
        }
        return true
    }

    /// `builder` of `builder 3/7` and of `linux/amd64 builder 3/7`.
    private static func stage(in bracket: ByteView) -> String {
        var name = ""
        bracket.forEachWord { if !$0.contains(UInt8(ascii: "/")) { name = $0.string } }
        return name == "internal" ? "" : name
    }

    /// `linux/arm64 builder 3/7`: of an image that is built for several platforms the first that is seen counts; the others' steps have the
    /// same texts.
    private mutating func isOfPlatform(_ bracket: ByteView) -> Bool {
        let word = bracket.firstWord
        guard word.hasPrefix("linux/") || word.hasPrefix("windows/") else { return true }
        if build?.platform == nil { build?.platform = word.string }
        return build?.platform == word.string
    }

    /// `web internal`, `web builder 3/7`: `docker compose build` makes the images of several services at the same time, of which the first counts.
    private mutating func isOfService(_ bracket: ByteView, _ text: ByteView, _ number: Int) -> Bool {
        let name = bracket.firstWord
        if bracket.hasSuffix(" internal"), text.hasPrefix("load build definition") {
            build?.hasBanner = true
            build?.note(service: name.string, line: number)
        }
        guard let others = build?.otherServices, !others.isEmpty else { return true }
        return !others.contains(name.string)
    }

    /// `Building web`: docker-compose, which was a program of its own once, makes one service's image behind the other's.
    mutating func readService(_ line: ByteView, _ number: Int) -> Bool {
        guard start == nil, !isCurrentOpen, let name = line.afterPrefix("Building ")?.trimmed, name.count > 0, name.count < 64,
            name.firstWord.count == name.count, !hasHeader || build?.hasReachedPush ?? false || build?.hasFailed ?? false
        else { return false }
        announcedService = (name.string, number)
        return true
    }

    /// Behind another service's image it is not known whose is the app's.
    private mutating func beginService() {
        guard let (name, line) = announcedService.take() else { return }
        if let first = builtServices.first(where: { $0 != name }) {
            build?.note(service: first, line: line)
            build?.otherServiceLine = line
        }
        if builtServices.count < 64, !builtServices.contains(name) { builtServices.append(name) }
    }

    /// Whether the words of another builder are what they say: no step of the platform's came before.
    var mayHaveFrames: Bool { (hasForeignFrame || !hasHeader) && !isInStart }

    /// The words of another builder.
    mutating func readFrame(_ line: ByteView, _ number: Int) -> Bool {
        guard let frame = BuilderFrame(line, isOpen: hasForeignFrame) else { return false }
        switch frame {
        case .step(let text, let place, let total, let stage):
            if place == 1 { leaveFinishedBuild() }
            ensureBuild(number)
            build?.numbers.note(place, of: total, in: stage, line: number)
            hasForeignFrame = true
            if place == 1 {
                build?.hasBanner = true
                beginService()
            }
            // A step that says nothing of its end was over when the next one began.
            endFrameStep(.done, number)
            select(text, number)
        case .done:
            if !awaitsFirstSnapshot { endFrameStep(.done, number) }
            awaitsFirstSnapshot = false
        case .firstSnapshot: awaitsFirstSnapshot = true
        case .cached: endFrameStep(.cached, number)
        case .cachedStep(let text):
            ensureBuild(number)
            hasForeignFrame = true
            if build?.steps.last?.text != text { endFrameStep(.done, number) }
            select(text, number)
            endFrameStep(.cached, number)
        case .failed:
            build?.hasFailed = true
            endFrameStep(.failed, number)
        case .finished:
            endFrameStep(.done, number)
            build?.hasReachedPush = true
        case .noise: break
        }
        return true
    }

    /// Another builder has no banner: a first step behind a build's end is the next build's.
    private mutating func leaveFinishedBuild() {
        let isOver = build?.hasFailed ?? false || build?.hasReachedPush ?? false
        if isOver, hasHeader { closeSection() }
    }

    /// Such builders say of one step more than once that it is over.
    private mutating func endFrameStep(_ outcome: ScannedStep.Outcome, _ number: Int) {
        guard let current, let step = build?.steps[current], step.outcome == .open, !step.isHeadless else { return }
        finishStep(current, outcome, number)
    }
}
