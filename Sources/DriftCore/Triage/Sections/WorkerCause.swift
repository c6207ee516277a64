/// What a GPU function really failed with: the caller sees no more than the exception's class, the log has the worker's own traceback.
///
///     RuntimeError: CUDA error: no kernel image is available for execution on the device
///     …
///     gradio.exceptions.Error: 'RuntimeError'
struct WorkerCause {
    let exception: Traceback.Exception

    /// The worker prints shortly before the platform's own words.
    private static let windowBytes = 16_384

    /// The exception before `offset` that is not the platform's own; otherwise one behind it, where a report turned them round.
    init?(around offset: Int, in text: TriageText, of section: TriageSection) {
        let begin = max(section.range.lowerBound, offset - Self.windowBytes)
        let end = min(section.range.upperBound, offset + Self.windowBytes / 4)
        var before: Traceback.Exception?
        var after: Traceback.Exception?
        var position = text.head(of: begin).range.lowerBound
        while position < end {
            let next = text.endOfLine(from: position)
            if let found = Self.exception(in: text.string(position..<next, limit: 400), at: position) {
                if position < offset { before = found } else { after = after ?? found }
            }
            position = next + 1
        }
        guard let exception = before ?? after else { return nil }
        self.exception = exception
    }

    private static func exception(in line: String, at offset: Int) -> Traceback.Exception? {
        let trimmed = String(line.drop { $0 == " " || $0 == "\t" })
        guard trimmed.count == line.count || line.hasPrefix("  "), let found = Traceback.exception(in: trimmed, at: offset),
            found.name != "Error", !found.message.isEmpty
        else { return nil }
        return found
    }
}
