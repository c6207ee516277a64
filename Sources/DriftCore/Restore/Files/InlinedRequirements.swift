/// The requirements file of a Gradio or Streamlit Space with what it takes from other files put into it: the platform installs it alone, so
/// that `-r base.txt` and `-c limits.txt` cannot work there.
struct InlinedRequirements {
    let path: String
    let files: [String: [UInt8]]
    /// Packages that a constraint is about and that no pin holds: they will be installed, so that their constraint becomes a requirement.
    let constrained: Set<String>
    private(set) var file: RequirementsFile
    private(set) var notes: [RestoreNote] = []

    /// Files that stand in it already: each once, whoever names it again.
    private var taken: Set<String>

    init(path: String, base: [UInt8]?, files: [String: [UInt8]], constrained: Set<String>) {
        self.path = path
        self.files = files
        self.constrained = constrained
        file = RequirementsFile.parse(base ?? [])
        taken = [path]
        // In the order in which pip reads them; put in from the end, so that the positions before stay right.
        let found = file.lines.enumerated().compactMap { index, line in content(of: line, in: path).map { (index, $0.lines, $0.names) } }
        for (index, _, names) in found {
            let sentence = "the platform installs this file alone: what it needs of \(names.joined(separator: ", ")) stands in it now"
            notes.append(RestoreNote("requirements.inlined", "\(path):\(file.lines[index].number)", sentence))
        }
        for (index, lines, _) in found.reversed() {
            file.inline(lines, at: index, because: "driftd: the platform installs this file alone, so that its lines follow")
        }
    }

    /// The lines that stand for a line of options; `nil`: it names no file that is at hand.
    private mutating func content(
        of line: RequirementsFile.Line,
        in path: String
    ) -> (lines: [RequirementsFile.Line], names: [String])? {
        guard case .option = line.kind else { return nil }
        let named = line.options.filter { ["--requirement", "--constraint"].contains($0.name) }
        guard !named.isEmpty, named.count == line.options.count else { return nil }
        let targets = named.map { option in option.value.flatMap { RequirementsReferences.resolve($0, from: path) } }
        guard targets.allSatisfy({ target in target.map { files[$0] != nil || taken.contains($0) } ?? false }) else { return nil }
        var (lines, names): ([RequirementsFile.Line], [String]) = ([], [])
        for (option, target) in zip(named, targets.compactMap(\.self)) {
            names.append(target.excerpt())
            guard option.name == "--requirement" else {
                lines += RequirementsFile.parse(files[target] ?? []).lines.filter { line in
                    line.requirement.map { constrained.contains($0.name.normalized) } ?? false
                }
                continue
            }
            guard taken.insert(target).inserted else { continue }
            for line in RequirementsFile.parse(files[target] ?? []).lines {
                if let inner = content(of: line, in: target) { lines += inner.lines } else { lines.append(line) }
            }
        }
        return (lines, names)
    }
}
