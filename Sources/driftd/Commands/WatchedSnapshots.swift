import DriftEngine
import DriftHub
import DriftStore
import Foundation
import Synchronization

/// `driftd snapshot --watched`: one look at every watched Space that is due, and at every one whose last look failed.
struct WatchedSnapshots: Sendable {
    let databasePath: String
    let console: Console
    let isQuiet: Bool
    let readsImages: Bool
    let inference: InferPackages?

    func run(json: Bool) async throws {
        let configuration = try HubAccess.configuration(readsImages: readsImages)
        if try EditWatches(databasePath: databasePath).list().isEmpty { throw ScheduleError.nothingWatched }
        let looks = Looks()
        let progress = isQuiet ? nil : console.progress
        let started = Date()
        let summary = try await InterruptibleTask.run {
            defer { console.endProgress() }
            return try await HubSchedule(databasePath: databasePath, configuration: configuration, inference: inference).run(
                onEvent: { event, summary in
                    looks.add(event)
                    progress?(looks.progressLine(summary, seconds: Date().timeIntervalSince(started)))
                },
                { schedule, due in
                    looks.expect(due)
                    return try await schedule.once()
                }
            )
        }
        let view = WatchedView(events: looks.events.sorted { $0.space < $1.space }, summary: summary)
        if json { try console.write(json: WatchedRecord(view)) } else { try console.write(view.document) }
        if summary.failed > 0 { throw ScheduleError.incomplete(failed: summary.failed, of: summary.looks) }
    }
}

/// Collects what is told of a run.
private final class Looks: Sendable {
    private let state = Mutex((events: [WatchEvent](), expected: 0))

    func add(_ event: WatchEvent) { state.withLock { $0.events.append(event) } }
    func expect(_ count: Int) { state.withLock { $0.expected = count } }
    var events: [WatchEvent] { state.withLock(\.events) }

    /// `120 of 200 Spaces, 3 failed, 4.1 a second, 20 s left`
    func progressLine(_ summary: WatchSummary, seconds: Double) -> String {
        let expected = state.withLock(\.expected)
        let rate = Double(summary.looks) / max(seconds, 0.1)
        let left = Int((Double(max(0, expected - summary.looks)) / max(rate, 0.001)).rounded(.up))
        let tenths = Int((rate * 10).rounded())
        return
            "\(summary.looks) of \(max(expected, summary.looks)) Spaces, \(summary.failed) failed, \(tenths / 10).\(tenths % 10) a second, \(left) s left"
    }
}
