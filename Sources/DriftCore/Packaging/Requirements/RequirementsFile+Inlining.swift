extension RequirementsFile {
    /// Makes the line at `index` a comment and puts the lines of `other` behind it.
    ///
    ///     # driftd: its lines follow: -r base.txt
    ///     numpy>=1.26
    mutating func inline(_ other: [Line], at index: Int, because reason: String) {
        guard lines.indices.contains(index), isPlainASCII(reason) else { return }
        let count = lines.count
        commentOut(lineAt: index, because: reason)
        // A comment ends a continuation, so that the count can only stay.
        guard lines.count == count else { return }
        let end = lineEnd
        var copied = RequirementsFile(encoding: .utf8, lines: [lines[index]] + other, rest: [])
        for position in copied.lines.indices { copied.lines[position].close(with: end) }
        lines.replaceSubrange(index...index, with: copied.lines)
        reparse()
        renumber()
    }
}

extension RequirementsFile.Line {
    /// Its physical lines ended as the file that takes it ends its own; the last one joins nothing.
    fileprivate mutating func close(with end: [UInt8]) {
        let physical = LineSplitting.lines(of: bytes)
        var kept: [UInt8] = []
        for (index, line) in physical.enumerated() {
            kept += bytes[line.content]
            if index + 1 == physical.count { while kept.last == UInt8(ascii: "\\") { kept.removeLast() } }
            kept += end
        }
        self = RequirementsFile.Line(bytes: kept, number: number)
    }
}
