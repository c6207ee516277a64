/// The message that decides a section.
struct TriageDecision {
    var rule: TriageRule
    var offset: Int
    var knownBreak: KnownBreakMatch?

    func isAbove(_ other: TriageDecision?) -> Bool {
        guard let other else { return true }
        return rule.priority == other.rule.priority ? offset >= other.offset : rule.priority > other.rule.priority
    }
}
