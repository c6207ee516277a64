/// The last traceback of a section: CPython's, Streamlit's (`Traceback:` below the exception), or rich's with its box.
///
///     Traceback (most recent call last):
///       File "/app/app.py", line 15, in <module>
///         import gradio as gr
///       File "/usr/local/lib/python3.13/site-packages/pydub/utils.py", line 16, in <module>
///         import pyaudioop as audioop
///     ModuleNotFoundError: No module named 'pyaudioop'
struct Traceback {
    struct Frame {
        var path: String
        /// The source line below it.
        var source: String
        var offset: Int

        var isInstalled: Bool { path.contains("-packages/") || path.contains("/lib/python") || path.contains("/.venv/") }
        /// The platform's and the web framework's own calls, that stand above the app's.
        var isServing: Bool {
            path.contains("gradio/queueing.py") || path.contains("gradio/route") || path.contains("/uvicorn/")
                || path.contains("/starlette/")
        }
    }

    struct Exception {
        /// `ModuleNotFoundError`, without its module.
        var name: String
        var message: String
        var offset: Int
    }

    var frames: [Frame] = []
    var exception: Exception?
    /// Lines behind the exception that are not blank.
    var trailingLines = 0

    /// More lines than the traceback of any real failure has; the text of a hostile one is not read on.
    static let maximumLines = 600

    /// The section's last one; `nil`: there is none.
    init?(in section: LogSection, of text: TriageText) {
        let lines = Self.tail(of: section, in: text)
        let begin = lines.lastIndex { Self.isHeader($0.text) } ?? 0
        readFrames(lines[begin...].map { $0 })
        let last = lines[begin...].lastIndex { Self.exception(in: $0.text, at: $0.offset) != nil }
        // Streamlit prints the exception first.
        let early = lines[..<begin].suffix(3).lastIndex { Self.exception(in: $0.text, at: $0.offset) != nil }
        if let index = last ?? early {
            exception = Self.exception(in: lines[index].text, at: lines[index].offset)
            if last != nil { trailingLines = lines[(index + 1)...].count { !$0.text.isEmpty && !Self.isFurther($0.text) } }
        }
        if frames.isEmpty, exception == nil { return nil }
    }

    private mutating func readFrames(_ lines: [(text: String, offset: Int)]) {
        for (index, line) in lines.enumerated() where line.text.hasPrefix("File ") || line.text.contains(", line ") {
            let path = Self.path(in: line.text)
            guard let path else { continue }
            let next = index + 1 < lines.count ? lines[index + 1].text : ""
            frames.append(Frame(path: path, source: next.hasPrefix("File ") ? "" : next, offset: line.offset))
        }
    }

    /// The innermost frame.
    var raisedIn: Frame? { frames.last }
    /// Whether the exception comes out of an import that reached into installed packages.
    var isOfImport: Bool {
        guard let last = frames.last, last.isInstalled else { return false }
        return frames.contains { ($0.source.hasPrefix("import ") || $0.source.hasPrefix("from ")) }
    }
    var isOfRequest: Bool { frames.contains(where: \.isServing) }

    /// `3.13` of `/usr/local/lib/python3.13/site-packages/…`
    var python: String? {
        for frame in frames {
            for part in frame.path.split(separator: "/") where part.hasPrefix("python3.") {
                let version = part.dropFirst("python".count)
                if version.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }) { return String(version) }
            }
        }
        return nil
    }
}

extension Traceback {
    private static func isHeader(_ line: String) -> Bool {
        line.hasPrefix("Traceback (most recent call last)") || line == "Traceback:" || line.contains("─ Traceback (most recent")
            || line.contains("Reason: Traceback (most recent call last)")
    }

    /// What may follow the exception: its message's own lines, the container's last words, another page's title.
    private static func isFurther(_ line: String) -> Bool {
        [
            "Stopping Node.js server", "ERROR: ", "Container logs:", "with Container logs", "Failed to retrieve error logs", "```",
            "During handling",
        ]
        .contains { line.hasPrefix($0) }
    }

    private static func tail(of section: LogSection, in text: TriageText) -> [(text: String, offset: Int)] {
        var lines: [(text: String, offset: Int)] = []
        var end = section.range.upperBound
        if end > section.range.lowerBound, text.bytes[end - 1] == 0x0A { end -= 1 }
        while lines.count < maximumLines {
            let begin = max(section.range.lowerBound, text.lineRange(around: end).lowerBound)
            lines.append((trimmed(text.string(begin..<end, limit: 2000)), begin))
            if begin <= section.range.lowerBound { break }
            end = begin - 1
        }
        return lines.reversed()
    }

    private static func trimmed(_ line: String) -> String {
        var view = line.unicodeScalars[...]
        let blank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "│" || $0 == "❱" }
        while let first = view.first, blank(first) { view.removeFirst() }
        while let last = view.last, blank(last) { view.removeLast() }
        return String(view)
    }

    /// `/app/app.py` of `File "/app/app.py", line 15, in <module>`; its head may be cut: `.10/site-packages/gradio/helpers.py", line 340, in create`
    private static func path(in line: String) -> String? {
        guard let close = line.firstRange(of: "\", line ") else { return nil }
        let head = line[..<close.lowerBound]
        guard let open = head.lastIndex(of: "\"") else {
            return head.split(separator: " ").last.map(String.init)
        }
        return String(head[head.index(after: open)...])
    }

    /// `huggingface_hub.errors.GatedRepoError: 401 Client Error.`, `KeyError: 'HF_TOKEN'`, `KeyboardInterrupt`
    static func exception(in line: String, at offset: Int) -> Exception? {
        let head = line.prefix { $0 != ":" && $0 != " " && $0 != "(" }
        guard head.count >= 5, head.utf8.count <= 120, let last = head.split(separator: ".").last, let first = last.first,
            first.isUppercase,
            head.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x5F || (0x30...0x39).contains($0) || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
        else { return nil }
        let rest = line.dropFirst(head.count)
        guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
        let endings = [
            "Error", "Exception", "Interrupt", "Exit", "Timeout", "NotFound", "Refused", "Failure", "Failed", "Denied", "Warning",
        ]
        let isKnown = endings.contains { last.hasSuffix($0) && (last.count > $0.count || rest.hasPrefix(":") && $0 != "Error") }
        guard isKnown && !last.hasSuffix("Warning") || head.contains(".") && rest.hasPrefix(": ") && !last.hasSuffix("Warning") else {
            return nil
        }
        return Exception(name: String(last), message: rest.dropFirst().trimmingPrefix(" ").description, offset: offset)
    }
}
