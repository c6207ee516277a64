import DriftCore

/// The scripts of a build's here-documents, of which the log shows the first line alone, where the repository is at hand:
///
///     --> RUN <<EOF (set -e...)
enum HereDocumentScript {
    /// More than any real Dockerfile has.
    private static let maximumRuns = 500

    /// By the step's index; those of which the first line does not tell which one they are are left out.
    static func all(of steps: [ScannedStep], asked runs: [Dockerfile.NeededRun]) -> [Int: String] {
        let scripts = Set(runs.prefix(maximumRuns).compactMap { script(of: $0.text) })
        guard !scripts.isEmpty else { return [:] }
        let byFirstLine = Dictionary(grouping: scripts) { String(firstLine(of: $0)) }
        var found: [Int: String] = [:]
        for (index, step) in steps.enumerated() where step.instruction == .run {
            guard let shown = ReplayStep.hereDocument(in: step.text), !shown.isEmpty else { continue }
            // Of a long line not all is shown.
            let possible = byFirstLine[shown] ?? byFirstLine.filter { $0.key.hasPrefix(shown) }.flatMap(\.value)
            if possible.count == 1 { found[index] = possible[0] }
        }
        return found
    }

    /// What the shell gets of `<<EOF`, `<<-"EOF"`; `nil`: another program does, or it is no here-document.
    private static func script(of text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let head = lines.first, head.hasPrefix("<<") else { return nil }
        let mark = head.dropFirst(2).filter { !"-\"' ".contains($0) }
        let body = lines.dropFirst().prefix { $0.drop { $0 == "\t" } != mark }
        let script = body.joined(separator: "\n").trimmingPrefix { $0.isWhitespace }
        let isOfShell = !script.hasPrefix("#!") || script.prefix { $0 != "\n" }.hasSuffix("sh")
        return isOfShell && !script.isEmpty ? String(script) : nil
    }

    private static func firstLine(of script: String) -> Substring {
        let line = script.prefix { $0 != "\n" }
        return line[..<(line.lastIndex { !$0.isWhitespace }.map(line.index(after:)) ?? line.startIndex)]
    }
}
