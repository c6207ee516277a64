import DriftCore

/// The images that a build stands on, from its `FROM` steps.
struct BaseImages {
    /// `reference@digest`, in the order of the log, each once.
    private(set) var all: [BaseImage] = []

    init(steps: [ScannedStep]) {
        for step in steps where step.instruction == "FROM" {
            let words = step.text.split(separator: " ").dropFirst().filter { !$0.hasPrefix("--") }
            guard let image = words.first.map(String.init), image != "scratch" else { continue }
            let parts = image.split(separator: "@", maxSplits: 1)
            let digest = parts.count == 2 ? String(parts[1]) : nil
            guard Self.isClean(image), digest.map({ $0.hasPrefix("sha256:") && $0.count == 71 }) ?? true else { continue }
            let base = BaseImage(reference: String(parts[0]), digest: digest)
            if !all.contains(base) { all.append(base) }
        }
    }

    var keys: [String] { all.map { "\($0.reference)@\($0.digest ?? "")" }.sorted() }

    /// The one that the app runs on, as far as a log tells: the last that brings Python, otherwise the last.
    var final: BaseImage? { all.last { Self.pythonVersion(of: $0) != nil } ?? all.last { $0.reference.contains("python") } ?? all.last }

    /// How many of the images may bring Python.
    var pythonCount: Int { all.filter { Self.pythonVersion(of: $0) != nil || $0.reference.contains("python") }.count }

    var isAmbiguous: Bool { pythonCount > 1 }

    /// `3.13` of `docker.io/library/python:3.13`, `3.11.9` of `python:3.11.9-slim-bookworm`; `nil`: the tag names no Python.
    static func pythonVersion(of image: BaseImage) -> String? {
        guard let colon = image.reference.lastIndex(of: ":") else { return nil }
        let repository = image.reference[..<colon].split(separator: "/").last ?? ""
        let tag = image.reference[image.reference.index(after: colon)...]
        if repository == "python" { return leadingVersion(of: tag) }
        // `ghcr.io/astral-sh/uv:python3.12-bookworm-slim`, `continuumio/…:py3.11`
        for marker in ["python", "py"] {
            if let range = tag.firstRange(of: marker), let version = leadingVersion(of: tag[range.upperBound...]), version.contains(".") {
                return version
            }
        }
        return nil
    }

    /// Whether the image brings no packages but pip and its own.
    static func isPlainPython(_ image: BaseImage) -> Bool {
        image.reference.contains("library/python:") || image.reference.hasPrefix("python:")
    }

    private static func leadingVersion(of text: Substring) -> String? {
        let version = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let trimmed = version.hasSuffix(".") ? version.dropLast() : version
        return trimmed.isEmpty || !(trimmed.first?.isNumber ?? false) ? nil : String(trimmed)
    }

    /// Letters, digits and `. - _ / : @`: all that the grammar of image references has.
    private static func isClean(_ text: String) -> Bool {
        text.utf8.count <= 500 && text.utf8.allSatisfy { $0.isNameByte || "/:@".utf8.contains($0) }
    }
}
