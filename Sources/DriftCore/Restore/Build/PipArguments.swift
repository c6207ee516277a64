/// What may stand behind `pip install` in a replay. The words come from a log or a bundle, that is from anybody: whatever else they ask
/// for (`--target`, `--config-settings`, a local path) is left out.
package enum PipArguments {
    /// Options that change what is installed, and take no value.
    private static let flags: Set<String> = [
        "-U", "--upgrade", "--pre", "--no-deps", "--force-reinstall", "--reinstall", "-I", "--ignore-installed", "--prefer-binary",
        "--require-hashes", noIndex,
    ]
    /// Options that change it, whose value is a word or names of packages.
    private static let wordOptions: Set<String> = [
        "--upgrade-strategy", "--only-binary", "--no-binary", "--index-strategy", "--prerelease", "--resolution", "--upgrade-package", "-P",
        "--exclude-newer", "--uploaded-prior-to",
    ]
    static let noIndex = "--no-index"
    /// uv's and pip's names of one option: what was uploaded later is not there.
    static let dateOptions: Set<String> = ["--exclude-newer", "--uploaded-prior-to"]
    /// Options whose value is a web address.
    static let addressOptions: Set<String> = ["-i", "--index-url", "--extra-index-url", "-f", "--find-links"]
    /// Options whose value is a file of the repository.
    package static let fileOptions: Set<String> = ["-r", "--requirement", "-c", "--constraint"]

    /// - Parameter words: as the shell hands them to pip: `["--no-cache-dir", "-r", "/tmp/requirements.txt", "spaces"]`.
    /// - Returns: `["-r", "requirements.txt", "spaces"]`. A second pass changes nothing, and an index takes the place of the image's own
    ///   directory of files: `--no-index --find-links /wheels`.
    package static func sanitized(_ words: [String]) -> [String] {
        var result: [String] = []
        var hasOwnFiles = false
        var rest = words.flatMap(separated)[...]
        while let word = rest.popFirst() {
            if flags.contains(word) {
                result.append(word)
            } else if addressOptions.contains(word) {
                guard let value = rest.popFirst() else { continue }
                if value.hasPrefix("https://") || value.hasPrefix("http://") { result += [word, value] } else { hasOwnFiles = true }
            } else if wordOptions.contains(word) {
                if let value = rest.popFirst(), isWord(value) { result += [word, value] }
            } else if fileOptions.contains(word) {
                if let value = rest.popFirst(), let file = repositoryFile(value) { result += [word, file] }
            } else if isRequirement(word) {
                result.append(word)
            }
        }
        return hasOwnFiles ? result.filter { $0 != noIndex } : result
    }

    /// Those words of a call that say how it chooses: `--upgrade`, `--prerelease allow`.
    static func choices(in words: [String]) -> [String] {
        var result: [String] = []
        var rest = words.flatMap(separated)[...]
        while let word = rest.popFirst() {
            if flags.contains(word) {
                result.append(word)
            } else if wordOptions.contains(word) {
                if let value = rest.popFirst(), isWord(value) { result += [word, value] }
            } else if DockerInstall.valued.contains(word) {
                _ = rest.popFirst()
            }
        }
        return result
    }

    /// uv's options that pip knows, by pip's names.
    static func forPip(_ arguments: [String]) -> [String] {
        var result: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--reinstall": result.append("--force-reinstall")
            case "--prerelease": if rest.popFirst() == "allow" { result.append("--pre") }
            case "--exclude-newer": result.append("--uploaded-prior-to")
            case "--index-strategy", "--resolution", "--upgrade-package", "-P": _ = rest.popFirst()
            default: result.append(word)
            }
        }
        return result
    }

    /// Those words of a call that are requirements.
    package static func requirements(in arguments: [String]) -> [String] {
        var result: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if addressOptions.contains(word) || fileOptions.contains(word) || wordOptions.contains(word) {
                _ = rest.popFirst()
            } else if !word.hasPrefix("-") {
                result.append(word)
            }
        }
        return result
    }

    /// `--requirement=a.txt` and `-ra.txt` as two words, `-qUr` as three.
    private static func separated(_ word: String) -> [String] {
        if word.hasPrefix("--") {
            guard let equals = word.firstIndex(of: "=") else { return [word] }
            let option = String(word[..<equals])
            let takesValue = addressOptions.contains(option) || fileOptions.contains(option) || wordOptions.contains(option)
            return takesValue ? [option, String(word[word.index(after: equals)...])] : [word]
        }
        guard word.hasPrefix("-"), word.count > 2 else { return [word] }
        var result: [String] = []
        for (offset, letter) in word.dropFirst().enumerated() {
            let short = "-\(letter)"
            if addressOptions.contains(short) || fileOptions.contains(short) || wordOptions.contains(short) {
                let rest = word.dropFirst(offset + 2)
                return result + [short] + (rest.isEmpty ? [] : [String(rest)])
            }
            guard DockerInstall.flags.contains(letter) else { return [word] }
            result.append(short)
        }
        return result
    }

    /// `eager`, `:all:`, `numpy,scipy`, `2026-03-01T00:00:00+00:00`
    private static func isWord(_ text: String) -> Bool {
        !text.hasPrefix("-") && !text.isEmpty && text.utf8.count <= 500
            && text.utf8.allSatisfy { $0.isAlphanumeric || "_.,:+-".utf8.contains($0) }
    }

    /// A relative path stays, if it leads nowhere else. Of an absolute one the last part: the platform mounts `requirements.txt` as
    /// `/tmp/requirements.txt`.
    private static func repositoryFile(_ path: String) -> String? {
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !path.contains("://") else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).drop { $0 == "." }
        guard let name = parts.last, !name.isEmpty, !name.hasPrefix("-") else { return nil }
        let leadsElsewhere = parts.contains { $0.isEmpty || $0 == ".." || $0 == "." || $0.hasPrefix("-") }
        if leadsElsewhere { return name.hasSuffix(".txt") ? String(name) : nil }
        return parts.joined(separator: "/")
    }

    private static func isRequirement(_ word: String) -> Bool {
        guard !word.hasPrefix("-"), let requirement = try? Requirement(parsing: word) else { return false }
        guard let url = requirement.url else { return true }
        return url.hasPrefix("https://") || url.hasPrefix("git+https://")
    }
}
