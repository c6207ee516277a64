/// One logical line of a requirements file taken apart, following pip's `req_file.py`: physical lines joined at `\`, the comment cut off,
/// the requirement before the first ` -`, options after it.
///
///     foo[bar]==1.0 ; python_version < "3.11" \      joined: `foo[bar]==1.0 ; python_version < "3.11"  --hash=sha256:…  # why`
///         --hash=sha256:…  # why
struct RequirementsLineSyntax {
    let joined: [UInt8]
    /// Where each byte of `joined` stands in the line's own bytes.
    let origins: [Int]
    /// Requirement and options, without white space around them. In `joined`, as are all ranges.
    let code: Range<Int>
    let hasComment: Bool
    /// The part of `code` before the options.
    let subject: Range<Int>
    var options: [RequirementsOptionGrammar.Parsed] = []
    var requirement: ParsedRequirement?
    var kind: RequirementsFile.Line.Kind = .blank

    init(_ bytes: [UInt8]) {
        (joined, origins) = Self.join(bytes)
        let comment = LineSplitting.comment(in: joined)
        hasComment = comment != nil
        code = LineSplitting.trimmed(joined, 0..<(comment?.codeEnd ?? joined.count))
        subject = LineSplitting.trimmed(joined, code.lowerBound..<Self.optionsStart(joined, code))
        kind = classify()
    }

    /// `${` anywhere before the comment.
    var usesVariables: Bool {
        code.contains { index in
            joined[index] == UInt8(ascii: "$") && index + 1 < code.upperBound && joined[index + 1] == UInt8(ascii: "{")
        }
    }

    /// The line's bytes that `range` stands for.
    func origin(of range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else {
            let position = range.lowerBound > 0 ? origins[range.lowerBound - 1] + 1 : 0
            return position..<position
        }
        return origins[first]..<origins[last] + 1
    }

    /// pip's `join_lines`: `\` at a line's end joins the next line, except after a line that is only a comment; such a line ends the joining.
    private static func join(_ bytes: [UInt8]) -> (joined: [UInt8], origins: [Int]) {
        var joined: [UInt8] = []
        var origins: [Int] = []
        for line in LineSplitting.lines(of: bytes) {
            var content = line.content
            if isComment(bytes, content) {
                // So that the `#` counts as a comment's wherever the line before ended.
                joined.append(0x20)
                origins.append(content.lowerBound)
            } else if endsInBackslash(bytes, content) {
                let kept = bytes[content]
                content = (kept.firstIndex { $0 != UInt8(ascii: "\\") } ?? content.upperBound)..<content.upperBound
                content =
                    content.lowerBound..<((bytes[content].lastIndex { $0 != UInt8(ascii: "\\") }).map { $0 + 1 } ?? content.lowerBound)
            }
            joined += bytes[content]
            origins += content
        }
        return (joined, origins)
    }

    /// Whether the physical line joins the next one.
    static func isContinued(_ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        endsInBackslash(bytes, content) && !isComment(bytes, content)
    }

    private static func endsInBackslash(_ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        bytes[content].last == UInt8(ascii: "\\")
    }

    private static func isComment(_ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        bytes[content].isEmpty ? false : bytes[LineSplitting.trimmed(bytes, content)].first == UInt8(ascii: "#")
    }

    /// The first `-` after a space, or at the beginning.
    private static func optionsStart(_ bytes: [UInt8], _ code: Range<Int>) -> Int {
        code.first { index in
            bytes[index] == UInt8(ascii: "-") && (index == code.lowerBound || bytes[index - 1] == 0x20)
        } ?? code.upperBound
    }

    private mutating func classify() -> RequirementsFile.Line.Kind {
        if code.isEmpty { return hasComment ? .comment : .blank }
        let rest = max(subject.upperBound, code.lowerBound)..<code.upperBound
        guard let words = ShellWords.split(joined, rest) else { return .unparsable(reason: "a quote in the options is not closed") }
        do throws(RequirementsOptionGrammar.Failure) {
            options = try RequirementsOptionGrammar.parse(words)
        } catch {
            return .unparsable(reason: error.reason)
        }
        return subject.isEmpty ? classifyOptions() : classifySubject()
    }

    private func classifyOptions() -> RequirementsFile.Line.Kind {
        if let editable = options.first(where: { $0.option.name == "--editable" }), let value = editable.option.value {
            return .editable(value)
        }
        guard let first = options.first?.option else { return .unparsable(reason: "neither a requirement nor an option") }
        return .option(name: first.name, value: first.value)
    }

    private mutating func classifySubject() -> RequirementsFile.Line.Kind {
        let bytes = Array(joined[subject])
        let direct = DirectReferenceText.referenced(in: bytes)
        do throws(RequirementSyntaxError) {
            let parsed = try RequirementParser.parse(bytes)
            // `wheel-1.0-py3-none-any.whl` reads as a name as well; pip takes it for a file.
            if parsed.requirement.url == nil, let direct { return .directReference(direct) }
            requirement = parsed
            return .requirement(parsed.requirement)
        } catch {
            if let direct { return .directReference(direct) }
            return .unparsable(reason: error.description)
        }
    }
}
