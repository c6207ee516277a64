/// Another call like one of a Dockerfile's, to be put right before it in the same step: the same program, the same environment, the same mounts.
///
///     RUN cd app && pip install --no-cache-dir -r requirements.txt     ->     pip install --no-cache-dir
package struct DockerTwin: Sendable, Hashable {
    /// Where it is put: the place of the call's first word in the file.
    package let place: Int
    /// The program and its options, as they stand there: `uv pip install --system`.
    package let command: String

    /// `nil`: none can be put there: the JSON form, a shell's own word before the program, what another call's failure starts, or words that are
    /// not in one piece.
    ///
    /// - Parameters:
    ///   - words: of the whole command.
    ///   - install: the index of the word `install`.
    ///   - file: the Dockerfile.
    init?(_ words: [DockerCommand.Word], install: Int, instruction: DockerInstruction, file: [UInt8]) {
        guard !instruction.isExecForm, let first = words.first, !Self.shellWords.contains(first.text),
            !Self.followsPipe(first, instruction.joined)
        else { return nil }
        let kept = Array(words[...install]) + Self.options(words[(install + 1)...])
        var texts: [String] = []
        for word in kept {
            guard !word.range.isEmpty else { return nil }
            let (start, last) = (instruction.origins[word.range.lowerBound], instruction.origins[word.range.upperBound - 1])
            // A word that a continuation or a comment stands within is not in one piece.
            guard last + 1 - start == word.range.count else { return nil }
            texts.append(String(decoding: file[start...last], as: UTF8.self))
        }
        place = instruction.origins[first.range.lowerBound]
        command = texts.joined(separator: " ")
    }

    private static let shellWords: Set<String> = [
        "if", "then", "elif", "else", "while", "until", "do", "for", "case", "{", "!", "time", "exec", "echo", "printf",
    ]

    /// `a || pip install b`, `a | pip install -r /dev/stdin`
    private static func followsPipe(_ first: DockerCommand.Word, _ joined: [UInt8]) -> Bool {
        let before = joined[..<first.range.lowerBound].last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return before == UInt8(ascii: "|")
    }

    /// What says how it is installed, not what.
    private static func options(_ words: ArraySlice<DockerCommand.Word>) -> [DockerCommand.Word] {
        var result: [DockerCommand.Word] = []
        var rest = words
        while let word = rest.popFirst() {
            let (option, attached) = DockerInstall.option(word.text)
            guard let option else { continue }
            let value = DockerInstall.valued.contains(option) && attached == nil ? rest.popFirst() : nil
            if named.contains(option) { continue }
            result += [word] + (value.map { [$0] } ?? [])
        }
        return result
    }

    private static let named: Set<String> = [
        "-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints", "-e", "--editable", "--no-deps", "--require-hashes",
        "-U", "--upgrade", "--force-reinstall", "--group", "--extra", "--report", "--dry-run",
    ]
}
