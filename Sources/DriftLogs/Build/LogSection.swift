import DriftCore

/// A part of a log, taken from it but not yet interpreted.
enum LogSection {
    case build(ScannedBuild)
    case start(ScannedStart)
}

/// One build: from its banner (or where the log begins) to the next banner.
struct ScannedBuild {
    var line: Int
    /// ISO 8601.
    var queuedAt: String?
    var commit: String?
    /// The banner was seen: nothing is missing before it.
    var hasBanner = false
    var steps: [ScannedStep] = []
    /// `--> Pushing image` or `--> Exporting cache` was reached, which needs every step done.
    var hasReachedPush = false
    var hasFailed = false
    /// `Job failed with exit code: 1. Reason: cache miss: …` stood before the build's log, or instead of it.
    var cacheMisses: [LocatedText] = []
    var hasErrorPage = false
    /// A `DONE` or `CACHED` that belongs to no step, as its header was lost; or a step too many.
    var strayOutcomeLine: Int?

    func record(log: Int) -> BuildRecord {
        let outcome: BuildRecord.Outcome = hasFailed ? .failed : hasReachedPush ? .succeeded : .cut
        return BuildRecord(log: log, line: line, queuedAt: queuedAt, commit: commit, outcome: outcome)
    }

    /// An error page whose build's log has not begun yet.
    var isPageAlone: Bool { hasErrorPage && !hasBanner && steps.allSatisfy { $0.isHeadless && $0.transcript.isEmpty } }
}

struct LocatedText: Equatable {
    var line: Int
    var text: String
}

/// One `--> INSTRUCTION …` with what it printed.
struct ScannedStep {
    enum Outcome: Equatable { case open, done, cached, failed }

    /// Without the arrow; empty for output whose header the log does not show.
    var text: String
    var line: Int
    var outcome = Outcome.open
    var transcript = StepTranscript()
    /// Its `DONE`s; a `FROM` has one a layer.
    var lastLine: Int

    var isHeadless: Bool { text.isEmpty }

    var isFrom: Bool { text.utf8.first == UInt8(ascii: "F") && instruction == "FROM" }

    /// `RUN` of `RUN pip install x`.
    var instruction: Substring { Substring(text.utf8.prefix { $0 != .space }) }
}

/// One `===== Application Startup at … =====`, with what the app's own installers and beacons printed.
struct ScannedStart {
    var line: Int
    var startedAt: String?
    var transcript = StepTranscript()
    /// `/usr/local/lib/python3.13/site-packages` folders that tracebacks name, by minor version.
    var sitePackages: Set<String> = []
}
