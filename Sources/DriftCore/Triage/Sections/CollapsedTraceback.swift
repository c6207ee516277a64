/// A traceback whose line ends a page lost, put on lines again.
///
///     Traceback (most recent call last): File "/home/user/app/app.py", line 3, in <module> import cv2 File "…", line 8, in f x() TypeError: no
enum CollapsedTraceback {
    private static let header = "Traceback (most recent call last):"
    private static let chains = [
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
    ]

    static func lines(of line: String) -> [String] {
        var lines = [line]
        for mark in [header] + chains { lines = lines.flatMap { separated($0, at: mark) } }
        return lines.flatMap { frames(in: $0) }
    }

    /// `mark` stands on a line of its own.
    private static func separated(_ line: String, at mark: String) -> [String] {
        let parts = line.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [mark, $0.element] }.filter { !$0.isEmpty }
    }

    private static func frames(in line: String) -> [String] {
        guard line.contains("\", line ") else { return exceptionApart(line) }
        let parts = line.split(separator: " File \"", omittingEmptySubsequences: true).map(String.init)
        return parts.enumerated().flatMap { index, part in
            let text = index > 0 || line.hasPrefix(" File \"") ? "File \"" + part : part
            guard let end = endOfFrame(in: text) else { return exceptionApart(text) }
            return [String(text[..<end])] + exceptionApart(String(text[end...]))
        }
    }

    /// Behind `File "…", line 3, in <module>`, or `line 3` alone.
    private static func endOfFrame(in text: String) -> String.Index? {
        guard let place = text.firstRange(of: "\", line ") else { return nil }
        let number = text[place.upperBound...].prefix { $0.isNumber }
        guard !number.isEmpty else { return nil }
        guard text[number.endIndex...].hasPrefix(", in ") else { return number.endIndex }
        return text[text.index(number.endIndex, offsetBy: 5)...].prefix { $0 != " " }.endIndex
    }

    /// The source line and the last exception behind it.
    private static func exceptionApart(_ text: String) -> [String] {
        var index = text.endIndex
        while let space = text[..<index].lastIndex(of: " ") {
            let rest = text[text.index(after: space)...]
            if rest.prefix(while: { $0 != " " }).hasSuffix(":"), Traceback.exception(in: String(rest.prefix(200)), at: 0) != nil {
                return [String(text[..<space]), String(rest)].filter { !$0.isEmpty }
            }
            index = space
        }
        return [text]
    }
}
