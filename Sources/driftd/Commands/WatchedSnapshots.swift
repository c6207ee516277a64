import DriftEngine
import DriftHub
import DriftStore
import Foundation
import Synchronization

/// `driftd snapshot --watched`: one look at every watched Space that is due, and at every one whose last look failed.
struct WatchedSnapshots: Sendable {
    let databasePath: String
    let console: Console
    let readsImages: Bool
    let inference: InferPackages?

    func run(json: Bool) async throws {
        let configuration = try HubAccess.configuration(readsImages: readsImages)
        if try EditWatches(databasePath: databasePath).list().isEmpty { throw ScheduleError.nothingWatched }
        let looks = Looks()
        let report = ProgressReport(console: console)
        let summary = try await InterruptibleTask.run {
            defer { console.endProgress() }
            return try await HubSchedule(databasePath: databasePath, configuration: configuration, inference: inference).run(
                onEvent: { event, _ in
                    looks.add(event)
                    if case .failed = event.outcome { report.count(isFailure: true) } else { report.count(isFailure: false) }
                },
                { schedule, due in
                    report.expect(due)
                    return try await schedule.once()
                }
            )
        }
        let view = ScheduleRunView(events: looks.events.sorted { $0.space < $1.space }, summary: summary)
        if json { try console.write(json: ScheduleRunRecord(view)) } else { try console.write(view.document) }
        if summary.failed > 0 { throw ScheduleError.incomplete(failed: summary.failed, of: summary.looks) }
    }
}

/// Collects what is told of a run.
private final class Looks: Sendable {
    private let state = Mutex([WatchEvent]())

    func add(_ event: WatchEvent) { state.withLock { $0.append(event) } }
    var events: [WatchEvent] { state.withLock { $0 } }
}
