import Foundation
import Testing

@testable import DriftLogs

/// The same log as a person or the API hands it over.
struct CorpusView: Sendable, CustomTestStringConvertible {
    var name: String
    /// Nothing was lost: the whole answer has to come out.
    var isLossless: Bool
    var render: @Sendable (String) -> [UInt8]

    var testDescription: String { name }

    private init(_ name: String, isLossless: Bool = true, _ render: @escaping @Sendable (String) -> [UInt8]) {
        self.name = name
        self.isLossless = isLossless
        self.render = render
    }

    static let lossless: [CorpusView] = [
        CorpusView("plain") { Array($0.utf8) },
        CorpusView("crlf") { Array($0.replacing("\n", with: "\r\n").utf8) },
        CorpusView("sse", render: eventStream),
        CorpusView("ansi", render: terminal),
        CorpusView("collapsed") { text in
            let kept = lines(text).map { trimmedEnd($0.replacing("\t", with: "    ")) }.filter { !$0.allSatisfy { $0 == " " } }
            return Array((kept.joined(separator: "\n") + "\n").utf8)
        },
        CorpusView("doubled") { Array(lines($0).map { $0 + "\n" }.joined(separator: "\n").utf8) },
        CorpusView("quoted") { Array(lines($0).map { "> " + $0 }.joined(separator: "\n").utf8) },
        CorpusView("indented") { Array(lines($0).map { "    " + $0 }.joined(separator: "\n").utf8) },
        CorpusView("html") { text in
            let pairs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#x27;")]
            return Array(pairs.reduce(text) { $0.replacing($1.0, with: $1.1) }.utf8)
        },
        CorpusView("pods") { text in
            Array(lines(text).enumerated().map { "x7k2p \(time($0.offset)) \($0.element)" }.joined(separator: "\n").utf8)
        },
        CorpusView("bom") { [0xEF, 0xBB, 0xBF] + Array($0.utf8) },
        CorpusView("utf16") { text in (Array("\u{FEFF}".utf16) + Array(text.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
        CorpusView("utf16-big-endian") { text in Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } },
        CorpusView("returns") { Array($0.replacing("\n", with: "\r").utf8) },
        CorpusView("html-twice") { text in
            let pairs = [("&", "&amp;amp;"), ("<", "&amp;lt;"), (">", "&amp;gt;"), ("\"", "&amp;quot;"), ("'", "&amp;#x27;")]
            return Array(pairs.reduce(text) { $0.replacing($1.0, with: $1.1) }.utf8)
        },
        CorpusView("numbered") { text in
            Array(lines(text).enumerated().map { String(format: "%6d\t", $0.offset + 1) + $0.element }.joined(separator: "\n").utf8)
        },
        CorpusView("services") { text in
            Array(lines(text).enumerated().map { "space-1  | [\(time($0.offset))] \($0.element)" }.joined(separator: "\n").utf8)
        },
        CorpusView("runtime") { text in
            Array(
                lines(text).enumerated().map { "\(time($0.offset).dropLast())+02:00 stdout F \($0.element)" }.joined(separator: "\n").utf8
            )
        },
        CorpusView("objects") { text in
            Array(
                lines(text).map { "{\"log\":\(json($0 + "\n")),\"stream\":\"stdout\",\"time\":\"\(time(0))\"}" }.joined(separator: "\n")
                    .utf8
            )
        },
        CorpusView("fenced") { Array("Build logs:\n\n```\n\($0)\n```\n".utf8) },
        // Two things at once.
        CorpusView("quoted-ansi") {
            Array(lines(String(decoding: terminal($0), as: UTF8.self)).map { "> " + $0 }.joined(separator: "\n").utf8)
        },
        CorpusView("pods-crlf") { text in
            Array(lines(text).enumerated().map { "x7k2p \(time($0.offset)) \($0.element)" }.joined(separator: "\r\n").utf8)
        },
        CorpusView("html-quoted") { text in
            let pairs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")]
            return Array(
                lines(text).map { line in pairs.reduce("> " + line) { $0.replacing($1.0, with: $1.1) } }.joined(separator: "\n").utf8
            )
        },
        CorpusView("events-of-several-lines") { Array(eventsOfSeveralLines($0).utf8) },
        CorpusView("utf16-crlf") { text in
            (Array("\u{FEFF}".utf16) + Array(text.replacing("\n", with: "\r\n").utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        CorpusView("numbered-ansi") { text in
            let coloured = lines(String(decoding: terminal(text), as: UTF8.self))
            return Array(coloured.enumerated().map { String(format: "%6d  ", $0.offset + 1) + $0.element }.joined(separator: "\n").utf8)
        },
    ]

    static let lossy: [CorpusView] = [
        // Nothing is lost, but the line ends no longer tell where a line ended.
        CorpusView("wrapped-60", isLossless: false) { Array(wrapped($0, at: 60).utf8) },
        CorpusView("wrapped-80", isLossless: false) { Array(wrapped($0, at: 80).utf8) },
        CorpusView("wrapped-100", isLossless: false) { Array(wrapped($0, at: 100).utf8) },
        CorpusView("wrapped-120", isLossless: false) { Array(wrapped($0, at: 120).utf8) },
        CorpusView("quoted-wrapped", isLossless: false) { text in
            Array(lines(wrapped(text, at: 97)).map { "> " + $0 }.joined(separator: "\n").utf8)
        },
        CorpusView("pods-wrapped", isLossless: false) { text in
            let prefixed = lines(text).enumerated().map { "x7k2p \(time($0.offset)) \($0.element)" }.joined(separator: "\n")
            return Array(wrapped(prefixed, at: 110).utf8)
        },
        CorpusView("html-wrapped", isLossless: false) { text in
            let pairs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")]
            return Array(pairs.reduce(wrapped(text, at: 100)) { $0.replacing($1.0, with: $1.1) }.utf8)
        },
        // A terminal's window, copied whole.
        CorpusView("wrapped-filled", isLossless: false) { text in
            Array(
                lines(wrapped(text, at: 110)).map { $0 + String(repeating: " ", count: max(0, 110 - $0.unicodeScalars.count)) }.joined(
                    separator: "\n"
                ).utf8
            )
        },
        CorpusView("quoted-ansi-head-cut", isLossless: false) { text in
            let rest = String(decoding: cut(text, from: 0.5, to: 1), as: UTF8.self)
            return Array(lines(String(decoding: terminal(rest), as: UTF8.self)).map { "> " + $0 }.joined(separator: "\n").utf8)
        },
        CorpusView("events-lost", isLossless: false) { text in
            let whole = lines(String(decoding: eventStream(text), as: UTF8.self))
            return Array(whole[(whole.count * 2 / 5)...].joined(separator: "\n").utf8)
        },
        CorpusView("head-cut", isLossless: false) { cut($0, from: 0.35, to: 1) },
        CorpusView("head-cut-deep", isLossless: false) { cut($0, from: 0.7, to: 1) },
        CorpusView("tail-cut", isLossless: false) { cut($0, from: 0, to: 0.6) },
        CorpusView("tail-cut-late", isLossless: false) { cut($0, from: 0, to: 0.9) },
        CorpusView("no-install-line", isLossless: false) { text in
            withoutLast(text) { line in
                line.hasPrefix("Successfully installed") || line.hasPrefix(" + ")
                    || line.hasPrefix("Installed ") && line.contains(" package")
            }
        },
        CorpusView("no-step-header", isLossless: false) { text in withoutLast(text) { $0.hasPrefix("--> RUN ") } },
    ]

    private init(_ name: String, render: @escaping @Sendable (String) -> [UInt8]) { self.init(name, isLossless: true, render) }

    /// By bytes: to Swift a line feed behind a carriage return is part of another character, and no end.
    static func lines(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// As evidence counts them.
    static func physicalLines(of log: [UInt8]) -> [String] {
        let text = UTF16Text.transcoded(log) ?? log
        let end: UInt8 = text.contains(0x0A) ? 0x0A : 0x0D
        return text.split(separator: end, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Cut at `width` characters, wherever that is.
    static func wrapped(_ text: String, at width: Int) -> String {
        lines(text).flatMap { line -> [String] in
            var rest = Array(line.unicodeScalars)[...]
            var pieces: [String] = []
            repeat {
                pieces.append(String(String.UnicodeScalarView(rest.prefix(width))))
                rest = rest.dropFirst(width)
            } while !rest.isEmpty
            return pieces
        }.joined(separator: "\n")
    }

    private static func trimmedEnd(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }

    private static func time(_ index: Int) -> String {
        "2026-03-04T10:00:" + String(format: "%02d.%03dZ", index % 60, index % 1000)
    }

    /// The API's event stream: one event a line, step endings carry their newline, a keep-alive now and then.
    private static func eventStream(_ text: String) -> [UInt8] {
        var result = ""
        for (index, line) in lines(text).enumerated() where !line.isEmpty || index == 0 {
            let isEnding = line.hasPrefix("DONE ") || line == "CACHED" || line.hasPrefix("=====")
            let data = line.hasPrefix("--> ERROR") ? "\n" + line + "\n" : isEnding ? line + "\n" : line
            result += "data: {\"data\":\(json(data)),\"timestamp\":\"\(time(index))\"}\n\n"
            if index % 40 == 39 { result += ": keep-alive\n\n" }
        }
        return Array(result.utf8)
    }

    /// Up to four lines an event, and no times: what a client that came late gets.
    private static func eventsOfSeveralLines(_ text: String) -> String {
        var result = ": connected\n\n"
        let all = lines(text)
        for begin in stride(from: 0, to: all.count, by: 4) {
            let data = all[begin..<min(begin + 4, all.count)].joined(separator: "\n") + (begin % 8 == 0 ? "\n" : "")
            result += "data: {\"data\":\(json(data)),\"timestamp\":null}\n\n"
        }
        return result
    }

    private static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20: result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A terminal's copy: coloured words, a progress bar that was redrawn.
    private static func terminal(_ text: String) -> [UInt8] {
        let coloured = lines(text).map { line in
            if line.hasPrefix("Successfully installed") { return "\u{1B}[1m\u{1B}[32m\(line)\u{1B}[0m" }
            if line.hasPrefix("WARNING") || line.hasPrefix("ERROR") || line.hasPrefix("--> ") { return "\u{1B}[33m\(line)\u{1B}[0m" }
            if line.hasPrefix(" + ") || line.hasPrefix(" - ") || line.hasPrefix(" ~ ") {
                let body = line.dropFirst(3)
                let name = body.firstRange(of: "==").map { body[..<$0.lowerBound] } ?? body
                return
                    " \u{1B}[32m\(line.dropFirst().first ?? "+")\u{1B}[39m \u{1B}[1m\(name)\u{1B}[0m\u{1B}[2m\(body.dropFirst(name.count))\u{1B}[0m"
            }
            if line.contains("━━") { return "\r\u{1B}[2K     \u{1B}[91m━━\u{1B}[0m 0.1/9.9 MB\r\u{1B}[2K" + line }
            return line
        }
        return Array(coloured.joined(separator: "\n").utf8)
    }

    private static func cut(_ text: String, from begin: Double, to end: Double) -> [UInt8] {
        let all = lines(text)
        return Array(all[Int(Double(all.count) * begin)..<Int(Double(all.count) * end)].joined(separator: "\n").utf8)
    }

    private static func withoutLast(_ text: String, where matches: (String) -> Bool) -> [UInt8] {
        var all = lines(text)
        if let last = all.lastIndex(where: matches) { all.remove(at: last) }
        return Array(all.joined(separator: "\n").utf8)
    }

    /// Lines (from 1) of the view whose step header is gone: what they install, and where, cannot be known.
    func homeless(in text: String) -> Range<Int> {
        var lines = Self.lines(text)
        var first = 0
        if name == "no-step-header" {
            guard let header = lines.lastIndex(where: { $0.hasPrefix("--> RUN ") }) else { return 0..<0 }
            first = header
            lines.remove(at: header)
        } else if name.contains("head-cut") || name == "events-lost" {
            lines = Self.lines(String(decoding: render(text), as: UTF8.self))
        } else {
            return 0..<0
        }
        let end = lines[first...].firstIndex { line in ["--> RUN ", "--> COPY ", "--> Pushing"].contains { line.contains($0) } }
        return first + 1..<(end ?? lines.count) + 1
    }
}
