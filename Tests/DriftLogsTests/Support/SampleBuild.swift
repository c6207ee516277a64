import DriftCore
import Testing

@testable import DriftLogs

/// A build's log around the steps that a test is about.
struct SampleBuild {
    static let python311 = "docker.io/library/python:3.11@sha256:" + String(repeating: "1", count: 64)

    /// A plain Python image has no uv and no poetry: a step that brings them.
    static let bringsTools = "COPY --from=ghcr.io/example/poetry-and-uv:latest /uv /poetry /bin/\nDONE 0.1s"

    var queued = "2026-06-19 09:14:10"
    var commit = "0cdacde"
    var images = [Self.python311]
    var steps: [String]
    /// `Pushing image` and `Exporting cache` were reached.
    var isPushed = true

    init(_ steps: String..., queued: String = "2026-06-19 09:14:10", images: [String] = [Self.python311], isPushed: Bool = true) {
        self.steps = steps
        self.queued = queued
        self.images = images
        self.isPushed = isPushed
    }

    var text: String {
        var blocks = ["===== Build Queued at \(queued) / Commit SHA: \(commit) =====\n"]
        blocks += images.map { "--> FROM \($0)\nDONE 0.0s\n" }
        blocks += steps.map { "--> " + $0 + "\n" }
        if isPushed { blocks += ["--> Pushing image\nDONE 2.9s\n", "--> Exporting cache\nDONE 1.4s\n"] }
        return blocks.joined(separator: "\n")
    }

    /// What a build of `steps` gives, which nobody may call complete.
    static func versionsBehindGaps(_ steps: [String]) -> [String: String] {
        var build = SampleBuild()
        build.steps = steps
        let reading = EnvironmentReading.of(build.text)
        #expect(!reading.isComplete)
        return reading.versions
    }

    /// `RUN pip install …` with what pip prints when it installs `items` (`name-version`).
    static func pip(_ arguments: String, _ items: String...) -> String {
        let names = items.map { String($0[..<($0.lastIndex(of: "-") ?? $0.endIndex)]) }
        var lines = ["RUN pip install \(arguments)"]
        lines += names.map { "Collecting \($0)" }
        lines.append("Installing collected packages: " + names.joined(separator: ", "))
        lines.append("Successfully installed " + items.joined(separator: " "))
        lines.append("DONE 3.1s")
        return lines.joined(separator: "\n")
    }
}

extension EnvironmentReading {
    /// What logs given as text say, oldest first.
    static func of(_ logs: String...) -> EnvironmentReading { LogReader.read(logs.map { Array($0.utf8) }) }

    /// Name to version; `?` where none is known.
    var versions: [String: String] {
        Dictionary(packages.map { ($0.release.name.normalized, $0.release.version ?? "?") }) { first, _ in first }
    }

    func release(_ name: String) -> Release? { packages.first { $0.release.name.normalized == name }?.release }

    func evidence(_ name: String) -> Evidence? { packages.first { $0.release.name.normalized == name }?.evidence }

    var gapReasons: [Gap.Reason] { gaps.map(\.reason) }
}
