/// The indexes, besides the default one, that an environment's packages came from: what its requirements files and pip calls name.
package enum IndexOptions {
    private static let names: Set<String> = ["--extra-index-url", "--index-url", "--find-links"]

    /// - Returns: `--extra-index-url https://download.pytorch.org/whl/cu118`, each once, in the order of the files, then of the steps.
    package static func all(files: [[UInt8]], steps: [BuildStep]) -> [String] {
        let written = files.flatMap { RequirementsFile.parse($0).lines }.flatMap(\.options).compactMap { option in
            names.contains(option.name) ? option.value.map { "\(option.name) \($0)" } : nil
        }
        let called = steps.flatMap { step in
            zip(step.arguments, step.arguments.dropFirst()).compactMap { pair in names.contains(pair.0) ? "\(pair.0) \(pair.1)" : nil }
        }
        var known: Set<String> = []
        return (written + called).filter { isShareable($0) && known.insert($0).inserted }
    }

    /// On the web, and without a secret.
    private static func isShareable(_ option: String) -> Bool {
        let words = option.split(separator: " ")
        guard words.count == 2, words[1].hasPrefix("http"), let scheme = words[1].firstRange(of: "://") else { return false }
        let isPlain = option.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isPlain && !DirectSource.hasCredentials(words[1][scheme.upperBound...], scheme: "https")
    }
}
