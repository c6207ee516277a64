package import DriftCore
internal import DriftLogs
package import DriftStore
internal import Foundation

/// A capture to the snapshot that it shows: logs, exact list, the API's answers and the README, by the ladder of evidence.
package enum CaptureReader {
    /// Never fails on content: what cannot be read is a diagnostic of the reading.
    package static func snapshot(of capture: Capture) -> Snapshot {
        let files = CapturedFiles(of: capture)
        return snapshot(of: capture, LogReader.read(logs(of: capture), files: files))
    }

    /// What the logs of several captures show, read on all cores.
    package static func readings(of captures: [Capture]) -> [EnvironmentReading] {
        ParallelReading.map(captures, width: ProcessInfo.processInfo.activeProcessorCount) { capture in
            LogReader.read(logs(of: capture), files: CapturedFiles(of: capture))
        }
    }

    /// The same with what earlier snapshots of the Space hold.
    /// - Parameter logged: what its logs alone show, if they have been read.
    package static func snapshot(of capture: Capture, logged: EnvironmentReading? = nil, in store: Store) throws -> Snapshot {
        snapshot(of: capture, try self.logged(capture, logged, in: store))
    }

    /// What a capture's logs show, with earlier snapshots of the Space: they are asked only if a step is `CACHED` and nothing else shows what it did.
    static func logged(_ capture: Capture, _ logged: EnvironmentReading? = nil, in store: Store) throws -> EnvironmentReading {
        let files = CapturedFiles(of: capture)
        let reading = logged ?? LogReader.read(logs(of: capture), files: files)
        guard reading.gaps.contains(where: { $0.reason == .cached }) else { return reading }
        return LogReader.read(logs(of: capture), files: files, earlier: try EarlierLogs.of(capture, in: store))
    }

    private static func unreadable(_ capture: Capture) -> [String]? {
        let parts = ["secrets", "variables"].filter { capture.metadata.readable[$0] == false || capture.files["\($0).json"] == nil }
        return parts.isEmpty ? nil : parts
    }

    private static func logs(of capture: Capture) -> [[UInt8]] { capture.logPaths.compactMap { capture.files[$0] } }

    /// - Parameter logged: what its logs show.
    static func snapshot(of capture: Capture, _ logged: EnvironmentReading) -> Snapshot {
        let logPaths = capture.logPaths
        let answers = HubAnswers(capture.files)
        var reading = CaptureLadder(capture: capture, answers: answers).merged(logged)
        // Without a log nothing in it can be unrecognisable; why there is none is said elsewhere.
        if logPaths.isEmpty { reading.diagnostics.removeAll { $0.code == "log.unrecognised" } }
        reading.diagnostics += answers.diagnostics
        addDeclarations(answers, readme: capture.files["repo/README.md"], to: &reading)
        return Snapshot(
            space: capture.metadata.space,
            takenAt: capture.metadata.takenAt,
            commit: commit(answers, builds: reading.builds),
            stage: answers.stage,
            hardware: answers.currentHardware ?? answers.requestedHardware,
            settings: SpaceSettings(
                requestedHardware: answers.requestedHardware,
                sleepTimeSeconds: answers.sleepTimeSeconds,
                variables: answers.variables,
                secretNames: answers.secretNames,
                volumes: answers.volumes,
                linked: answers.linked,
                unreadable: unreadable(capture)
            ),
            reading: SecretRedaction.redacting(reading),
            logPaths: logPaths
        )
    }

    /// The build log shows the SDK in its platform line, and Python in `FROM`. Where it does not, the README asks for them, and the platform
    /// installs exactly those; what runs is still better known.
    private static func addDeclarations(_ answers: HubAnswers, readme: [UInt8]?, to reading: inout EnvironmentReading) {
        let card = ReadmeCard(readme: readme)
        if reading.sdk?.version == nil {
            reading.diagnostics += card.diagnostics
            if let name = reading.sdk?.name ?? card.sdk ?? answers.sdkName {
                let running = name == "gradio" ? answers.gradioVersion : nil
                reading.sdk = SDK(name: name, version: running ?? (card.sdk == name ? card.sdkVersion : nil))
            }
        }
        if reading.python == nil, let name = reading.sdk?.name, name == "gradio" || name == "streamlit" { reading.python = card.python }
    }

    /// The full id of the commit that was built, if the API's answers name it; otherwise the banner's prefix.
    private static func commit(_ answers: HubAnswers, builds: [BuildRecord]) -> String? {
        let named = [answers.servedCommit, answers.repositoryCommit].compactMap(\.self)
        guard let built = builds.last(where: { $0.outcome == .succeeded })?.commit else { return named.first }
        return named.first { $0.hasPrefix(built) } ?? built
    }
}
