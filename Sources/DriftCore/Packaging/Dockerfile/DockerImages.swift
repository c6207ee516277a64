/// Which Python the stages of a Dockerfile begin with, as far as the names of their images say.
struct DockerImages {
    /// `ARG PYTHON_VERSION=3.11`
    private var values: [String: String] = [:]
    private var stages: [String: String?] = [:]

    mutating func set(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = expanded(parts[1]) }
        }
    }

    /// `FROM --platform=linux/amd64 python:3.11-slim AS base`
    ///
    /// - Returns: `3.11`
    mutating func begin(_ words: [String]) -> String? {
        let plain = words.filter { !$0.hasPrefix("--") }
        guard let image = plain.first.map(expanded) else { return nil }
        let python = stages[image.lowercased()] ?? Self.python(in: image)
        if plain.count == 3, plain[1].lowercased() == "as" { stages[plain[2].lowercased()] = python }
        return python
    }

    /// The image that a `FROM` names, with what `ARG` puts into it; `nil`: it names none.
    func image(of words: [String]) -> String? { words.first { !$0.hasPrefix("--") }.map(expanded) }

    /// Longer than any image's name: a few lines of arguments that name each other could fill the memory.
    private static let maximumBytes = 1_000

    /// From left to right, as BuildKit does it; an argument's own value was expanded when it was set. Names that are not set stay as they
    /// are written, so that nothing is read out of them.
    private func expanded(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$"), result.utf8.count <= Self.maximumBytes {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let isBraced = rest.hasPrefix("${")
            let name = rest.dropFirst(isBraced ? 2 : 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            let behind = rest[name.endIndex...]
            if let value = values[String(name)], !isBraced || behind.hasPrefix("}") {
                result += value
                rest = isBraced ? behind.dropFirst() : behind
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        result += rest
        return result.utf8.count <= Self.maximumBytes ? result : text
    }

    /// `python:3.11-slim`, `docker.io/library/python:3.11.4@sha256:…`, `ghcr.io/astral-sh/uv:python3.12-bookworm`, `tiangolo/uvicorn-gunicorn:python3.9`
    private static func python(in image: String) -> String? {
        let name = image.prefix { $0 != "@" }
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return nil }
        var tag = name[name.index(after: colon)...]
        if tag.hasPrefix("python") { tag = tag.dropFirst(6) } else if name[..<colon].split(separator: "/").last != "python" { return nil }
        let version = tag.prefix { $0.isNumber || $0 == "." }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        return (2...3).contains(parts.count) && parts[0] == "3" && parts.allSatisfy { !$0.isEmpty } ? String(version) : nil
    }
}
