import ArgumentParser
import DriftEngine
import DriftHub
import DriftStore
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Runs the schedule: looks at the watched Spaces as they become due, until it is stopped.",
        discussion: """
            Logs to standard error. SIGTERM and SIGINT end it in good order; whatever ends it, the next start goes on where it was. \
            Other commands work beside it on the same database.
            """
    )

    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp("From which level on to log: debug, info, warning, error.", valueName: "level")
    )
    var logLevel = "info"

    @Flag(name: .customLong("no-registry"), help: ImageHelp.noRegistry)
    var withoutRegistry = false

    @OptionGroup var inference: InferenceOptions
    @OptionGroup var store: StoreOptions

    func validate() throws {
        if Logger.Level(rawValue: logLevel) == nil { throw ValidationError("--log-level is one of debug, info, warning, error") }
    }

    func run() async throws {
        var logger = Logger(label: "driftd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        let configuration = try HubAccess.configuration(readsImages: !withoutRegistry)
        let log = WatchLog(logger: logger)
        let schedule = HubSchedule(
            databasePath: store.databasePath,
            configuration: configuration,
            inference: inference.inference(console: .plain, isQuiet: true)
        )
        let service = ScheduleService(schedule: schedule, databasePath: store.databasePath, log: log)
        logger.info("started", metadata: ["database": "\(PrintableText.line(store.databasePath))", "hub": "\(configuration.endpoint)"])
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        logger.info("stopped")
    }
}

/// The schedule as a service: a graceful shutdown cancels the looks under way, which are due again at the next start.
private struct ScheduleService: Service, CustomStringConvertible {
    let schedule: HubSchedule
    let databasePath: String
    let log: WatchLog

    /// What logs name it by: put together of its parts it would hold the process's variables, the token among them.
    var description: String { "schedule" }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                _ = try await schedule.run(onEvent: { event, _ in log.write(event) }, onTrouble: { log.write($0) }) { schedule, _ in
                    if (try? EditWatches(databasePath: databasePath).list())?.isEmpty == true { log.writeNothingWatched() }
                    return try await schedule.forever()
                }
            }
        } catch is CancellationError {
            return
        }
    }
}

/// Looks as structured log lines.
private struct WatchLog: Sendable {
    let logger: Logger

    /// A mistyped `--db` shows so.
    func writeNothingWatched() { logger.warning("no Space is watched yet: `driftd watch add owner/name`") }

    func write(_ trouble: any ExplainedError) {
        logger.warning(
            "the database cannot be used for the moment; going on once it can",
            metadata: ["reason": "\(PrintableText.line(trouble.message))", "hint": "\(PrintableText.line(trouble.hint))"]
        )
    }

    func write(_ event: WatchEvent) {
        let space: Logger.Metadata = ["space": "\(event.space)"]
        switch event.outcome {
        case .captured(let identifier, let reason):
            logger.info("captured", metadata: space.merging(["snapshot": "@\(identifier)", "reason": "\(reason.rawValue)"]) { $1 })
        case .unchanged: logger.debug("unchanged", metadata: space)
        case .inProgress(let stage):
            logger.debug("build under way", metadata: space.merging(["stage": "\(PrintableText.line(stage))"]) { $1 })
        case .failed(let failure):
            logger.warning(
                "failed",
                metadata: space.merging([
                    "reason": "\(PrintableText.line(failure.reason))", "hint": "\(PrintableText.line(failure.hint))",
                    "attempts": "\(failure.count)", "transient": "\(failure.isTransient)",
                ]) { $1 }
            )
        }
    }
}
