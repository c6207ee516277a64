/// The last line of an app that never began to serve: what a shell, Node or a loader says when nothing more will come.
///
///     python: can't open file '/home/user/app/app.py': [Errno 2] No such file or directory
///     sh: 1: vite: not found
///     exec /app/start.sh: permission denied
struct LastWords {
    let offset: Int
    let isFailure: Bool
    /// `Node.js v20.11.0`, R's `Execution halted`: what is said last when an error that nobody caught ends the program, whether it served
    /// before or not.
    let endsProgram: Bool

    init(of section: TriageSection, in text: TriageText) {
        var end = section.range.upperBound
        while end > section.range.lowerBound, text.bytes[end - 1] <= 0x20 { end -= 1 }
        let begin = max(section.range.lowerBound, text.lineRange(around: end).lowerBound)
        let line = text.string(begin..<max(begin, end), limit: 400)
        offset = begin
        endsProgram = line.hasPrefix("Node.js v") && line.utf8.count < 20 || line == "Execution halted"
        isFailure = ["INFO", "DEBUG", "WARNING"].allSatisfy { !line.contains($0) } && Self.signs.contains { line.contains($0) }
    }

    /// What runtimes say when an error that nobody caught ends them; frames and a summary may follow.
    ///
    ///     Exception in thread "main" java.lang.UnsupportedClassVersionError: com/acme/Main has been compiled by …
    private static let ends = [
        "Exception in thread \"main\"", "ERROR: LoadError: ", "Unhandled exception. ", "Unhandled Exception: ", "PHP Fatal error: ",
        "thread 'main' panicked at", "goroutine 1 [running]", "(LoadError)", "(NameError)", "(NoMethodError)", "error: Uncaught ",
        "nginx: [emerg]", "entered FATAL state", "terminate called after throwing an instance of",
    ]
    private static let endBytes = 4_000

    /// Of an app that never began to serve: where its runtime says so, in the last lines.
    static func end(of section: TriageSection, in text: TriageText) -> Int? {
        var position = text.lineRange(around: max(section.range.lowerBound, section.range.upperBound - endBytes)).lowerBound
        position = max(position, section.range.lowerBound)
        while position < section.range.upperBound {
            let end = text.endOfLine(from: position)
            let line = text.string(position..<min(end, section.range.upperBound), limit: 300)
            if ends.contains(where: { line.contains($0) }) { return position }
            position = end + 1
        }
        return nil
    }

    private static let signs = [
        "can't open file", "No such file or directory", ": not found", "command not found", "Permission denied", "Segmentation fault",
        "FATAL ERROR: ", ": permission denied", "exec format error",
        "Killed", "Aborted (core dumped)", "Error: ", "fatal: ", "exited with code 1", "npm error", "npm ERR!", "panic: ",
        "was sent SIGKILL", ": error: ", "RUST_BACKTRACE=1",
    ]
}
