/// Which file of the duplicate the platform reads requirements from.
enum InstallPlace: Hashable {
    case file(path: String)
    /// A Docker Space whose Dockerfile names its packages itself, or a static one.
    case none(sentence: String)

    init(sdk: SDK?, files: [String: [UInt8]]) {
        switch sdk?.name {
        case "docker": self = Self.docker(files)
        case "static": self = .none(sentence: "a static Space installs no packages")
        default: self = .file(path: "requirements.txt")
        }
    }

    /// The file; `nil`: there is none.
    var path: String? { if case .file(let path) = self { path } else { nil } }

    /// `RUN pip install --no-cache-dir -r /code/requirements.txt`: the file of that name in the repository.
    private static func docker(_ files: [String: [UInt8]]) -> InstallPlace {
        guard let dockerfile = files["Dockerfile"] else { return .none(sentence: "the duplicate's Dockerfile is not at hand") }
        let text = String(decoding: dockerfile, as: UTF8.self).replacing("\\\r\n", with: " ").replacing("\\\n", with: " ")
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard words.first?.uppercased() == "RUN", words.contains(where: { $0.hasSuffix("pip") || $0.hasSuffix("pip3") || $0 == "uv" })
            else { continue }
            if let lock = Self.lock(in: words) {
                return .none(sentence: "the Dockerfile installs from the lock \(lock); take the original's, with its pyproject.toml")
            }
            for path in requirementPaths(in: words) {
                if let found = repositoryFile(path, files) { return .file(path: found) }
            }
        }
        return .none(sentence: "the Dockerfile installs its packages without a requirements file of the repository; pin them there")
    }

    /// A lock file that a step installs from; it is no requirements file, whatever option names it.
    private static func lock(in words: [String]) -> String? {
        if let uv = words.firstIndex(of: "uv"), words[uv...].dropFirst().first == "sync" { return "uv.lock" }
        return words.first { $0.hasSuffix(".toml") && ($0.split(separator: "/").last ?? "").hasPrefix("pylock.") }
            .map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    private static func requirementPaths(in words: [String]) -> [String] {
        words.indices.compactMap { index in
            let word = words[index]
            if ["-r", "--requirement", "--requirements"].contains(word) { return index + 1 < words.count ? words[index + 1] : nil }
            for prefix in ["--requirement=", "-r"] where word.hasPrefix(prefix) { return String(word.dropFirst(prefix.count)) }
            return nil
        }
    }

    /// The path itself, or the file of the repository that the longest end of it names: `COPY . /code` keeps the ends of paths.
    private static func repositoryFile(_ path: String, _ files: [String: [UInt8]]) -> String? {
        var rest = path.trimmingPrefix("./")[...]
        while true {
            if files[String(rest)] != nil { return String(rest) }
            guard let slash = rest.firstIndex(of: "/") else { return nil }
            rest = rest[rest.index(after: slash)...]
        }
    }
}
