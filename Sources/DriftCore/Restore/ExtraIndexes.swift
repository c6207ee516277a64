/// The indexes, besides the default one, that local versions such as `2.1.2+cu118` come from: the options of the duplicate's own requirements
/// file, otherwise of the original's.
struct ExtraIndexes {
    /// The duplicate's file has such an option already: nothing is added.
    private let isInDuplicate: Bool
    /// Lines of the original's file, fit to be copied: `--extra-index-url https://download.pytorch.org/whl/cu118`.
    private let originalLines: [String]

    init(duplicate: RequirementsFile?, original: RequirementsFile?) {
        let own = duplicate.map { file in
            let block = Set(file.markedBlockLines)
            return file.lines.indices.filter { !block.contains($0) }.flatMap { Self.options(of: file.lines[$0]) }
        }
        isInDuplicate = !(own ?? []).isEmpty
        originalLines = (original?.lines ?? []).flatMap(Self.options).filter { line in
            guard let url = line.split(separator: " ").last, let scheme = url.firstRange(of: "://") else { return false }
            let isPlain = line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && url.hasPrefix("http")
            return isPlain && !DirectSource.hasCredentials(url[scheme.upperBound...], scheme: "https")
        }
    }

    func isKnown(for local: String) -> Bool { isInDuplicate || !lines(for: local).isEmpty }

    /// What the marked block needs so that `+local` versions are found. An index that has the label in its URL is meant for it; an extra
    /// index changes every package's candidates, so that no more of them are taken than must be.
    func lines(for local: String) -> [String] {
        if isInDuplicate { return [] }
        let meant = originalLines.filter { $0.contains(local) }
        return meant.isEmpty ? originalLines : meant
    }

    private static func options(of line: RequirementsFile.Line) -> [String] {
        guard case .option = line.kind else { return [] }
        return line.options.compactMap { option in
            guard ["--extra-index-url", "--index-url", "--find-links"].contains(option.name), let value = option.value else { return nil }
            return "\(option.name) \(value)"
        }
    }
}
