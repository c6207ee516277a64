internal import DriftCore
internal import Foundation

/// Asks uv what an installation would have chosen on a day: only what had been uploaded by then counts.
///
/// Nothing is installed, and no package's code runs: where only a source distribution was there, its own requirements are not read.
/// uv alone can do this: pip reads the metadata of a source distribution by running it.
package struct DatedResolution: Sendable {
    package enum Outcome: Sendable, Hashable, Codable {
        /// `name==version` lines. `warnings`: in uv's words.
        case resolved(lines: [String], warnings: [String])
        case refused(explanation: [String], Trouble)
    }

    /// Which package the refusal is about, as far as another question could get round it.
    package enum Trouble: Sendable, Hashable, Codable {
        /// There is no wheel of it; its source may be taken unread.
        case sourceOnly(String)
        /// The index does not have it.
        case unavailable(String)
        /// The index has it, and does not say since when.
        case undated(String)
        /// What is asked for came out after the day that is asked about; ISO 8601.
        case later(String, publishedAt: String)
        case none
    }

    package struct Question: Sendable, Hashable, Codable {
        /// Requirements and index options.
        package var lines: [String]
        /// `name==version`: taken where they fit, as pip takes what is installed.
        package var preferences: [String]
        /// `3.13`
        package var python: String
        /// ISO 8601, UTC.
        package var asOf: String
        /// Normalized names that are taken from their source, unread.
        package var sourceOnly: [String]

        package init(lines: [String], preferences: [String], python: String, asOf: String, sourceOnly: [String]) {
            self.lines = lines
            self.preferences = preferences
            self.python = python
            self.asOf = asOf
            self.sourceOnly = sourceOnly
        }
    }

    private let uv: String
    private let environment: ToolEnvironment
    private let directory: TemporaryDirectory

    package init(uv: String, environment: ToolEnvironment, directory: TemporaryDirectory) {
        self.uv = uv
        self.environment = environment
        self.directory = directory
    }

    /// One question. Throws `ResolverError` where uv says neither yes nor no: it is not there, reaches no index, or takes longer than `timeLimit`.
    package func answer(_ question: Question, timeLimit: Duration) async throws(ResolverError) -> Outcome {
        var options = [
            "--python-platform", InstallerCall.uvPlatform, "--only-binary", ":all:", "--no-annotate", "--output-file", "answer.txt",
        ]
        for name in question.sourceOnly { options += ["--no-binary", name] }
        var call = call("question.in", options, question.python, timeLimit)
        call.asOf = question.asOf
        try call.write(question.lines, to: "question.in")
        // uv takes the versions of the file that it is to write wherever they fit.
        try call.write(question.preferences, to: "answer.txt")
        // Beside the caller's own settings: what a source distribution needs is said to be nothing, so that it is not built to find out.
        let metadata = question.sourceOnly.map { "[[dependency-metadata]]\nname = \"\($0)\"\nrequires-dist = []\n" }
        try directory.write(Array(metadata.joined(separator: "\n").utf8), to: "uv.toml")
        switch try await call.run() {
        case .succeeded(let output):
            let warnings = output.messages.split(whereSeparator: \.isNewline).map(\.trimmed).filter { $0.hasPrefix("warning: ") }
                .map { String($0.dropFirst("warning: ".count)) }.filter { !$0.hasPrefix("The requested Python version") }
            guard let answer = FileManager.default.contents(atPath: directory.path + "/answer.txt") else {
                throw .unreadableOutput(step: call.step)
            }
            let lines = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isNewline).map(\.trimmed)
                .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("-") }
            return .resolved(lines: lines, warnings: warnings)
        case .refused(let refusal):
            let lines = refusal.explanation.filter { !$0.hasPrefix("warning: ") }
            return .refused(explanation: lines, Self.trouble(lines, in: refusal.text, question))
        }
    }

    /// When the files of exact versions were uploaded, the first of each, by `name version`; a version that is not found is missing.
    ///
    /// - Parameter releases: `spaces==0.48.2`, each without extras.
    package func uploads(of releases: [String], python: String, timeLimit: Duration) async throws(ResolverError) -> [String: String] {
        let options = ["--python-platform", InstallerCall.uvPlatform, "--only-binary", ":all:", "--no-deps", "--format", "pylock.toml"]
        let call = call("uploads.in", options, python, timeLimit)
        try call.write(releases, to: "uploads.in")
        try directory.write([], to: "uv.toml")
        do throws(ResolverError) {
            if case .succeeded(let output) = try await call.run() {
                return Self.uploads(inLock: String(decoding: output.result, as: UTF8.self))
            }
            // One that is gone refuses the others with it.
            guard releases.count > 1 else { return [:] }
            var found: [String: String] = [:]
            for release in releases {
                found.merge(try await uploads(of: [release], python: python, timeLimit: timeLimit)) { first, _ in first }
            }
            return found
        } catch {
            // Without a date the question is asked about another day.
            switch error {
            case .crashed, .noNetwork: return [:]
            default: throw error
            }
        }
    }

    private func call(_ file: String, _ options: [String], _ python: String, _ timeLimit: Duration) -> InstallerCall {
        InstallerCall(
            program: .uv(path: uv),
            arguments: InstallerCall.compiling([file], python: python) + options,
            step: "uv pip compile",
            environment: environment,
            directory: directory,
            timeLimit: timeLimit,
            isImpatient: true
        )
    }

    /// `upload-time = 2026-04-14T16:27:35Z` under `name = "spaces"` and `version = "0.48.2"` of a `pylock.toml` (PEP 751).
    static func uploads(inLock text: String) -> [String: String] {
        var result: [String: String] = [:]
        var (name, version) = ("", "")
        for line in text.split(whereSeparator: \.isNewline) {
            if let found = line.wholeMatch(of: #/name = "([^"]+)"/#) { (name, version) = (String(found.1), "") }
            if let found = line.wholeMatch(of: #/version = "([^"]+)"/#) { version = String(found.1) }
            guard !name.isEmpty, !version.isEmpty else { continue }
            for found in line.matches(of: #/upload-time = ([0-9T:.\-]+Z)/#) {
                let key = "\(name) \(version)"
                let time = String(found.1)
                result[key] = min(result[key] ?? time, time)
            }
        }
        return result
    }

    /// ``hint: Wheels are required for `ffmpy` because building from source is disabled …``;
    /// `Because nothing was not found in the package registry and you require nothing, …`;
    /// `Because there is no version of torch==2.1.2+cu118 and you require torch==2.1.2+cu118, …`;
    /// ``hint: `app` was filtered by `exclude-newer` to only include … The requested version, v2, was published at 2025-01-01T00:00:00Z.``
    static func trouble(_ explanation: [String], in messages: String, _ question: Question) -> Trouble {
        let text = explanation.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let found = text.firstMatch(of: #/Wheels are required for `([^`]+)`/#)
            ?? text.firstMatch(of: #/all versions of (\S+) have no usable wheels/#),
            let name = PackageName(found.1)?.normalized, !question.sourceOnly.contains(name)
        {
            return .sourceOnly(name)
        }
        if let found = text.firstMatch(of: #/`([^`]+)` was filtered by `exclude-newer`.*?published at ([0-9T:.\-]+Z)/#),
            let name = PackageName(found.1)?.normalized
        {
            return .later(name, publishedAt: String(found.2))
        }
        let absent = [
            #/(\S+) was not found in the package registry/#, #/there (?:is|are) no versions? of ([^\s=<>!~]+)/#,
            #/(?:only|all versions of) (\S+?)(?:[=<>!~]\S*)? (?:is|are) available/#,
        ]
        for pattern in absent {
            guard let found = text.firstMatch(of: pattern), let name = PackageName(found.1.prefix { $0 != "=" && $0 != "[" })?.normalized
            else { continue }
            // ``warning: `app-2-py3-none-any.whl` is missing an upload date, but user provided: …``
            let isUndated = messages.split(whereSeparator: \.isNewline).contains { line in
                guard line.contains("is missing an upload date"), let file = line.split(separator: "`").dropFirst().first else {
                    return false
                }
                return ArchiveFileName(of: file)?.name.normalized == name
            }
            return isUndated ? .undated(name) : .unavailable(name)
        }
        return .none
    }
}
