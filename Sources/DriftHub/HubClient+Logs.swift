import AsyncHTTPClient
import DriftCore
import NIOCore

extension HubClient {
    /// A log as it is stored now. A connection that breaks is made anew, and what came before is not taken twice.
    ///
    /// - Parameter tail: Only so many lines of its end.
    package func log(_ kind: LogKind, of space: SpaceName, tail: Int? = nil) async throws -> HubLog {
        try await log(kind, of: space, tail: tail, firstEventOnly: false)
    }

    /// The first line of the build log, `===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====`, at the price of one event:
    /// it tells one build from the next, also of the same commit. `nil`: the log is empty.
    package func firstBuildLine(_ space: SpaceName) async throws -> String? {
        let log = try await log(.build, of: space, tail: nil, firstEventOnly: true)
        return String(decoding: log.text, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }

    private func log(_ kind: LogKind, of space: SpaceName, tail: Int?, firstEventOnly: Bool) async throws -> HubLog {
        var request = HubRequest.get(Self.path(of: space) + "/logs/\(kind.rawValue)", limitBytes: limits.logBytes)
        request.accept = "text/event-stream"
        if let tail { request.query = [(name: "tail", value: String(tail))] }
        var collector: LogCollector?
        var attempt = 1
        let started = ContinuousClock.now
        while true {
            do {
                let stream = try await openStream(request)
                var current =
                    collector
                    ?? LogCollector(
                        limitBytes: limits.logBytes,
                        askedAt: stream.head.headers["date"].flatMap(HubTime.seconds(httpDate:)),
                        firstEventOnly: firstEventOnly
                    )
                let end = try await collect(stream, into: &current)
                collector = current
                if end != .broken { return HubLog(text: current.text, end: end, malformedCount: current.malformedCount) }
                throw HubError.cut(url: stream.head.url, reason: "the connection broke")
            } catch let error as HubError {
                if let delay = delay(after: attempt, error, since: started) {
                    try await configuration.retries.sleep(delay)
                    attempt += 1
                    collector?.reconnect()
                } else if case .cut = error, let collector, !collector.text.isEmpty {
                    return HubLog(text: collector.text, end: .broken, malformedCount: collector.malformedCount)
                } else {
                    throw judged(error, since: started)
                }
            }
        }
    }

    /// Reads until the stream has given what it stored. `.broken`: the connection was lost first.
    private func collect(_ stream: HubStream, into collector: inout LogCollector) async throws -> HubLog.End {
        let started = ContinuousClock.now
        var lastEvent = (count: collector.eventCount, time: started)
        do {
            for try await chunk in stream.body {
                if let end = collector.consume(chunk.readableBytesView) { return end }
                let now = ContinuousClock.now
                // Keep-alives arrive as well, so silence is counted in events.
                if collector.eventCount != lastEvent.count { lastEvent = (collector.eventCount, now) }
                if now - lastEvent.time >= limits.logSilence { return .silence }
                if now - started >= limits.logTimeout { return .tooSlow }
            }
            collector.finish()
            return .closed
        } catch let error as HTTPClientError where error == .readTimeout {
            collector.finish()
            return .silence
        } catch {
            if Task.isCancelled || error is CancellationError { throw CancellationError() }
            return .broken
        }
    }
}
