/// The last line of an app that never began to serve: what a shell, Node or a loader says when nothing more will come.
///
///     python: can't open file '/home/user/app/app.py': [Errno 2] No such file or directory
///     sh: 1: vite: not found
struct LastWords {
    let offset: Int
    let isFailure: Bool
    /// `Node.js v20.11.0`: Node says its version last when an error that nobody caught ends it, whether it served before or not.
    let isOfNode: Bool

    init(of section: TriageSection, in text: TriageText) {
        var end = section.range.upperBound
        while end > section.range.lowerBound, text.bytes[end - 1] <= 0x20 { end -= 1 }
        let begin = max(section.range.lowerBound, text.lineRange(around: end).lowerBound)
        let line = text.string(begin..<max(begin, end), limit: 400)
        offset = begin
        isOfNode = line.hasPrefix("Node.js v") && line.utf8.count < 20
        isFailure = ["INFO", "DEBUG", "WARNING"].allSatisfy { !line.contains($0) } && Self.signs.contains { line.contains($0) }
    }

    private static let signs = [
        "can't open file", "No such file or directory", ": not found", "command not found", "Permission denied", "Segmentation fault",
        "FATAL ERROR: ",
        "Killed", "Aborted (core dumped)", "Error: ", "fatal: ", "exited with code 1", "npm error", "npm ERR!", "panic: ",
        "was sent SIGKILL", ": error: ",
    ]
}
