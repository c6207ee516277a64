/// A requirements file in pip's format, kept byte for byte: `parse` and `render` are inverse on any bytes, and an edit changes only what it names.
package struct RequirementsFile: Sendable, Hashable {
    /// One logical line: physical lines joined at `\`, with their line ends.
    package struct Line: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// By name: `gradio[oauth]>=4 ; python_version >= "3.9"`, `name @ https://…`.
            case requirement(Requirement)
            /// What `-e` names: a path or a VCS URL.
            case editable(String)
            /// A URL or a path without a name before it: `git+https://…`, `./package`, `wheel-1.0-py3-none-any.whl`.
            case directReference(String)
            /// The line's first option by its long name; `options` has them all.
            case option(name: String, value: String?)
            case comment
            case blank
            /// pip would refuse the file for it; kept as it is.
            case unparsable(reason: String)
        }

        package let kind: Kind
        /// The first physical line, from 1.
        package internal(set) var number: Int
        /// Options before a requirement's end are its own: `--hash=…`, `--config-settings=…`.
        package let options: [RequirementsOption]
        /// As in the file, with all line ends; UTF-8, valid or not.
        let bytes: [UInt8]
        let physicalLineCount: Int
        /// `${NAME}` stands in it: an installer puts an environment variable there.
        package let usesVariables: Bool

        init(bytes: [UInt8], number: Int) {
            let syntax = RequirementsLineSyntax(bytes)
            kind = syntax.kind
            options = syntax.options.map(\.option)
            self.number = number
            self.bytes = bytes
            physicalLineCount = LineSplitting.lines(of: bytes).count
            usesVariables = syntax.usesVariables
        }

        /// As in the file, without the last line end. For reading: bytes that are no UTF-8 are replaced.
        package var text: String {
            guard let last = LineSplitting.lines(of: bytes).last else { return "" }
            return String(decoding: bytes[..<last.content.upperBound], as: UTF8.self)
        }

        package var requirement: Requirement? {
            if case .requirement(let requirement) = kind { requirement } else { nil }
        }
    }

    package let encoding: RequirementsEncoding
    package internal(set) var lines: [Line]
    /// The odd byte at the end of a broken UTF-16 file.
    let rest: [UInt8]

    /// Never fails: what is no requirement becomes an `unparsable` line.
    package static func parse(_ bytes: [UInt8]) -> RequirementsFile {
        let (encoding, text, rest) = RequirementsEncoding.decode(bytes)
        return RequirementsFile(encoding: encoding, lines: logicalLines(of: text), rest: rest)
    }

    /// The file with its edits: what was not edited is as it was, byte for byte.
    package func render() -> [UInt8] {
        encoding.encode(lines.reduce(into: []) { $0 += $1.bytes }, rest: rest)
    }

    /// `requirements.utf16`, `requirements.not-utf8`, `requirements.unparsable`; in the order of the lines.
    package var diagnostics: [Diagnostic] {
        var result: [Diagnostic] = []
        if encoding.isUTF16 {
            let message = "the file is UTF-16: pip reads it by its byte order mark, many other tools do not"
            result.append(Diagnostic(code: "requirements.utf16", message: message))
        }
        for line in lines {
            // A lone surrogate of UTF-16 is no UTF-8 either.
            if !String(decoding: line.bytes, as: UTF8.self).utf8.elementsEqual(line.bytes) {
                result.append(Diagnostic(code: "requirements.not-utf8", message: "the line is not valid text", line: line.number))
            }
            if case .unparsable(let reason) = line.kind {
                let message = "\(reason): \(line.text.excerpt())"
                result.append(Diagnostic(code: "requirements.unparsable", message: message, line: line.number))
            }
        }
        return result
    }

    /// The file's own line end, the first there is; `\n` if there is none.
    var lineEnd: [UInt8] {
        for line in lines {
            for physical in LineSplitting.lines(of: line.bytes) {
                let terminator = Array(line.bytes[physical.terminator])
                if terminator == [0x0A] || terminator == [0x0D, 0x0A] || terminator == [0x0D] { return terminator }
            }
        }
        return [0x0A]
    }

    static func logicalLines(of text: [UInt8]) -> [Line] {
        var result: [Line] = []
        var start = 0
        var number = 1
        let physical = LineSplitting.lines(of: text)
        for (index, line) in physical.enumerated() {
            if RequirementsLineSyntax.isContinued(text, line.content), index + 1 < physical.count { continue }
            result.append(Line(bytes: Array(text[start..<line.terminator.upperBound]), number: number))
            start = line.terminator.upperBound
            number = index + 2
        }
        return result
    }
}
