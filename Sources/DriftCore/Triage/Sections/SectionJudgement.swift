/// One section's verdict.
struct SectionJudgement {
    let section: TriageSection
    let text: TriageText
    let reading: EnvironmentReading?

    /// Text this short is a page or a pasted sentence: what it says, it says itself.
    private static let pageLines = 60

    var verdict: TriageVerdict {
        // Where the app serves, whatever it printed was handled; reading it would only cost time.
        let mayHaveEnded =
            section.kind != .build
            && (section.exitOffset != nil || section.firstUpOffset == nil || section.scriptFailedOffset != nil || section.endedOffset != nil
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
            if let errorOffset { return verdict(section.buildErrorOffset == nil ? .buildFailed : .stepFailed, at: [errorOffset]) }
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

    // MARK: - Page

    private func pageVerdict(_ traceback: Traceback?) -> TriageVerdict {
        let traceback = traceback?.isEmbedded == true && !isShort ? nil : traceback
        let isFailure = traceback.map { !$0.frames.isEmpty && $0.trailingLines <= 4 } ?? false
        let decision = decide(in: .page, hasFailed: isShort || isFailure, traceback: traceback)
        if decision?.rule.isTitle == true, isFailure || isShort, let traceback, let reason = reason(in: traceback) { return reason }
        if let decided = decision {
            return verdict(of: decided, also: [isFailure ? traceback?.exception?.offset : nil])
        }
        if isShort, traceback == nil, let sign = SpokenText(section, in: text)?.sign { return verdict(of: sign) }
        let health = HealthSigns(of: section, in: text)
        if traceback?.isEmbedded == true, health.looksHealthy { return .healthy("the text is an app's ordinary log", evidence: []) }
        if isFailure || isShort, let traceback, let decided = verdict(of: traceback) { return decided }
        if traceback?.isRefusal == true {
            return .healthy("the app refused a request in its own words", evidence: evidence([traceback?.exception?.offset]))
        }
        if health.looksHealthy { return .healthy("the text is an app's ordinary log", evidence: []) }
        return .unknown
    }

    /// A page whose line ends were lost; nobody chats in it.
    var isOneLine: Bool { text.endOfLine(from: section.range.lowerBound) >= section.range.upperBound - 1 }

    var isShort: Bool {
        var lines = 0
        var position = section.range.lowerBound
        while position < section.range.upperBound, lines <= Self.pageLines {
            position = text.endOfLine(from: position) + 1
            lines += 1
        }
        return lines <= Self.pageLines
    }

    // MARK: - Making the verdict

    func verdict(of traceback: Traceback) -> TriageVerdict? {
        // A request that fails in the app's own way says nothing about the Space.
        if traceback.isOfRequest, traceback.exception == nil { return nil }
        let isOfCall = section.isOfClient && !traceback.isOfImport || traceback.isOfCall
        guard let rule = isOfCall ? ExceptionRule.call : ExceptionRule.all.first(where: { $0.fits(traceback) }) else { return nil }
        if traceback.isOfRequest, rule.id == ExceptionRule.uncaughtID { return nil }
        return verdict(of: rule, traceback)
    }

    /// What a traceback says beyond that something was raised.
    func reason(in traceback: Traceback) -> TriageVerdict? {
        verdict(of: traceback).flatMap { $0.rule == ExceptionRule.uncaughtID ? nil : $0 }
    }

    func verdict(of rule: ExceptionRule, _ traceback: Traceback) -> TriageVerdict {
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

    func verdict(of decision: TriageDecision, also offsets: [Int?]) -> TriageVerdict {
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
            // Where the log has the worker's traceback, nobody needs to look for it.
            moves: MovePlan.moves(for: cause == nil ? decision.rule.advice : .readTraceback, knownBreak: decision.knownBreak)
        )
    }

    private func verdict(of sign: SpokenSign) -> TriageVerdict {
        var begin = section.range.lowerBound
        while begin < section.range.upperBound, text.bytes[begin] <= 0x20 { begin += 1 }
        return TriageVerdict(
            bucket: sign.bucket,
            layer: sign.layer,
            confidence: .low,
            rule: sign.id,
            summary: sign.summary,
            evidence: evidence([begin]),
            knownBreak: nil,
            moves: MovePlan.moves(for: sign.advice)
        )
    }

    func verdict(_ outcome: StructuralOutcome, at offsets: [Int?]) -> TriageVerdict {
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

    func evidence(_ offsets: [Int?]) -> [TriageEvidence] {
        var result: [TriageEvidence] = []
        for offset in offsets.compactMap(\.self) {
            let line = text.evidence(log: section.log, at: offset)
            if !line.text.isEmpty, !result.contains(where: { $0.line == line.line }) { result.append(line) }
        }
        return result
    }
}
