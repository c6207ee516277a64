import DriftCore

/// What the repository of a build asks for and its log does not show: the log has lost it, with every trace.
///
///     Dockerfile:7    RUN pip install -r requirements.txt
///     --> COPY . .
///     DONE 0.1s
struct UnprintedStep: Equatable {
    /// As the Dockerfile has it; of a requirement its name.
    var command: String
    /// Where it stands: `Dockerfile:7`, `requirements.txt`.
    var place: String

    /// More than any real Dockerfile has.
    private static let maximumRuns = 500

    /// `RUN`s that may install something and that no step of the log is.
    static func all(asked runs: [Dockerfile.NeededRun], printed steps: [ReplayStep]) -> [UnprintedStep] {
        let printed = steps.filter { $0.scanned.instruction == .run }.map { Text(ReplayStep.command(of: $0.text)) }
        let exact = Set(printed.map(\.bytes))
        return runs.prefix(maximumRuns).compactMap { run in
            let pattern = Pattern(run.text)
            if exact.contains(pattern.whole) || printed.contains(where: pattern.matches) { return nil }
            let step = ReplayStep(ScannedStep(text: "RUN " + run.text, line: run.line), log: 0, workingDirectory: "/")
            return step.concernsPackages ? UnprintedStep(command: "RUN " + run.text, place: "Dockerfile:\(run.line)") : nil
        }
    }

    /// Letters and digits alone: BuildKit joins lines and drops comments, and a log may have lost quotes and backslashes.
    private struct Text {
        var bytes: [UInt8]

        init(_ text: some StringProtocol) { bytes = text.utf8.filter { $0.isLetter || $0.isDigit } }
    }

    /// A Dockerfile's text, in which BuildKit puts the values of arguments and variables before it prints it.
    private struct Pattern {
        /// What stands between the variables.
        private var parts: [[UInt8]]
        /// Of a here-document the log shows the first line alone, and not all of a long one.
        private let isHereDocument: Bool

        init(_ text: String) {
            isHereDocument = text.hasPrefix("<<")
            let shown = isHereDocument ? text.drop { $0 != "\n" }.dropFirst().prefix { $0 != "\n" } : text[...]
            parts = Pattern.split(shown).map { Text($0).bytes }
        }

        var whole: [UInt8] { parts.count == 1 ? parts[0] : [] }

        func matches(_ text: Text) -> Bool {
            if isHereDocument { return !text.bytes.isEmpty && (parts.first ?? []).starts(with: text.bytes.prefix(parts.first?.count ?? 0)) }
            guard parts.count > 1, let first = parts.first, let last = parts.last, text.bytes.starts(with: first) else { return false }
            var rest = text.bytes.dropFirst(first.count)
            for part in parts.dropFirst().dropLast() where !part.isEmpty {
                guard let found = rest.firstRange(of: part) else { return false }
                rest = rest[found.upperBound...]
            }
            return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
        }

        /// `pip install gradio==$VERSION` into what stands before, between and behind the variables.
        private static func split(_ text: Substring) -> [Substring] {
            var parts: [Substring] = []
            var rest = text
            while let dollar = rest.firstIndex(of: "$") {
                parts.append(rest[..<dollar])
                rest = rest[dollar...].dropFirst()
                if rest.first == "{" {
                    rest = rest.drop { $0 != "}" }.dropFirst()
                } else {
                    rest = rest.drop { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                }
            }
            return parts + [rest]
        }
    }
}
