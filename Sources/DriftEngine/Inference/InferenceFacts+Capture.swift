internal import DriftCore
internal import DriftLogs
internal import DriftStore

extension InferenceFacts {
    /// - Parameter reading: what the capture shows.
    init(of capture: Capture, _ reading: EnvironmentReading) {
        self.init()
        let answers = HubAnswers(capture.files)
        let card = ReadmeCard(readme: capture.files["repo/README.md"])
        sdkName = reading.sdk?.name ?? card.sdk ?? answers.sdkName
        sdkVersion = card.sdk == sdkName ? card.sdkVersion : nil
        declaredPython = card.python
        // The README's word is in the reading as well where no log shows better.
        if reading.python != card.python { observedPython = reading.python }
        hardware = answers.requestedHardware ?? answers.currentHardware
        files = capture.repositoryFiles
        if let served = answers.servedCommit, let newest = answers.repositoryCommit { filesDiffer = served != newest }
        for package in reading.packages where package.evidence.kind == .runtime {
            running[package.release.name.normalized] = package.release.version
        }
        let paths = capture.logPaths
        loggedSteps = LogReader.buildSteps(in: paths.compactMap { capture.files[$0] }, paths: paths)
        observed = reading.packages.filter { $0.evidence.kind.isObserved }.map(\.release)
        if sdkName == "docker" { dockerObstacle = files["Dockerfile"].flatMap(Self.obstacle) }
    }

    /// What of a Dockerfile's commands installs packages otherwise than by a `pip install` that says which.
    private static func obstacle(in dockerfile: [UInt8]) -> String? {
        // What it cannot be read for is said when it is asked about.
        guard let build = try? DockerBuild(dockerfile) else { return nil }
        for run in build.runs {
            let installs = RunInstalls(run.text)
            if let obstacle = installs.obstacle { return "Dockerfile:\(run.line) runs \(obstacle)" }
            if installs.pipCount != run.installCount { return "Dockerfile:\(run.line) calls pip in a way that driftd does not read" }
        }
        return nil
    }
}

extension BuildTime.Facts {
    init(of capture: Capture, _ reading: EnvironmentReading) {
        let answers = HubAnswers(capture.files)
        self.init(taken: Self.second(capture.metadata.takenAt, roundingUp: true) ?? capture.metadata.takenAt)
        banner = reading.builds.last { $0.outcome == .succeeded }?.queuedAt.flatMap { Self.second($0) }
        commit = answers.commitDate.flatMap { Self.second($0) }
        // The newest change need not be what is served.
        let isServed = answers.servedCommit == nil || answers.servedCommit == answers.repositoryCommit
        if isServed { lastModified = answers.lastModified.flatMap { Self.second($0) } }
    }

    /// `2026-07-05T07:53:08.123Z` to `2026-07-05T07:53:08Z`, or to the next second.
    static func second(_ text: String, roundingUp: Bool = false) -> String? {
        guard let instant = Instant(text) else { return nil }
        let part = ((instant.milliseconds % 1000) + 1000) % 1000
        let whole = instant.milliseconds - part
        return Instant(milliseconds: roundingUp ? whole + 1000 : whole).description
    }
}
