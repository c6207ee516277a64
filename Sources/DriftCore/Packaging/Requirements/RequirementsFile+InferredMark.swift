extension RequirementsFile {
    /// What stands behind a version that nobody saw: `numpy==1.26.4  # inferred`.
    package static let inferredMark = "# inferred"

    /// Whether the line ends in the mark.
    package static func isMarkedInferred(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count > 2 && words.suffix(2).elementsEqual(["#", "inferred"])
    }

    /// Puts the mark behind everything on the line at `index`, the user's own comment too, or takes it away.
    ///
    /// - Returns: `false`: the line would mean something else, and is as it was.
    @discardableResult
    package mutating func setInferredMark(ofLineAt index: Int, _ isInferred: Bool) -> Bool {
        guard lines.indices.contains(index), Self.isMarkedInferred(lines[index].text) != isInferred else { return true }
        var bytes = lines[index].bytes
        guard let last = LineSplitting.lines(of: bytes).last, !RequirementsLineSyntax.isContinued(bytes, last.content) else { return false }
        let mark = Array(Self.inferredMark.utf8)
        if isInferred {
            bytes.insert(contentsOf: Array("  ".utf8) + mark, at: last.content.upperBound)
        } else {
            guard let start = bytes[last.content].lastIndex(of: UInt8(ascii: "#")) else { return false }
            let before = bytes[last.content.lowerBound..<start].lastIndex { $0 != 0x20 && $0 != 0x09 }
            bytes.removeSubrange((before.map { $0 + 1 } ?? last.content.lowerBound)..<last.content.upperBound)
        }
        let line = Line(bytes: bytes, number: lines[index].number)
        guard line.kind == lines[index].kind, line.options == lines[index].options else { return false }
        lines[index] = line
        return true
    }
}
