/// Which Python the stages of a Dockerfile begin with, as far as the names of their images say.
struct DockerImages {
    /// `ARG PYTHON_VERSION=3.11`
    private var values: [String: String] = [:]
    private var stages: [String: String?] = [:]

    mutating func set(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = parts[1] }
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

    private func expanded(_ text: String) -> String {
        values.reduce(text) { $0.replacing("${\($1.key)}", with: $1.value).replacing("$\($1.key)", with: $1.value) }
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
