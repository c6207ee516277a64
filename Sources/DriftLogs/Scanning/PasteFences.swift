/// Marks around the parts of a log that did not fit into one message: what stands between two parts is the messenger's.
///
///     ```
///     pip          20.0.2
///     ```
///     mike — Today at 3:42 PM
///     ```
///     Pygments     2.9.0
struct PasteFences {
    /// A message's head, and what somebody wrote between two parts.
    static let mostLinesBetween = 8

    /// The log stands between marks.
    var isFenced = false
    /// A part is over; another may follow.
    var isBehindPart = false
    var linesBehindPart = 0
}

extension LogScanner {
    /// "```", "```text", "```===== Build Queued at …"; `false`: a line of the log's own.
    mutating func readFence(_ line: ByteView, _ number: Int) -> Bool {
        guard let rest = line.afterPrefix("```") else { return false }
        if LineHead.isKnown(rest) {
            fences.isFenced = true
            read(rest, number)
            return true
        }
        if isHeadless, !isInStart {
            fences.isFenced = true
            return false
        }
        guard fences.isFenced, rest.trimmed.isEmpty else { return false }
        (fences.isBehindPart, fences.linesBehindPart) = (true, 0)
        // A message ends without the blank lines at its end.
        build?.spacing.noteOutput()
        return true
    }

    /// `false`: the log goes on, as its own words tell, or nothing more of it comes.
    mutating func readBehindPart(_ line: ByteView, _ number: Int) -> Bool {
        if let rest = line.afterPrefix("```") {
            fences.isBehindPart = false
            if LineHead.isKnown(rest) { read(rest, number) }
            return true
        }
        guard !LineHead.isKnown(line), fences.linesBehindPart < PasteFences.mostLinesBetween else {
            fences.isBehindPart = false
            return false
        }
        fences.linesBehindPart += 1
        return true
    }
}
