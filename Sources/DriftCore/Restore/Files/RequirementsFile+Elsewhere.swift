extension RequirementsFile.Line {
    /// The file or folder beside the requirements, or of the machine, that the line takes a package from: `.` of `-e .`, `./x.whl`,
    /// `file:///wheels/x.whl` of `x @ file:///wheels/x.whl`. `nil`: it has none, or a variable's value decides.
    var localSource: String? {
        let target: String?
        switch kind {
        case .requirement(let requirement): target = requirement.url
        case .editable(let text), .directReference(let text): target = text
        case .option, .comment, .blank, .unparsable: target = nil
        }
        guard let target, !usesVariables, DirectSource(target) == .localFile || !target.contains("://") else { return nil }
        return target
    }

    /// Another requirements file that it reads, with the option: `--requirement more.txt`.
    var otherFile: String? {
        guard case .option = kind, !usesVariables else { return nil }
        let other = options.first { option in
            (option.name == "--requirement" || option.name == "--constraint") && option.value.map { !$0.contains("://") } ?? false
        }
        return other.map { "\($0.name) \($0.value ?? "")" }
    }

    /// Whether a marker keeps the line from being installed.
    func isLeftOut(in environment: MarkerEnvironment?) -> Bool {
        switch kind {
        case .requirement(let requirement):
            guard let marker = requirement.marker, let environment else { return false }
            return !marker.evaluate(in: environment)
        // What stands behind such a one nobody has read.
        case .editable(let text), .directReference(let text): return text.contains(";")
        case .option, .comment, .blank, .unparsable: return false
        }
    }
}
