/// The last traceback of a section: CPython's, Streamlit's (`Traceback:` below the exception), a notebook's, or rich's with its box.
///
///     Traceback (most recent call last):
///       File "/app/app.py", line 15, in <module>
///         import gradio as gr
///       File "/usr/local/lib/python3.13/site-packages/pydub/utils.py", line 16, in <module>
///         import pyaudioop as audioop
///     ModuleNotFoundError: No module named 'pyaudioop'
struct Traceback {
    struct Frame {
        /// With slashes, also of Windows.
        var path: String
        /// The source line below it.
        var source: String
        /// `launch`, `<module>`; empty: the line does not say.
        var function: String
        var offset: Int

        var isInstalled: Bool {
            ["-packages/", "/lib/python", "/.venv/"].contains { path.contains($0) }
                || path.hasPrefix("...") && Self.frameworks.contains { path.contains($0) }
        }

        /// Of a path whose head somebody left away: `.../gradio/queueing.py`.
        private static let frameworks = [
            "/gradio/", "/gradio_client/", "/starlette/", "/fastapi/", "/uvicorn/", "/torch/", "/transformers/", "/diffusers/",
            "/huggingface_hub/",
        ]
        /// The platform's and the web framework's own calls, that stand above the app's; while they are imported they serve nobody.
        var isServing: Bool {
            guard function != "<module>" else { return false }
            return path.contains("gradio/queueing.py") || path.contains("gradio/route") || path.contains("/uvicorn/protocols/")
                || path.contains("/starlette/")
        }
        /// The server runs what the app does before it serves, or after.
        var isLifespan: Bool { function.hasPrefix("lifespan") || function == "startup" && path.contains("/starlette/") }
        /// A program's call of a Space.
        var isCalling: Bool {
            path.contains("gradio_client/client.py")
                || path.contains("gradio_client/utils.py") && Self.streams.contains { function.hasPrefix($0) }
        }

        /// What `gradio_client/utils.py` has of a call; the rest reads schemas, which the server does too.
        private static let streams = ["stream_sse", "get_pred_from", "download_", "upload_"]
    }

    struct Exception {
        /// `ModuleNotFoundError`, without its module.
        var name: String
        var message: String
        var offset: Int
        /// The message's own further lines.
        var continuation = ""

        var text: String { continuation.isEmpty ? message : message + "\n" + continuation }
    }

    var frames: [Frame] = []
    var exception: Exception?
    /// The exception is named within a sentence, not on a line of its own.
    var isEmbedded = false
    /// Lines behind the exception that are not blank.
    var trailingLines = 0
    /// Whether those lines may all be the message's own: one that is known to go on, few enough, and no line of a log among them.
    var messageMayGoOn = false

    /// More lines than the traceback of any real failure has; the text of a hostile one is not read on.
    static let maximumLines = 600
    /// A message that goes on says what it has to say in its first lines.
    private static let continuationLines = 4
    /// nltk's search for a resource, pydantic's list of settings and protobuf's workarounds stay below it.
    private static let longestMessage = 40

    /// The section's last one; `nil`: there is none.
    init?(in section: TriageSection, of text: TriageText) {
        let lines = TracebackText.tail(of: section, in: text, limit: Self.maximumLines)
        let begin = Self.begin(of: lines)
        readFrames(lines[begin...].map { $0 })
        let last = lines[begin...].lastIndex { Self.exception(in: $0.text, at: $0.offset) != nil }
        // Streamlit prints the exception first.
        let early = lines[..<begin].suffix(3).lastIndex { Self.exception(in: $0.text, at: $0.offset) != nil }
        if let index = last ?? early {
            exception = Self.exception(in: lines[index].text, at: lines[index].offset)
            exception?.continuation = lines[(index + 1)...].prefix(Self.continuationLines).map(\.text).joined(separator: "\n")
            // Of a chain whose last part was cut, that part follows the exception.
            if last != nil, !lines[(index + 1)...].contains(where: { Self.isHeader($0.text) }) {
                let trailing = lines[(index + 1)...].filter { !$0.text.isEmpty && !Self.isFurther($0.text) }
                trailingLines = trailing.count
                messageMayGoOn =
                    Self.saysMuch(lines[index].text) && trailing.count <= Self.longestMessage
                    && !trailing.contains { Self.isOfLog($0.text) }
            }
        }
        if exception == nil, begin < lines.count { exception = Self.named(inHeader: lines[begin].text, at: lines[begin].offset) }
        if exception == nil, !frames.isEmpty || section.kind == .page { readEmbedded(lines[begin...].map { $0 }) }
        // `Exit code: 1. Reason: KeyError: 'API_TOKEN'`: the page's own line.
        if exception == nil, let exit = section.exitOffset {
            let begin = text.lineRange(around: exit).lowerBound
            readEmbedded(lines.filter { $0.offset == begin })
        }
        if frames.isEmpty, exception == nil { return nil }
    }

    /// The last header; the one before it where the last of a chain was cut ahead of its exception.
    private static func begin(of lines: [TracebackText.Line]) -> Int {
        let last = lines.lastIndex { isHeader($0.text) } ?? 0
        let isChained = lines[..<last].suffix(3).contains {
            $0.text.hasPrefix("During handling of the above") || $0.text.hasPrefix("The above exception was the direct cause")
        }
        guard isChained, !lines[last...].contains(where: { exception(in: $0.text, at: $0.offset) != nil }) else { return last }
        return lines[..<last].lastIndex { isHeader($0.text) } ?? 0
    }

    /// A sentence that names an exception, if nothing else does.
    private mutating func readEmbedded(_ lines: [TracebackText.Line]) {
        for line in lines.reversed() {
            guard TracebackText.frame(in: line.text) == nil, let text = TracebackText.embeddedException(in: line.text),
                let found = Self.exception(in: text, at: line.offset)
            else { continue }
            exception = found
            isEmbedded = true
            return
        }
    }

    private mutating func readFrames(_ lines: [TracebackText.Line]) {
        for (index, line) in lines.enumerated() {
            guard let place = TracebackText.frame(in: line.text) else { continue }
            let next = index + 1 < lines.count ? lines[index + 1].text : ""
            frames.append(
                Frame(
                    path: place.path.replacing("\\", with: "/"),
                    source: next.hasPrefix("File ") ? "" : next,
                    function: place.function,
                    offset: line.offset
                )
            )
        }
    }

    /// The innermost frame.
    var raisedIn: Frame? { frames.last }
    /// Whether the exception comes out of an import that reached into installed packages.
    var isOfImport: Bool {
        guard let last = frames.last, last.isInstalled else { return false }
        return frames.contains { ($0.source.hasPrefix("import ") || $0.source.hasPrefix("from ")) }
    }
    var isOfRequest: Bool { frames.contains(where: \.isServing) && !frames.contains(where: \.isLifespan) }
    /// A program calls a Space, and that fails: at the start of another app as well as in a notebook.
    var isOfCall: Bool { !isOfImport && frames.contains(where: \.isCalling) }
    /// `launch()` itself raised: the app ends there, although it has printed its address already.
    var isOfLaunch: Bool { frames.contains { $0.function == "launch" } && !isOfRequest }

    /// Out of the script that was started: nothing is left that could go on. An app that is stopped from outside ends so as well.
    var isOfMain: Bool {
        guard let first = frames.first, exception?.name != "KeyboardInterrupt" else { return false }
        return first.function == "<module>" && !first.isInstalled && !isOfRequest
    }
    /// A handler's own refusal, in words of the app: `gr.Error("the prompt is empty")`.
    var isRefusal: Bool { isOfRequest && exception?.name == "Error" }

    /// `3.13` of `/usr/local/lib/python3.13/site-packages/…`
    var python: String? {
        for frame in frames {
            for part in frame.path.split(separator: "/") where part.hasPrefix("python3.") {
                let version = part.dropFirst("python".count)
                if version.utf8.allSatisfy({ $0 == 0x2E || $0.isDigit }) { return String(version) }
            }
        }
        return nil
    }
}

extension Traceback {
    private static func isHeader(_ line: String) -> Bool {
        line.hasPrefix("Traceback (most recent call last)") || line == "Traceback:" || line.contains("─ Traceback (most recent")
            || line.hasSuffix(": Traceback (most recent call last):") || line.hasSuffix(" Traceback (most recent call last):")
            || line.contains("Reason: Traceback (most recent call last)")
            // A notebook's: the exception's name stands in front.
            || line.contains("  Traceback (most recent call last)")
    }

    /// `KeyError                  Traceback (most recent call last)`, as notebooks begin one; the message was cut with the end.
    private static func named(inHeader line: String, at offset: Int) -> Exception? {
        guard let mark = line.firstRange(of: "  Traceback (most recent call last)") else { return nil }
        let name = line[..<mark.lowerBound].prefix { $0 != " " }
        guard name.count < 80, name.hasSuffix("Error") || name.hasSuffix("Exception"), name.utf8.allSatisfy({ $0 > 0x20 }) else {
            return nil
        }
        return Exception(name: String(name), message: "", offset: offset)
    }

    /// What may follow the exception: its message's own lines, the container's last words, another page's title.
    private static func isFurther(_ line: String) -> Bool {
        [
            "Stopping Node.js server", "NativeCommand", "ERROR: ", "Container logs:", "with Container logs",
            "Failed to retrieve error logs", "```",
            "During handling",
        ]
        .contains { line.hasPrefix($0) }
    }

    /// `LookupError:` and `openai.lib._old_api.APIRemovedInV1:` say everything below; `ValidationError: 2 validation errors for Settings` three lines
    /// for each; `TypeError: Descriptors cannot be created directly.` its workarounds.
    private static func saysMuch(_ line: String) -> Bool {
        line.hasSuffix(":") || line.contains(" validation error") || line.contains("Descriptors cannot be created")
    }

    /// `INFO: …`, `model.safetensors: 100%|████`, a request: the app goes on.
    private static func isOfLog(_ line: String) -> Bool {
        line.contains("%|") || line.contains(" HTTP/") || ["INFO", "DEBUG", "WARNING"].contains { line.prefix(60).contains($0) }
    }

    /// `huggingface_hub.errors.GatedRepoError: 401 Client Error.`, `KeyError: 'HF_TOKEN'`, `KeyboardInterrupt`
    static func exception(in quoted: String, at offset: Int) -> Exception? {
        let line = TracebackText.unquoted(quoted)
        let head = line.prefix { $0 != ":" && $0 != " " && $0 != "(" }
        guard head.count >= 5, head.utf8.count <= 120, let last = head.split(separator: ".").last, let first = last.first,
            // `cv2.error`, `struct.error`: as C modules name theirs.
            first.isUppercase || last == "error" && head.contains("."),
            head.utf8.allSatisfy({ $0 == 0x2E || $0 == 0x5F || $0.isAlphanumeric })
        else { return nil }
        // PowerShell on the program that it ran.
        if last.hasPrefix("NativeCommand") { return nil }
        let rest = line.dropFirst(head.count)
        guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
        let endings = [
            "Error", "Exception", "Interrupt", "Exit", "Timeout", "NotFound", "Refused", "Failure", "Failed", "Denied", "Warning",
        ]
        let isKnown = endings.contains { last.hasSuffix($0) && (last.count > $0.count || rest.hasPrefix(":") && $0 != "Error") }
        let isQualified = head.contains(".") && (rest.hasPrefix(": ") || rest == ":") && !last.hasSuffix("Warning")
        guard isKnown && !last.hasSuffix("Warning") || isQualified else { return nil }
        return Exception(name: String(last), message: rest.dropFirst().trimmingPrefix(" ").description, offset: offset)
    }
}
