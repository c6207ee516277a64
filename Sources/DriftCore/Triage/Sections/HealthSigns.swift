/// Whether text without any mark is an app's ordinary log: lines with a time or a level, and none that ends in failure.
struct HealthSigns {
    private(set) var ordinaryLines = 0
    private(set) var lines = 0
    private(set) var isAlarming = false

    /// An error page is never this long, so that what alarms in a text of this length is talk.
    private static let plenty = 200

    init(of section: TriageSection, in text: TriageText) {
        var position = section.range.lowerBound
        while position < section.range.upperBound, lines <= Self.plenty {
            let end = text.endOfLine(from: position)
            read(text.string(position..<min(end, section.range.upperBound), limit: 300))
            position = end + 1
        }
    }

    /// However long: a text that is no log at all says nothing of an app.
    var looksHealthy: Bool { ordinaryLines > 0 && (lines > Self.plenty || !isAlarming) }

    private mutating func read(_ line: String) {
        if line.allSatisfy(\.isWhitespace) { return }
        lines += 1
        // `/usr/local/lib/python3.10/site-packages/gradio/inputs.py:256: UserWarning: Usage of gradio.inputs is deprecated`
        let isWarning = line.contains("Warning: ") && line.contains(".py:") || line.contains("warnings.warn(")
        // `You are using gradio version 4.26.0, however version 4.29.0 is available, please upgrade.`
        let isAdvice = line.contains("is available") && (line.contains("upgrade") || line.contains("update"))
        let isLevelled = isWarning || isAdvice || ["INFO", "DEBUG", " HTTP/", "WARNING"].contains { line.contains($0) }
        let isTimed = line.utf8.prefix(24).count(where: \.isDigit) >= 8 && line.utf8.prefix(24).contains(0x3A)
        if isLevelled || isTimed { ordinaryLines += 1 }
        let lower = line.lowercased()
        if !isLevelled, ["error", "failed", "fatal", "exception", "traceback", "exceeded"].contains(where: { lower.contains($0) }) {
            isAlarming = true
        }
    }
}
