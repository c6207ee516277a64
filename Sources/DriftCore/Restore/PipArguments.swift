/// What may stand behind `pip install` in a replay. The words come from a log or a bundle, that is from anybody: whatever else they ask
/// for (`--target`, `--config-settings`, a local path) is left out.
package enum PipArguments {
    /// Options that change what is installed, and take no value.
    private static let flags: Set<String> = ["-U", "--upgrade", "--pre", "--no-deps", "--force-reinstall"]
    /// Options whose value is a web address.
    private static let addressOptions: Set<String> = ["-i", "--index-url", "--extra-index-url", "-f", "--find-links"]
    /// Options whose value is a file of the repository.
    package static let fileOptions: Set<String> = ["-r", "--requirement", "-c", "--constraint"]

    /// - Parameter words: as the shell hands them to pip: `["--no-cache-dir", "-r", "/tmp/requirements.txt", "spaces"]`.
    /// - Returns: `["-r", "requirements.txt", "spaces"]`. A second pass changes nothing.
    package static func sanitized(_ words: [String]) -> [String] {
        var result: [String] = []
        var rest = words.flatMap(separated)[...]
        while let word = rest.popFirst() {
            if flags.contains(word) {
                result.append(word)
            } else if addressOptions.contains(word) {
                if let value = rest.popFirst(), value.hasPrefix("https://") || value.hasPrefix("http://") { result += [word, value] }
            } else if fileOptions.contains(word) {
                if let value = rest.popFirst(), let file = repositoryFile(value) { result += [word, file] }
            } else if isRequirement(word) {
                result.append(word)
            }
        }
        return result
    }

    /// Those words of a call that are requirements.
    package static func requirements(in arguments: [String]) -> [String] {
        var result: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if addressOptions.contains(word) || fileOptions.contains(word) {
                _ = rest.popFirst()
            } else if !word.hasPrefix("-") {
                result.append(word)
            }
        }
        return result
    }

    /// `"uvicorn>=0.14.0"`: quoted where a shell would read more into it.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "-_./=:,[]+@%".utf8.contains(byte)
            }
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// `--requirement=a.txt` and `-ra.txt` as two words.
    private static func separated(_ word: String) -> [String] {
        for option in addressOptions.union(fileOptions) where word.hasPrefix(option) && word != option {
            let rest = word.dropFirst(option.count)
            if option.hasPrefix("--") {
                if rest.hasPrefix("=") { return [option, String(rest.dropFirst())] }
            } else {
                return [option, String(rest)]
            }
        }
        return [word]
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
