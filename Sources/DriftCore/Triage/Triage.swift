/// Printed logs of one Space to one verdict. Pure, offline, from data: the rules, the known breaks, the kinds of exceptions.
///
/// The structure of a log decides before its words do: the last section counts (a start after a failed build is what runs), a build that was
/// pushed is no failure whatever it printed, and a traceback after which an app goes on was handled.
package enum Triage {
    /// `reading`: what the same logs show of the environment; known breaks are held against it, and it is asked for only where one is
    /// mentioned. `space`: named in the commands, if known.
    package static func verdict(
        on texts: [TriageText],
        reading: @autoclosure () -> EnvironmentReading? = nil,
        space: SpaceName? = nil
    ) -> TriageVerdict {
        let sections = ordered(texts.enumerated().flatMap { TriageSections.of($0.element, log: $0.offset) })
        let reading = sections.contains(where: \.mentionsKnownBreak) ? reading() : nil
        var verdict = sections.contains { $0.hasStartBanner } ? TriageVerdict.begun : .unknown
        for section in sections.reversed() {
            let text = texts[section.log]
            // A banner with nothing below it says nothing; what came before it may.
            guard hasContent(section, of: text) else { continue }
            verdict = SectionJudgement(section: section, text: text, reading: reading).verdict.explainingQuota()
            break
        }
        verdict.moves = MovePlan.moves(verdict.moves, space: space)
        return verdict
    }

    /// The moves of one kind of failure, for a Space whose name is not known.
    package static func moves(for advice: Advice) -> [TriageMove] { MovePlan.moves(for: advice) }

    /// By the banners' times; a section without one stays behind the section before it.
    private static func ordered(_ sections: [TriageSection]) -> [TriageSection] {
        var latest = ""
        let keyed = sections.enumerated().map { index, section in
            if let time = section.time { latest = time }
            return (key: latest, index: index, section: section)
        }
        return keyed.sorted { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }.map(\.section)
    }

    private static func hasContent(_ section: TriageSection, of text: TriageText) -> Bool {
        if section.exitOffset != nil || section.jobFailedOffset != nil { return true }
        var position = section.range.lowerBound
        while position < section.range.upperBound {
            let end = min(text.endOfLine(from: position), section.range.upperBound)
            let line = text.string(position..<end, limit: 200)
            // Where a page lost its line ends, the log goes on behind its banner.
            let rest =
                line.contains("===== Application Startup")
                ? line[(line.ranges(of: "=====").last?.upperBound ?? line.endIndex)...] : line[...]
            if !rest.allSatisfy(\.isWhitespace) { return true }
            position = end + 1
        }
        return false
    }
}
