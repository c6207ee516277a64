/// Which of the messages that were found decides.
extension SectionJudgement {
    /// The message that decides: the highest priority, among equals the last.
    ///
    /// - Parameter request: the last one, which failed, of an app that serves.
    func decide(in place: TriageRule.Places, hasFailed: Bool, traceback: Traceback?, request: Traceback? = nil) -> TriageDecision? {
        var best: TriageDecision?
        // A chat shows in an app's log; an error page and a build's log speak for themselves.
        let speaksForItself = section.exitOffset != nil || !section.hasStartBanner && section.upOffset == nil
        let takesAnything = place == .build || isShort && (speaksForItself || isOneLine)
        for hit in section.hits {
            let isOfRequest = request != nil && hit.offset >= section.tracebackOffset ?? .max && countsInRequests(hit.pattern)
            if place == .page, isOfSomebody(hit, traceback) { continue }
            guard
                takesAnything || isOfRequest || hasFailed && (isOfFailure(hit.pattern) || isRaised(hit, traceback))
                    || MessageContext.isStatement(at: hit.offset, in: text)
            else { continue }
            let candidate: TriageDecision?
            switch hit.pattern {
            case .rule(let index):
                let rule = TriageRules.all[index]
                // What a call of a Space meets on the way is no fault of the start of this app.
                let isOfCall = rule.layer == .health && section.exitOffset == nil && (traceback?.isOfCall == true || section.isOfClient)
                candidate = isOfCall || isNamedOnly(hit) ? nil : decision(rule, hit, in: place, hasFailed: hasFailed || isOfRequest)
            case .knownBreak(let index):
                candidate = decision(KnownBreaks.all[index], hit, in: place, hasFailed: hasFailed || isOfRequest, traceback: traceback)
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

    /// Whether the message explains a failed request too: the GPU, a call of another Space, a secret that is missing.
    private func countsInRequests(_ pattern: TriagePattern) -> Bool {
        guard case .rule(let index) = pattern else { return true }
        let rule = TriageRules.all[index]
        return rule.bucket != .stuck || rule.advice == .setSecret
    }

    /// Whether the message stands in what ended the app, however far behind the exception's name.
    private func isRaised(_ hit: TriageSection.Hit, _ traceback: Traceback?) -> Bool {
        guard let begin = traceback?.exception?.offset, hit.offset >= begin else { return false }
        return hit.offset < text.endOfLine(from: begin)
    }

    /// `cannot import name 'LocalEntryNotFoundError' from 'huggingface_hub.errors'` names an exception, and is none of it.
    private func isNamedOnly(_ hit: TriageSection.Hit) -> Bool {
        let head = text.string(text.head(of: hit.offset, limit: 40).range)
        return ["cannot import name '", "has no attribute '", "could not import name '"].contains { head.hasSuffix($0) }
    }

    /// A text that is no log: a guide's advice, or the source of a program that would say it.
    private func isOfSomebody(_ hit: TriageSection.Hit, _ traceback: Traceback?) -> Bool {
        let head = text.string(text.head(of: hit.offset).range)
        return MessageContext.isAdvice(head) || traceback?.frames.isEmpty != false && MessageContext.isSource(head)
    }

    /// Whether the message explains an end; those of a caller's failure are quoted in chats.
    private func isOfFailure(_ pattern: TriagePattern) -> Bool {
        if case .rule(let index) = pattern { return TriageRules.all[index].standing == .ifFailed }
        return true
    }

    private func decision(_ rule: TriageRule, _ hit: TriageSection.Hit, in place: TriageRule.Places, hasFailed: Bool) -> TriageDecision? {
        guard rule.places.contains(place), rule.standing == .always || hasFailed else { return nil }
        if rule.needsSubmodule, !namesSubmodule(hit.offset) { return nil }
        if rule.requires.isEmpty && rule.requiresOne.isEmpty && rule.excludes.isEmpty {
            return TriageDecision(rule: rule, offset: hit.offset, knownBreak: nil)
        }
        let around = text.lines(from: hit.offset, count: 4, end: section.range.upperBound).lowercased()
        guard rule.requires.allSatisfy({ around.contains($0.lowercased()) }),
            rule.requiresOne.isEmpty || rule.requiresOne.contains(where: { around.contains($0.lowercased()) }),
            !rule.excludes.contains(where: { around.contains($0.lowercased()) })
        else { return nil }
        return TriageDecision(rule: rule, offset: hit.offset, knownBreak: nil)
    }

    /// `No module named 'torch._six'`: the package is there, its part is not.
    private func namesSubmodule(_ offset: Int) -> Bool {
        text.rest(from: offset, limit: 120).split(separator: "'", omittingEmptySubsequences: false).dropFirst().first?.contains(".") == true
    }

    private func decision(
        _ entry: KnownBreak,
        _ hit: TriageSection.Hit,
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

    /// The last one that the versions confirm, or the last that they do not contradict.
    private func knownBreak(traceback: Traceback?) -> KnownBreakMatch? {
        let matches = section.hits.reversed().lazy.compactMap { hit -> KnownBreakMatch? in
            guard case .knownBreak(let index) = hit.pattern, isPresent(KnownBreaks.all[index], at: hit.offset),
                let entry = KnownBreaks.all[index].fitted(to: text.rest(from: hit.offset, limit: 200))
            else { return nil }
            return KnownBreakMatch(entry, in: reading, tracebackPython: traceback?.python)
        }
        return matches.first(where: \.isVerified) ?? matches.first
    }

    private func isPresent(_ entry: KnownBreak, at offset: Int) -> Bool {
        let around = max(section.range.lowerBound, offset - 3000)..<min(section.range.upperBound, offset + 500)
        return entry.requires.allSatisfy { text.holds($0, in: around) }
    }

    /// Whether a request failed with it: then it fails again at the next one, although the app goes on.
    private func isServed(_ offset: Int) -> Bool {
        let around = max(section.range.lowerBound, offset - 4000)..<min(section.range.upperBound, offset + 400)
        return ["Exception in ASGI application", "gradio/routes.py", "gradio/queueing.py", "gradio/route_utils.py"]
            .contains { text.holds($0, in: around) }
    }
}
