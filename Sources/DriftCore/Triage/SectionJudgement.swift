/// One section's verdict.
struct SectionJudgement {
    let section: LogSection
    let text: TriageText
    let reading: EnvironmentReading?

    /// Text this short is a page or a pasted sentence: what it says, it says itself.
    private static let pageLines = 60

    var verdict: TriageVerdict {
        // Where the app serves, whatever it printed was handled; reading it would only cost time.
        let mayHaveEnded =
            section.kind != .build
            && (section.exitOffset != nil || section.firstUpOffset == nil || section.scriptFailedOffset != nil
                || section.tracebackOffset ?? 0 > section.upOffset ?? 0)
        let traceback = mayHaveEnded ? Traceback(in: section, of: text) : nil
        switch section.kind {
        case .build: return buildVerdict()
        case .run: return runVerdict(traceback)
        case .page: return pageVerdict(traceback)
        }
    }

    // MARK: - Build

    private func buildVerdict() -> TriageVerdict {
        let errorOffset = [section.buildErrorOffset, section.jobFailedOffset].compactMap(\.self).max()
        if section.pushOffset == nil || section.buildErrorOffset ?? 0 > section.pushOffset ?? 0 || section.jobFailedOffset != nil {
            if let decided = decide(in: .build, hasFailed: true, traceback: nil), errorOffset != nil || decided.rule.priority > 40 {
                return verdict(of: decided, also: [section.buildErrorOffset, section.jobFailedOffset])
            }
            if let errorOffset { return verdict(.buildFailed, at: [errorOffset]) }
            return cutBuildVerdict()
        }
        return .healthy("the build succeeded", evidence: evidence([section.pushOffset]))
    }

    /// The log ends before the build does.
    private func cutBuildVerdict() -> TriageVerdict {
        if let installed = section.installedOffset, installed > section.installerOffset ?? 0, section.stepOffset ?? 0 < installed,
            !section.hasBuildBanner
        {
            return verdict(.installedOnly, at: [installed])
        }
        return verdict(.buildCut, at: [section.installerOffset ?? section.stepOffset ?? section.range.lowerBound])
    }

    // MARK: - Run

    private func runVerdict(_ traceback: Traceback?) -> TriageVerdict {
        let lastWords = section.firstUpOffset == nil ? LastWords(of: section, in: text) : nil
        let isOver = section.exitOffset != nil || lastWords?.isFailure == true || isFinal(traceback)
        if let decided = decide(in: .run, hasFailed: isOver, traceback: traceback) {
            return verdict(of: decided, also: [isOver ? traceback?.exception?.offset : nil, section.exitOffset])
        }
        if isOver, let traceback, let decided = verdict(of: traceback) { return decided }
        if let exit = section.exitOffset { return verdict(.appEnded, at: [exit]) }
        if let lastWords, lastWords.isFailure { return verdict(.appEnded, at: [lastWords.offset]) }
        if isOver, let traceback { return verdict(.requestFailed, at: [traceback.exception?.offset ?? traceback.frames.last?.offset]) }
        return .healthy(
            section.upOffset == nil ? "the app started and reports no failure" : "the app serves; what it reports, it handled",
            evidence: evidence([section.firstUpOffset])
        )
    }

    /// Whether the traceback ended the app: nothing but a few last words follows it, and the app did not serve before.
    private func isFinal(_ traceback: Traceback?) -> Bool {
        guard let traceback, !traceback.frames.isEmpty || section.tracebackOffset != nil else { return false }
        if let up = section.upOffset, up > section.tracebackOffset ?? 0 { return false }
        if section.firstUpOffset != nil, section.scriptFailedOffset == nil, !traceback.isOfLaunch { return false }
        return traceback.trailingLines <= 4
    }

    // MARK: - Page

    private func pageVerdict(_ traceback: Traceback?) -> TriageVerdict {
        let isFailure = traceback.map { !$0.frames.isEmpty && $0.trailingLines <= 4 } ?? false
        if let decided = decide(in: .page, hasFailed: isShort || isFailure, traceback: traceback) {
            return verdict(of: decided, also: [isFailure ? traceback?.exception?.offset : nil])
        }
        if isFailure || isShort, let traceback, let decided = verdict(of: traceback) { return decided }
        let health = HealthSigns(of: section, in: text)
        if health.looksHealthy { return .healthy("the text is an app's ordinary log", evidence: []) }
        return .unknown
    }

    private var isShort: Bool {
        var lines = 0
        var position = section.range.lowerBound
        while position < section.range.upperBound, lines <= Self.pageLines {
            position = text.endOfLine(from: position) + 1
            lines += 1
        }
        return lines <= Self.pageLines
    }

    // MARK: - Rules

    /// The message that decides: the highest priority, among equals the last.
    private func decide(in place: TriageRule.Places, hasFailed: Bool, traceback: Traceback?) -> TriageDecision? {
        var best: TriageDecision?
        // A chat shows in an app's log; an error page and a build's log speak for themselves.
        let speaksForItself = section.exitOffset != nil || !section.hasStartBanner && section.upOffset == nil
        let takesAnything = place == .build || isShort && speaksForItself
        for hit in section.hits {
            guard takesAnything || hasFailed && isOfFailure(hit.pattern) || MessageContext.isStatement(at: hit.offset, in: text) else {
                continue
            }
            let candidate: TriageDecision?
            switch hit.pattern {
            case .rule(let index):
                let rule = TriageRules.all[index]
                // What a call of a Space meets on the way is no fault of the start of this app.
                let isOfCall = rule.layer == .health && section.exitOffset == nil && (traceback?.isOfCall == true || section.isOfClient)
                candidate = isOfCall || isNamedOnly(hit) ? nil : decision(rule, hit, in: place, hasFailed: hasFailed)
            case .knownBreak(let index):
                candidate = decision(KnownBreaks.all[index], hit, in: place, hasFailed: hasFailed, traceback: traceback)
            case .mark: candidate = nil
            }
            if let candidate, candidate.isAbove(best) { best = candidate }
        }
        if var best, best.knownBreak == nil, let match = knownBreak(traceback: traceback),
            best.rule.bucket == .drift || best.rule.layer == .build
        {
            best.knownBreak = match
            return best
        }
        return best
    }

    /// `cannot import name 'LocalEntryNotFoundError' from 'huggingface_hub.errors'` names an exception, and is none of it.
    private func isNamedOnly(_ hit: LogSection.Hit) -> Bool {
        let head = text.string(text.lineRange(around: hit.offset).lowerBound..<hit.offset, limit: 400)
        return ["cannot import name '", "has no attribute '", "could not import name '"].contains { head.hasSuffix($0) }
    }

    /// Whether the message explains an end; those of a caller's failure are quoted in chats.
    private func isOfFailure(_ pattern: TriagePattern) -> Bool {
        if case .rule(let index) = pattern { return TriageRules.all[index].standing == .ifFailed }
        return true
    }

    private func decision(_ rule: TriageRule, _ hit: LogSection.Hit, in place: TriageRule.Places, hasFailed: Bool) -> TriageDecision? {
        guard rule.places.contains(place), rule.standing == .always || hasFailed else { return nil }
        if rule.requires.isEmpty && rule.excludes.isEmpty { return TriageDecision(rule: rule, offset: hit.offset, knownBreak: nil) }
        let around = text.lines(from: hit.offset, count: 4, end: section.range.upperBound).lowercased()
        guard rule.requires.allSatisfy({ around.contains($0.lowercased()) }),
            !rule.excludes.contains(where: { around.contains($0.lowercased()) })
        else { return nil }
        return TriageDecision(rule: rule, offset: hit.offset, knownBreak: nil)
    }

    private func decision(
        _ entry: KnownBreak,
        _ hit: LogSection.Hit,
        in place: TriageRule.Places,
        hasFailed: Bool,
        traceback: Traceback?
    ) -> TriageDecision? {
        // In a build the step's own rule decides; the break is added to it.
        guard place != .build, !entry.isOfBuild, hasFailed || isServed(hit.offset), isPresent(entry, at: hit.offset) else { return nil }
        let match = KnownBreakMatch(entry, in: reading, tracebackPython: traceback?.python)
        let rule = TriageRule(
            id: "known-break.\(entry.id)",
            date: entry.date,
            source: entry.sources.joined(separator: ", "),
            needles: entry.symptoms,
            bucket: .drift,
            confidence: match.map { $0.isVerified ? .high : .medium } ?? .low,
            priority: 75,
            summary: match == nil
                ? "the symptom of a known break, but the versions in the logs are others" : "known break of \(entry.package)",
            advice: .compare
        )
        return TriageDecision(rule: rule, offset: hit.offset, knownBreak: match)
    }

    private func knownBreak(traceback: Traceback?) -> KnownBreakMatch? {
        for hit in section.hits.reversed() {
            guard case .knownBreak(let index) = hit.pattern, isPresent(KnownBreaks.all[index], at: hit.offset) else { continue }
            if let match = KnownBreakMatch(KnownBreaks.all[index], in: reading, tracebackPython: traceback?.python) { return match }
        }
        return nil
    }

    private func isPresent(_ entry: KnownBreak, at offset: Int) -> Bool {
        let around = text.string(max(section.range.lowerBound, offset - 3000)..<min(section.range.upperBound, offset + 500))
        return entry.requires.allSatisfy { around.contains($0) }
    }

    /// Whether a request failed with it: then it fails again at the next one, although the app goes on.
    private func isServed(_ offset: Int) -> Bool {
        let before = text.string(max(section.range.lowerBound, offset - 4000)..<offset)
        let after = text.string(offset..<min(section.range.upperBound, offset + 400))
        return ["Exception in ASGI application", "gradio/routes.py", "gradio/queueing.py", "gradio/route_utils.py"]
            .contains { before.contains($0) || after.contains($0) }
    }

    // MARK: - Making the verdict

    private func verdict(of traceback: Traceback) -> TriageVerdict? {
        // A request that fails in the app's own way says nothing about the Space.
        if traceback.isOfRequest, traceback.exception == nil { return nil }
        let isOfCall = section.isOfClient && !traceback.isOfImport
        guard let rule = isOfCall ? ExceptionRule.call : ExceptionRule.all.first(where: { $0.fits(traceback) }) else { return nil }
        if traceback.isOfRequest, rule.id == "exception.uncaught" { return nil }
        let offsets = [traceback.exception?.offset ?? traceback.frames.last?.offset, traceback.raisedIn?.offset, section.exitOffset]
        return TriageVerdict(
            bucket: rule.bucket,
            layer: rule.layer,
            confidence: rule.confidence,
            rule: rule.id,
            summary: rule.summary,
            evidence: evidence(offsets),
            knownBreak: nil,
            moves: MovePlan.moves(for: rule.advice)
        )
    }

    private func verdict(of decision: TriageDecision, also offsets: [Int?]) -> TriageVerdict {
        let cause = decision.rule.id == "zerogpu.worker-error" ? WorkerCause(around: decision.offset, in: text, of: section) : nil
        let known = cause.map { "the function failed in the GPU worker with \($0.exception.name): \($0.exception.message.prefix(200))" }
        return TriageVerdict(
            bucket: decision.rule.bucket,
            layer: decision.rule.layer,
            confidence: decision.rule.confidence,
            rule: decision.rule.id,
            summary: known ?? decision.rule.summary,
            evidence: evidence([decision.offset, cause?.exception.offset] + offsets),
            knownBreak: decision.knownBreak,
            moves: MovePlan.moves(for: decision.rule.advice, knownBreak: decision.knownBreak)
        )
    }

    private func verdict(_ outcome: StructuralOutcome, at offsets: [Int?]) -> TriageVerdict {
        TriageVerdict(
            bucket: outcome.bucket,
            layer: outcome.layer,
            confidence: .low,
            rule: outcome.rawValue,
            summary: outcome.summary,
            evidence: evidence(offsets),
            knownBreak: nil,
            moves: MovePlan.moves(for: outcome.advice)
        )
    }

    private func evidence(_ offsets: [Int?]) -> [TriageEvidence] {
        var result: [TriageEvidence] = []
        for offset in offsets.compactMap(\.self) {
            let line = text.evidence(log: section.log, at: offset)
            if !line.text.isEmpty, !result.contains(where: { $0.line == line.line }) { result.append(line) }
        }
        return result
    }
}
