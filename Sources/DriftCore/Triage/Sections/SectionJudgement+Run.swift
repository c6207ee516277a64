/// The log of one start of an app.
extension SectionJudgement {
    func runVerdict(_ traceback: Traceback?) -> TriageVerdict {
        let lastWords = LastWords(of: section, in: text)
        let isLastWord = lastWords.endsProgram || lastWords.isFailure && section.firstUpOffset == nil
        let end = section.exitOffset ?? startupFailure ?? (section.firstUpOffset == nil ? LastWords.end(of: section, in: text) : nil)
        let isCut = traceback == nil && endsInHeader
        let isOver = end != nil || isLastWord || isCut || isFinal(traceback)
        let request = isOver ? nil : failedRequest(traceback)
        let decision = decide(in: .run, hasFailed: isOver, traceback: traceback, request: request)
        if isOver, decision?.rule.isTitle == true, let traceback, let reason = reason(in: traceback) { return reason }
        if let decided = decision {
            return verdict(of: decided, also: [isOver || request != nil ? traceback?.exception?.offset : nil, end])
        }
        if isOver, let traceback, let decided = verdict(of: traceback) { return decided }
        if let end { return verdict(.appEnded, at: [end]) }
        if isCut { return verdict(.appEnded, at: [section.tracebackOffset]) }
        if isLastWord { return verdict(.appEnded, at: [lastWords.offset]) }
        if let request { return verdict(ofRequest: request) }
        if isOver, let traceback, !traceback.isRefusal {
            return verdict(.requestFailed, at: [traceback.exception?.offset ?? traceback.frames.last?.offset])
        }
        return .healthy(
            section.upOffset == nil ? "the app started and reports no failure" : "the app serves; what it reports, it handled",
            evidence: evidence([section.firstUpOffset])
        )
    }

    /// Where the server says that the app's start failed, unless another start went well below it.
    private var startupFailure: Int? {
        section.endedOffset.flatMap { $0 > section.upOffset ?? 0 ? $0 : nil }
    }

    /// The log was cut where a traceback begins, and no server's line stands above it.
    private var endsInHeader: Bool {
        guard let begin = section.tracebackOffset, section.firstUpOffset == nil else { return false }
        var position = text.endOfLine(from: begin)
        while position < section.range.upperBound, text.bytes[position] <= 0x20 { position += 1 }
        return position >= section.range.upperBound
    }

    /// Whether the traceback ended the app: nothing but a few last words follows it, and the app did not serve before, or its main script is
    /// what failed.
    private func isFinal(_ traceback: Traceback?) -> Bool {
        guard let traceback, !traceback.frames.isEmpty || section.tracebackOffset != nil else { return false }
        if let up = section.upOffset, up > section.tracebackOffset ?? 0 { return false }
        if section.firstUpOffset != nil, section.scriptFailedOffset == nil, !traceback.isOfLaunch, !traceback.isOfMain { return false }
        // What ends the main script may have much to say: `2 validation errors for Settings`, and three lines for each.
        return traceback.trailingLines <= 4 || traceback.isOfMain && section.firstUpOffset == nil && traceback.messageMayGoOn
    }

    /// The request that an app which serves failed at last: its visitor saw no more than an error.
    private func failedRequest(_ traceback: Traceback?) -> Traceback? {
        guard let traceback, let begin = section.tracebackOffset, begin > section.upOffset ?? .max, traceback.isOfRequest,
            !traceback.isRefusal, traceback.exception != nil, traceback.trailingLines <= 4
        else { return nil }
        return traceback
    }

    /// What a value of the visitor's may have caused says nothing about the Space.
    private func verdict(ofRequest traceback: Traceback) -> TriageVerdict {
        if let rule = ExceptionRule.ofRequests.first(where: { $0.fits(traceback) }) { return verdict(of: rule, traceback) }
        if isOfPage { return verdict(.pageFailed, at: [section.upOffset, traceback.exception?.offset]) }
        return .healthy(
            "the app serves; its last request failed in a way that says nothing about the Space",
            evidence: evidence([section.firstUpOffset, traceback.exception?.offset])
        )
    }

    /// `10.16.27.106:64147 - "GET / HTTP/1.1" 500 Internal Server Error`: no value of a visitor's is in that, and everybody meets it.
    private var isOfPage: Bool {
        guard let answered = section.upOffset else { return false }
        let line = text.string(text.lineRange(around: answered), limit: 300)
        return (line.contains("\"GET / HTTP/") || line.contains("\"GET /?")) && line.contains("\" 500")
    }
}
