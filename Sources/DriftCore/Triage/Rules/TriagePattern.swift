/// What a needle stands for.
enum TriagePattern: Hashable {
    case mark(LogMark)
    /// Index into `TriageRules.all`.
    case rule(Int)
    /// Index into `KnownBreaks.all`.
    case knownBreak(Int)
}
