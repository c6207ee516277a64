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

    /// The same with what earlier snapshots of the Space hold: they are asked only if a step is `CACHED` and nothing else shows what it did.
    /// - Parameter logged: what its logs alone show, if they have been read.
    package static func snapshot(of capture: Capture, logged: EnvironmentReading? = nil, in store: Store) throws -> Snapshot {
        let files = CapturedFiles(of: capture)
        var reading = logged ?? LogReader.read(logs(of: capture), files: files)
        if reading.gaps.contains(where: { $0.reason == .cached }) {
            reading = LogReader.read(logs(of: capture), files: files, earlier: try EarlierLogs.of(capture, in: store))
        }
        return snapshot(of: capture, reading)
    }

    private static func logs(of capture: Capture) -> [[UInt8]] { capture.logPaths.compactMap { capture.files[$0] } }

    private static func snapshot(of capture: Capture, _ logged: EnvironmentReading) -> Snapshot {
        let logPaths = capture.logPaths
        var reading = logged
        if let bytes = capture.files["freeze.txt"] { reading = FreezeReading(bytes, file: "freeze.txt").merged(into: reading) }
        let answers = HubAnswers(capture.files)
        reading.diagnostics += answers.diagnostics
        addSpacesVersion(answers.spacesVersion, to: &reading)
        addSDK(answers, readme: capture.files["repo/README.md"], to: &reading)
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
                secretNames: answers.secretNames
            ),
            reading: SecretRedaction.redacting(reading),
            logPaths: logPaths
        )
    }

    /// `pySpacesVersion` names the installed `spaces` package; it counts only where nothing printed the version.
    private static func addSpacesVersion(_ version: String?, to reading: inout EnvironmentReading) {
        guard let version, let name = PackageName("spaces") else { return }
        let evidence = Evidence(kind: .runtime, file: "runtime.json")
        if let index = reading.packages.firstIndex(where: { $0.release.name == name }) {
            if reading.packages[index].release.version == nil {
                reading.packages[index].release.version = version
                reading.packages[index].evidence = evidence
            }
        } else {
            reading.packages.append(ResolvedPackage(release: Release(name: name, version: version), evidence: evidence))
            reading.packages.sort { $0.release.name < $1.release.name }
        }
    }

    /// The build log shows the SDK in its platform line. Where there is no such line, the README asks for it, and the platform
    /// installs exactly that version.
    private static func addSDK(_ answers: HubAnswers, readme: [UInt8]?, to reading: inout EnvironmentReading) {
        guard reading.sdk?.version == nil else { return }
        let card = ReadmeCard(readme: readme)
        reading.diagnostics += card.diagnostics
        guard let name = reading.sdk?.name ?? card.sdk ?? answers.sdkName else { return }
        reading.sdk = SDK(name: name, version: card.sdk == name ? card.sdkVersion : nil)
    }

    /// The full id of the commit that was built, if the API's answers name it; otherwise the banner's prefix.
    private static func commit(_ answers: HubAnswers, builds: [BuildRecord]) -> String? {
        let named = [answers.servedCommit, answers.repositoryCommit].compactMap(\.self)
        guard let built = builds.last(where: { $0.outcome == .succeeded })?.commit else { return named.first }
        return named.first { $0.hasPrefix(built) } ?? built
    }
}
