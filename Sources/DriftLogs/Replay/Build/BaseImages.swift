import DriftCore

/// The images that a build stands on, from its `FROM` steps.
struct BaseImages {
    /// `reference@digest`, in the order of the log, each once.
    private(set) var all: [BaseImage] = []

    init(steps: [ScannedStep]) {
        var stages: Set<Substring> = []
        let origins = steps.filter { $0.instruction == .from }
        let last = StageLanes.lastNamed(steps)
        // What the image itself stands on comes last, as in a Dockerfile.
        let ordered = last.map { last in origins.filter { $0.stage != last } + origins.filter { $0.stage == last } } ?? origins
        for step in ordered {
            let words = step.text.parts(by: .space).dropFirst().drop { $0.hasPrefix("--") }
            guard let image = words.first, image != "scratch", Self.isClean(image) else { continue }
            // `FROM base` of `FROM ubuntu AS base`: no image of its own.
            let isStage = stages.contains(image)
            if words.count == 3, words.dropFirst().first?.lowercased() == "as", let name = words.last, stages.count < 100 {
                stages.insert(name)
            }
            if isStage { continue }
            let at = image.utf8.firstIndex(of: UInt8(ascii: "@"))
            let digest = at.map { String(image[image.utf8.index(after: $0)...]) }.flatMap { $0.isEmpty ? nil : $0 }
            guard digest.map({ $0.hasPrefix("sha256:") && $0.utf8.count == 71 }) ?? true else { continue }
            let base = BaseImage(reference: String(image[..<(at ?? image.endIndex)]), digest: digest)
            if !all.contains(base) { all.append(base) }
        }
    }

    var keys: [String] { all.map { "\($0.reference)@\($0.digest ?? "")" }.sorted() }

    /// The one that the app runs on, as far as a log tells: the last that brings Python, otherwise the last.
    var final: BaseImage? { all.last { Self.pythonVersion(of: $0) != nil } ?? all.last { $0.reference.holds("python") } ?? all.last }

    /// How many of the images may bring Python.
    var pythonCount: Int { all.filter { Self.pythonVersion(of: $0) != nil || $0.reference.holds("python") }.count }

    var isAmbiguous: Bool { pythonCount > 1 }

    /// `3.13` of `docker.io/library/python:3.13`, `3.11.9` of `python:3.11.9-slim-bookworm`; `nil`: the tag names no Python.
    static func pythonVersion(of image: BaseImage) -> String? {
        let reference = image.reference
        guard let colon = reference.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let repository = reference[..<colon].parts(by: UInt8(ascii: "/")).last ?? ""
        let tag = reference[reference.utf8.index(after: colon)...]
        if repository == "python" { return leadingVersion(of: tag) }
        // `ghcr.io/astral-sh/uv:python3.12-bookworm-slim`, `continuumio/…:py3.11`
        let candidates = [tag.after("python"), tag.after("py")].compactMap { $0.flatMap(leadingVersion) }
        return candidates.first { $0.holds(UInt8(ascii: ".")) }
    }

    /// Whether the image brings no packages but pip and its own.
    static func isPlainPython(_ image: BaseImage) -> Bool {
        image.reference.holds("library/python:") || image.reference.hasPrefix("python:")
    }

    /// `debian:12`, `ubuntu:22.04`, `nvidia/cuda:12.4.1-runtime-ubuntu22.04`: their Python comes by apt.
    static func isDebian(_ image: BaseImage) -> Bool {
        guard let name = image.reference.parts(by: UInt8(ascii: "/")).last else { return false }
        return name.hasPrefix("debian:") || name.hasPrefix("ubuntu:") || image.reference.holds("nvidia/cuda:")
    }

    /// Whether the image may bring packages that no line of a log shows: conda's, those of a framework, another Space's. Systems, languages
    /// and Python's own images bring none (beside pip).
    static func mayBringPackages(_ image: BaseImage) -> Bool {
        var path = image.reference.parts(by: UInt8(ascii: "/"))
        if let last = path.popLast() { path.append(last.prefix { $0 != ":" }) }
        guard let name = path.last else { return true }
        if path.suffix(2) == ["nvidia", "cuda"] || path.suffix(2) == ["astral-sh", "uv"] || path.dropLast().last == "distroless" {
            return false
        }
        let isOfficial = path.count == 1 || path.dropLast().last == "library" || path.count == 2 && path[0] == "docker.io"
        return !(isOfficial && bareImages.contains(String(name)))
    }

    private static let bareImages: Set<String> = [
        "python", "pypy", "debian", "ubuntu", "alpine", "fedora", "centos", "rockylinux", "almalinux", "amazonlinux", "archlinux",
        "oraclelinux",
        "busybox", "buildpack-deps", "node", "golang", "rust", "gcc", "openjdk", "eclipse-temurin", "amazoncorretto", "maven", "gradle",
        "ruby",
        "php", "perl", "swift", "julia", "r-base", "haskell", "elixir", "erlang", "nginx", "httpd", "caddy", "traefik", "postgres", "mysql",
        "mariadb",
        "redis", "memcached", "mongo", "bash", "docker",
    ]

    private static func leadingVersion(of text: Substring) -> String? {
        let version = text.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        let trimmed = version.last == UInt8(ascii: ".") ? version.dropLast() : version
        return trimmed.first?.isDigit ?? false ? String(Substring(trimmed)) : nil
    }

    /// Letters, digits and `. - _ / : @`: all that the grammar of image references has.
    private static func isClean(_ text: Substring) -> Bool {
        text.utf8.count <= 500
            && text.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }
    }
}
