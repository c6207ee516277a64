package import DriftCore
internal import DriftLogs
internal import DriftResolver
internal import DriftStore

/// Works out which packages a Space has, where nothing shows them: its requirements and the platform's own, resolved with uv as of the day
/// on which it was built. What comes of it is kept in the capture (`inferred.json`, `inferred.txt`) and is never taken for seen.
package struct InferPackages: Sendable {
    /// When to ask.
    package enum Extent: Sendable, Hashable {
        /// Where nothing shows a single package.
        case whereNothingIsSeen
        /// Also for what an incomplete log leaves open.
        case gapsToo
    }

    private let access: IndexAccess
    private let timeLimit: Duration
    private let extent: Extent
    private let eras: PlatformEras
    /// Resolvers are hungry; a schedule looks at many Spaces at once.
    private let turns = Turns(limit: 2)

    /// - Parameter timeLimit: for all questions about one capture.
    package init(_ access: IndexAccess, timeLimit: Duration, extent: Extent = .whereNothingIsSeen, eras: PlatformEras = .current) {
        self.access = access
        self.timeLimit = timeLimit
        self.extent = extent
        self.eras = eras
    }

    /// A capture as it is to be stored, and what it shows.
    struct Outcome: Sendable {
        var capture: Capture
        var snapshot: Snapshot
        /// What was asked just now, and came of it; `nil`: nothing was asked.
        var record: InferenceRecord?
    }

    /// Reads a capture, and works out what it does not show where that is wanted. Whatever keeps the resolver from answering is told in the
    /// record; only Ctrl-C is an error.
    ///
    /// - Parameters:
    ///   - logged: what its logs alone show, if they have been read.
    ///   - inference: `nil`: nobody is asked.
    static func read(
        _ capture: Capture,
        logged: EnvironmentReading? = nil,
        in store: Store,
        with inference: InferPackages?
    ) async throws -> Outcome {
        let logged = try CaptureReader.logged(capture, logged, in: store)
        let snapshot = CaptureReader.snapshot(of: capture, logged)
        guard let inference, inference.isWanted(snapshot.reading, capture) else { return Outcome(capture: capture, snapshot: snapshot) }
        let (record, list) = try await inference.turns.take { try await inference.work(capture, snapshot.reading) }
        // An index that does not answer today is nothing to keep: the next look asks again.
        guard record.status != .failed else { return Outcome(capture: capture, snapshot: snapshot, record: record) }
        var result = capture
        result.files[InferenceFiles.recordFile] = try ContractJSON.encode(record)
        result.files[InferredList.file] = list
        // What a tool says may name an address with its password.
        (result, _) = SecretRedaction.redacting(result)
        return Outcome(capture: result, snapshot: CaptureReader.snapshot(of: result, logged), record: record)
    }

    private func isWanted(_ reading: EnvironmentReading, _ capture: Capture) -> Bool {
        if reading.isComplete || capture.files[InferenceFiles.recordFile] != nil { return false }
        // A capture without a repository is no look at a Space.
        if capture.repositoryFiles.isEmpty { return false }
        return extent == .gapsToo || !reading.packages.contains { $0.evidence.kind.isObserved }
    }

    private func work(_ capture: Capture, _ reading: EnvironmentReading) async throws -> (InferenceRecord, [UInt8]?) {
        let environment = access.environment
        let facts = InferenceFacts(of: capture, reading)
        do {
            guard case .uv(let path, let version) = try await ResolverTool.find(in: environment, python: "3", uv: access.uv) else {
                throw ResolverError.programMissing("uv")
            }
            let directory = try TemporaryDirectory(for: environment, prefix: "driftd-infer")
            defer { directory.remove() }
            let resolution = DatedResolution(uv: path, environment: environment, directory: directory)
            let tool = "uv \(version)"
            var asker = DatedAsker(resolution: resolution, cache: access.cache(of: tool), timeLimit: timeLimit, onLine: access.onLine)
            var times = BuildTime.Facts(of: capture, reading)
            guard let python = facts.python(eras, day: times.taken)?.version else { throw InferenceQuestion.Refusal.noPython }
            let releases = facts.running.map { "\($0.key)==\($0.value)" }.sorted()
            if times.banner == nil, !releases.isEmpty { times.uploads = try await asker.uploads(of: releases, python: python) }
            var time = BuildTime(times)
            while true {
                let question = try InferenceQuestion(facts, time: time, eras: eras)
                guard let later = try await asker.ask(question, tool: tool, notAfter: times.taken) else { return asker.answer }
                // What the Space asks for came out later: so it was built again since.
                time = BuildTime(time: later, basis: .upload, isLowerBound: true)
            }
        } catch let refusal as InferenceQuestion.Refusal {
            return (InferenceRecord(status: .impossible, explanation: [refusal.sentence]), nil)
        } catch let error as ResolverError {
            if case .interrupted = error { throw CancellationError() }
            return (InferenceRecord(status: .failed, explanation: ["\(error.message); \(error.hint)"]), nil)
        }
    }
}
