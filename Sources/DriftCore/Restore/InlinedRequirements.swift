/// The requirements file of a Gradio or Streamlit Space with what it takes from other files put into it: the platform installs it alone, so
/// that `-r base.txt` and `-c limits.txt` cannot work there.
struct InlinedRequirements {
    let path: String
    let files: [String: [UInt8]]
    /// Packages that a constraint is about and that no pin holds: they will be installed, so that their constraint becomes a requirement.
    let constrained: Set<String>
    private(set) var file: RequirementsFile
    private(set) var notes: [RestoreNote] = []

    /// Files within files; more is a circle.
    private static let depth = 8

    init(path: String, base: [UInt8]?, files: [String: [UInt8]], constrained: Set<String>) {
        self.path = path
        self.files = files
        self.constrained = constrained
        file = RequirementsFile.parse(base ?? [])
        for index in file.lines.indices.reversed() { inline(at: index) }
        notes.reverse()
    }

    private mutating func inline(at index: Int) {
        let line = file.lines[index]
        guard case .option = line.kind, let (found, names) = Self.content(of: line, in: path, files, constrained, depth: Self.depth) else {
            return
        }
        file.inline(found, at: index, because: "driftd: the platform installs this file alone, so that its lines follow")
        let sentence = "the platform installs this file alone: what it needs of \(names.joined(separator: ", ")) stands in it now"
        notes.append(RestoreNote("requirements.inlined", "\(path):\(line.number)", sentence))
    }

    /// The lines that stand for a line of options; `nil`: it names no file that is at hand.
    private static func content(
        of line: RequirementsFile.Line,
        in path: String,
        _ files: [String: [UInt8]],
        _ constrained: Set<String>,
        depth: Int
    ) -> (lines: [RequirementsFile.Line], names: [String])? {
        let named = line.options.filter { ["--requirement", "--constraint"].contains($0.name) }
        guard !named.isEmpty, named.count == line.options.count, depth > 0 else { return nil }
        var (lines, names): ([RequirementsFile.Line], [String]) = ([], [])
        for option in named {
            guard let target = option.value.flatMap({ RequirementsReferences.resolve($0, from: path) }), let bytes = files[target] else {
                return nil
            }
            names.append(target.excerpt())
            for line in RequirementsFile.parse(bytes).lines {
                if option.name == "--constraint" {
                    if let name = line.requirement?.name.normalized, constrained.contains(name) { lines.append(line) }
                } else if case .option = line.kind,
                    let inner = content(of: line, in: target, files, constrained, depth: depth - 1)
                {
                    lines += inner.lines
                } else {
                    lines.append(line)
                }
            }
        }
        return (lines, names)
    }
}
