extension RequirementsFile {
    /// Gives the requirement at `index` these hashes in place of its own, one a line, before its comment.
    ///
    ///     six==1.16.0 \
    ///         --hash=sha256:1e61c37477a1626458e36f7b1d82aa5c9b094fa4802892072e49de9c60c4c926  # for the old code
    ///
    /// - Parameter sums: SHA-256, 64 hexadecimal digits each.
    /// - Returns: `false`: no such requirement, or no sums.
    @discardableResult
    mutating func setHashes(ofLineAt index: Int, _ sums: [String]) -> Bool {
        guard lines.indices.contains(index), lines[index].requirement != nil, !sums.isEmpty,
            sums.allSatisfy({ $0.utf8.count == 64 && $0.utf8.allSatisfy(\.isLowercaseHexDigit) })
        else { return false }
        let end = lineEnd
        var bytes = lines[index].bytes
        for range in RequirementsLineSyntax(bytes).hashOrigins.reversed() { bytes.removeSubrange(range) }
        let syntax = RequirementsLineSyntax(bytes)
        let text = sums.flatMap { Array(" \\".utf8) + end + Array("    --hash=sha256:\($0)".utf8) }
        bytes.insert(contentsOf: text, at: syntax.origin(of: syntax.code).upperBound)
        let line = Line(bytes: bytes, number: lines[index].number)
        guard line.requirement == lines[index].requirement,
            line.options.filter({ $0.name == "--hash" }).map(\.value) == sums.map({ "sha256:\($0)" })
        else { return false }
        put(line, at: index)
        return true
    }
}
