internal import DriftCore
internal import DriftLogs
internal import DriftStore

/// Whether the image in the registry is the one that a snapshot is about. Its tag says only that it is the newest one.
///
/// What is compared: the commit that the image names, the time of its youngest step with the time of the build in the log (whose steps ran, and
/// were not taken from a cache, which keeps old times) and, where no log can be read, with the time of the newest commit.
enum ImageJudgement: Sendable, Hashable {
    /// Nothing speaks against it, and something for it.
    case same
    /// It may be another one: its list counts, but accounts for nothing. The reason completes "the image …".
    case doubtful(code: String, reason: String)
    /// It is another one.
    case another(reason: String)

    init(_ image: ImageRecord, reading: EnvironmentReading, answers: HubAnswers, takenAt: String?) {
        if let revision = image.revision, let served = answers.servedCommit {
            self =
                revision == served
                ? .same : .another(reason: "was made of commit \(revision.prefix(40)), and \(served.prefix(7)) is served")
            return
        }
        guard let made = image.newestStep, made > Self.oldest else {
            self = .doubtful(code: "image.undated", reason: "does not say when it was made, so that nothing shows which build it is of")
            return
        }
        if let taken = takenAt.flatMap({ Instant($0) }), made > taken.advanced(bySeconds: 600) {
            self = .doubtful(code: "image.may-be-newer", reason: "was made at \(made), after this was looked at")
        } else if let queued = Self.queueTime(ofExecutedBuild: reading) {
            self =
                made < queued ? .another(reason: "was made at \(made), before the build in the log, which was queued at \(queued)") : .same
        } else {
            self = Self.byCommit(made, answers)
        }
    }

    /// Builders that make images reproducible set all times to 1970 or 1980.
    private static let oldest = Instant(milliseconds: 946_684_800_000)

    /// When the newest build that went through was queued, if its log shows an installer at work: then the image is younger.
    private static func queueTime(ofExecutedBuild reading: EnvironmentReading) -> Instant? {
        guard let build = reading.builds.last(where: { $0.outcome == .succeeded }), let queued = build.queuedAt.flatMap({ Instant($0) })
        else {
            return nil
        }
        let isExecuted = reading.packages.contains { package in
            package.evidence.kind == .log && package.evidence.log == build.log && (package.evidence.line ?? 0) >= build.line
        }
        return isExecuted ? queued : nil
    }

    private static func byCommit(_ made: Instant, _ answers: HubAnswers) -> ImageJudgement {
        // The served commit's own date is better than when the repository last changed, which is also said of what is no commit.
        let dated = answers.commitDate.flatMap { Instant($0) }
        guard let newest = answers.lastModified.flatMap({ Instant($0) }) ?? dated else {
            return .doubtful(code: "image.undated", reason: "was made at \(made), and nothing shows which build that was")
        }
        let isNewest = answers.servedCommit == nil || answers.servedCommit == answers.repositoryCommit
        let committed = isNewest ? dated ?? newest : newest
        if let dated, !isNewest, made < dated {
            return .doubtful(
                code: "image.may-be-older",
                reason: "was made at \(made), before the served commit of \(dated): it may be of an earlier build"
            )
        }
        let older = ImageJudgement.doubtful(
            code: "image.may-be-older",
            reason: "was made at \(made), before the newest commit of \(committed): it may be of an earlier build"
        )
        switch answers.servedCommit {
        case nil:
            // A failed build leaves the image of the one before, and that is the state that counts.
            return made < committed && !SpaceStage(answers.stage).isBuildFailed ? older : .same
        case answers.repositoryCommit: return made < committed ? older : .same
        default:
            return made < committed
                ? .same
                : .doubtful(code: "image.may-be-newer", reason: "was made at \(made), and may be of the commit that is not served yet")
        }
    }
}

extension ImageRecord {
    /// Why the list may not be all that the image has; `nil`: nothing after it changed packages.
    var shortfall: String? {
        if let after = stepsAfterList {
            guard let step = after.first(where: { ImageHistoryCommand.mayInstall($0.command ?? "") }) else { return nil }
            return "changed packages after its list was written: \((step.command ?? "").excerpt(limit: 120))"
        }
        guard let list, let index = layers.lastIndex(where: { $0.digest == list.layer }), !layers[(index + 1)...].allSatisfy(\.isRead)
        else {
            return nil
        }
        return "has layers above its list that were not read, and does not say how they were made"
    }
}
