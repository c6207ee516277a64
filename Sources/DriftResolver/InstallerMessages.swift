internal import DriftCore

/// What pip or uv said when it did not do its work: a verdict on the requirements, or a trouble of its own.
enum InstallerMessages {
    /// Lines of an explanation that are kept.
    private static let explained = 40

    /// - Returns: the lines that say why the requirements cannot be installed.
    static func refusal(in text: String, step: String, status: String) throws(ResolverError) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        if contains(lines, ["No space left on device", "[Errno 28]", "os error 28", "Disk quota exceeded"]) { throw .diskFull(step: step) }
        // What it found out in the end counts for more than what it complained of on the way.
        if !isDecided(lines), let line = lines.first(where: isNetworkTrouble) { throw .noNetwork(step: step, line: line.trimmed) }
        if let line = closedIndex(lines) { throw .noNetwork(step: step, line: line) }
        guard contains(lines, verdicts) else {
            throw .crashed(step: step, status: status, lastLine: (lines.last { !$0.trimmed.isEmpty } ?? "").trimmed)
        }
        return explanation(lines)
    }

    /// Of pip's and uv's own: what a package's build prints stands further to the right, and may speak of any host.
    ///
    ///     WARNING: Retrying (Retry(total=0, …)) after connection broken by 'NewConnectionError(…)': /simple/numpy/
    ///       ╰─▶ dns error: failed to lookup address information: Name or service not known
    private static func isNetworkTrouble(_ line: String) -> Bool {
        // That an index lacks a package is an answer.
        if PipChatter.isAbsence(line) { return false }
        let isOwn = line.prefix { $0 == " " }.count < 4 || line.trimmed.hasPrefix("WARNING: Retrying (")
        return isOwn && network.contains { line.contains($0) }
    }

    /// An index that let nobody in may have what uv calls not found.
    ///
    ///     Because tinycpu was not found in the package registry and you require tinycpu==1.0+cpu, we can conclude …
    ///     hint: An index URL (https://host/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized)
    private static func closedIndex(_ lines: [String]) -> String? {
        // Older ones break the sentence over lines.
        let text = lines.map(\.trimmed).joined(separator: " ")
        let marks = ["could not be queried due to a lack of valid authentication", "returned a 403 Forbidden error"]
        guard text.contains("not found in the package registry"), marks.contains(where: { text.contains($0) }) else { return nil }
        return lines.first { $0.contains("An index URL") }.map { $0.trimmed.trimmingPrefix("hint: ").trimmed }
    }

    private static let network = [
        "Failed to establish a new connection", "Temporary failure in name resolution", "NewConnectionError", "Max retries exceeded",
        "ConnectTimeoutError", "ReadTimeoutError", "Read timed out", "ProxyError", "SSLError", "Failed to fetch", "Connection refused",
        "error sending request", "dns error", "Could not connect", "NameResolutionError", "× Failed to connect to ",
        " didn't respond within ",
        "Failed to establish a secure connection", "HTTP status server error", "too many 500 error responses",
        "Could not fetch URL", "WARNING: Skipping page", "Unsupported `Content-Type`", "Failed to parse", unexpected, unfinished,
    ]

    private static let unexpected = "Received some unexpected JSON"
    private static let unfinished = "not enough bytes were received"

    /// How many bytes the file has that was not loaded to its end; `nil`: none was. pip takes a disk that is full for a connection that broke
    /// off, where it writes to its cache as well.
    ///
    ///     × Download failed after 6 attempts because not enough bytes were received (54.0 MB/55.0 MB)
    static func unfinishedDownload(in text: String) -> Int? {
        guard let line = text.split(whereSeparator: \.isNewline).last(where: { $0.contains(unfinished) }),
            let size = line.split(separator: "/").last?.split(whereSeparator: { " )".contains($0) }), size.count > 1,
            let number = Double(size[0])
        else { return nil }
        let units = ["bytes": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9]
        return units[String(size[1])].map { Int(min(number * $0, 1e15)) }
    }

    /// Verdicts that need an index's answers, or no index at all. That pip finds no version of something is none, unless it names others:
    ///
    ///     ERROR: Could not find a version that satisfies the requirement numpy==9 (from versions: 1.26.4, 2.0.0)
    private static func isDecided(_ lines: [String]) -> Bool {
        lines.contains { line in
            decided.contains { line.contains($0) } || (line.contains("(from versions: ") && !line.contains("(from versions: none)"))
        }
    }

    private static let decided =
        [
            "ResolutionImpossible", "No solution found when resolving", "THESE PACKAGES DO NOT MATCH THE HASHES", "Hashes are required",
            "must have their versions pinned with ==", "Invalid requirement", "Couldn't parse requirement", "no such option",
            "Double requirement given",
        ] + ofFiles

    /// What a file is refused for: it is another one than its hash or its name says, or a line of it is none.
    private static let ofFiles = [
        "Hash mismatch for", "In `--require-hashes` mode", "or the start of a requirement", "Requested package name",
        "Can't verify hashes for", "Arguments to --hash must be", "Allowed hash algorithms for --hash", "has inconsistent name",
        "has inconsistent version", "Could not split options",
    ]

    /// pip's and uv's ways of saying that it is the requirements' fault.
    private static let verdicts =
        [
            "ResolutionImpossible", "No matching distribution found", "No solution found when resolving", "requires a different Python",
            "Requires-Python", "Could not find a version that satisfies", "Failed building wheel", "Failed to build",
            "metadata-generation-failed",
            "subprocess-exited-with-error", "Invalid requirement", "THESE PACKAGES DO NOT MATCH THE HASHES", "Hashes are required",
            "must have their versions pinned with ==", "Could not open requirements file", "is not a valid editable requirement",
            "does not appear to be a Python project", "is not a supported wheel on this platform", "no such option", "HTTP error 404",
            "did not run successfully", "Couldn't parse requirement", "was not found in the package registry", "has no usable wheels",
        ] + ofFiles

    /// A verdict on versions, not on a build, a file or an option.
    static func isAboutVersions(_ explanation: [String]) -> Bool {
        contains(
            explanation,
            [
                "ResolutionImpossible", "No matching distribution found", "No solution found when resolving", "requires a different Python",
                "Requires-Python", "Could not find a version that satisfies", "was not found in the package registry",
                "has no usable wheels", "The conflict is caused by", "Double requirement given",
            ]
        )
    }

    /// The packages of which uv says that nobody has them, or none of the wanted versions.
    ///
    ///     Because tinycpu was not found in the package registry and you require tinycpu==1.0+cpu, we can conclude …
    ///     Because there is no version of six==1.17.0+cpu and you require six==1.17.0+cpu, we can conclude …
    ///     Because only six<=1.17.0 is available and you require six>99, we can conclude …
    static func missing(in explanation: [String]) -> [PackageName] {
        let words = explanation.joined(separator: " ").split(separator: " ").map(String.init)
        var names: [PackageName] = []
        for (index, word) in words.enumerated() {
            let (before, after) = (words[..<index].suffix(2), words[(index + 1)...])
            let isNamed =
                (before.last == "only" && word.contains { "<>=".contains($0) })
                || (before.last == "of" && before.first?.hasPrefix("version") == true)
                || after.starts(with: ["was", "not", "found", "in", "the", "package", "registry"])
            guard isNamed, let name = PackageName(word.prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }) else { continue }
            if !names.contains(where: { $0.normalized == name.normalized }) { names.append(name) }
        }
        return names
    }

    /// pip names every version that there ever was; the last of them will do.
    ///
    ///     ERROR: Could not find a version that satisfies the requirement six==9 (from versions: …, 1.15.0, 1.16.0, 1.17.0)
    private static func shortened(_ line: String) -> String {
        let mark = "(from versions: "
        guard let found = line.firstRange(of: mark), let end = line[found.upperBound...].firstIndex(of: ")") else { return line }
        let versions = line[found.upperBound..<end].split(separator: ",")
        guard versions.count > 12 else { return line }
        return "\(line[..<found.upperBound])…,\(versions.suffix(10).joined(separator: ","))\(line[end...])"
    }

    private static func contains(_ lines: [String], _ needles: [String]) -> Bool {
        lines.contains { line in needles.contains { line.contains($0) } }
    }

    /// From the first line that is about the fault, without what pip says of its own progress.
    private static func explanation(_ lines: [String]) -> [String] {
        let marks = ["ERROR:", "error:", "× ", "The conflict is caused by", "INFO: pip is looking"]
        let start = lines.firstIndex { line in marks.contains { line.contains($0) } } ?? max(0, lines.count - explained)
        let chatter = ["Collecting ", "Downloading ", "Using cached ", "Requirement already satisfied", "INFO: "]
        return Array(
            lines[start...].map { shortened($0.trimmed) }.filter { line in !line.isEmpty && !chatter.contains { line.hasPrefix($0) } }
                .prefix(explained)
        )
    }
}

extension StringProtocol {
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
