import DriftEngine
import Foundation

/// The one place that prints. Everything from outside is made safe to show here, whichever command it came through.
struct Console: Sendable {
    /// Notes and warnings are left out.
    let isQuiet: Bool
    let usesColor: Bool

    /// For what is said before any option is known.
    static let plain = Console(isQuiet: false, usesColor: false)

    /// Colour only where a terminal shows it and nobody asked for none (https://no-color.org).
    init(isQuiet: Bool, allowsColor: Bool) {
        let environment = ProcessInfo.processInfo.environment
        self.init(
            isQuiet: isQuiet,
            usesColor: allowsColor && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
                && isatty(STDOUT_FILENO) == 1
        )
    }

    private init(isQuiet: Bool, usesColor: Bool) {
        self.isQuiet = isQuiet
        self.usesColor = usesColor
    }

    func write(_ document: Document) throws(OutputError) {
        var text = ""
        for block in document.blocks {
            switch block {
            case .line(let spans): text += rendered(spans.map { Span(PrintableText.line($0.text), $0.style) }) + "\n"
            case .table(let table): for line in table.lines(room: Self.terminalColumns) { text += rendered(line) + "\n" }
            }
        }
        try put(text)
    }

    /// The contracts' form: keys sorted, indented, absent facts as `null`.
    func write(json value: some Encodable) throws {
        try put(PrintableText.json(String(decoding: try ContractJSON.encode(value), as: UTF8.self)))
    }

    /// Text of several lines that another format made: Markdown, HTML, a freeze list.
    func write(block text: String) throws(OutputError) {
        try put(PrintableText.block(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"))
    }

    /// Something that the user should know although the command goes on.
    func warn(_ text: String) {
        if !isQuiet { complain("warning: ", text) }
    }

    func note(_ text: String) {
        if !isQuiet { complain("note: ", text) }
    }

    func hint(_ text: String) {
        if !isQuiet { complain("hint: ", text) }
    }

    /// `--db` of the command line.
    static let database = HintedCommand.database(in: Array(CommandLine.arguments.dropFirst()))

    /// How wide the terminal is that results are shown on; `nil`: they are not, or it does not say.
    private static var terminalColumns: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// What a long step is doing, in one line that the next one replaces; only on a terminal.
    var progress: (@Sendable (String) -> Void)? {
        guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        return { text in
            let line = DisplayWidth.truncated(PrintableText.line(text), to: 78)
            _ = Self.writeAll("\r\u{1B}[K\(line)", to: STDERR_FILENO)
        }
    }

    /// Takes the last line of progress away.
    func endProgress() {
        if progress != nil { _ = Self.writeAll("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    /// A failure: exactly these two lines, also with `-q`.
    func fail(message: String, hint: String) {
        complain("error: ", message)
        complain("hint: ", hint)
    }

    /// For the help and version texts: what is left to do is the exit code.
    func writeLast(_ text: String) -> Int32 {
        do throws(OutputError) {
            try write(block: text)
            return ExitStatus.done
        } catch {
            fail(message: error.message, hint: error.hint)
            return ExitStatus.failed
        }
    }

    private func rendered(_ spans: [Span]) -> String {
        spans.map { span in
            guard usesColor, let code = span.style.code, !span.text.isEmpty else { return span.text }
            return "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
        }.joined()
    }

    private func complain(_ prefix: String, _ text: String) {
        // Nowhere is left to report that standard error does not take it.
        let named = HintedCommand.naming(Self.database, in: text)
        _ = Self.writeAll(prefix + PrintableText.line(named) + "\n", to: STDERR_FILENO)
    }

    private func put(_ text: String) throws(OutputError) {
        let code = Self.writeAll(text, to: STDOUT_FILENO)
        // EPIPE: the reader has seen enough.
        if code != 0 && code != EPIPE { throw .unwritable(reason: String(cString: strerror(code)).lowercased()) }
    }

    /// 0, or the error number.
    private static func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
                if count >= 0 { written += count } else if errno != EINTR { return errno }
            }
            return 0
        }
    }
}
