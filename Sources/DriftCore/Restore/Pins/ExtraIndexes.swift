/// The indexes, besides the default one, that local versions such as `2.1.2+cu118` come from: the options of the duplicate's own requirements
/// file, otherwise what the original's logs show, otherwise the options of its file.
struct ExtraIndexes {
    /// The duplicate's file has such an option already: nothing is added.
    private let isInDuplicate: Bool
    /// Lines of the original's file, fit to be copied: `--extra-index-url https://download.pytorch.org/whl/cu118`.
    private let originalLines: [String]
    /// By local label, what the original's logs show: `--extra-index-url https://download.pytorch.org/whl/cu118`.
    private let observed: [String: [String]]

    /// - Parameter calls: the install calls of the duplicate's Dockerfile, which may name indexes.
    init(duplicate: RequirementsFile?, original: RequirementsFile?, packages: [ResolvedPackage] = [], calls: [DockerInstall] = []) {
        observed = Self.observed(packages)
        let own = duplicate.map { file in
            let block = Set(file.markedBlockLines)
            return file.lines.indices.filter { !block.contains($0) }.flatMap { Self.options(of: file.lines[$0]) }
        }
        isInDuplicate = !(own ?? []).isEmpty || calls.contains { !$0.indexes.isEmpty }
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
        if let shown = observed[local] { return shown }
        let meant = originalLines.filter { $0.contains(local) }
        return meant.isEmpty ? originalLines : meant
    }

    private static func observed(_ packages: [ResolvedPackage]) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for package in packages {
            guard let index = package.index, let local = package.release.version.flatMap({ Version($0) })?.local else { continue }
            // A reading may come from a hand-made file: only a plain address may become an option.
            guard index.hasPrefix("http"), case .archive(let url) = DirectSource(index) else { continue }
            let line = url.hasSuffix(".html") ? "--find-links \(url)" : "--extra-index-url \(url)"
            if !result[local, default: []].contains(line) { result[local, default: []].append(line) }
        }
        return result
    }

    private static func options(of line: RequirementsFile.Line) -> [String] {
        guard case .option = line.kind else { return [] }
        return line.options.compactMap { option in
            guard ["--extra-index-url", "--index-url", "--find-links"].contains(option.name), let value = option.value else { return nil }
            return "\(option.name) \(value)"
        }
    }
}
