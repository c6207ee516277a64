internal import DriftCore
internal import DriftHub
internal import DriftReadme
internal import Foundation

/// What is at hand of a Space that is inspected, and the way to more of its files.
struct InspectedRepository: Sendable {
    var label: String
    var files: [String: [UInt8]]
    var capture: Capture?
    var snapshot: Snapshot?
    /// Paths that the Hub lists; empty: not known.
    var listed: Set<String> = []
    /// Those of the paths that are there.
    var load: @Sendable ([String]) async throws -> [String: [UInt8]]

    /// A directory that is no capture: whatever it holds.
    static func checkout(_ path: String) throws -> InspectedRepository? {
        guard let resolved = try SnapshotFile.checkout(path, others: topLevelPython(of: path)) else { return nil }
        return InspectedRepository(label: resolved.label, files: resolved.repositoryFiles) { wanted in
            let loaded = try CheckoutFiles.load(path, others: Set(wanted))
            return loaded.filter { wanted.contains($0.key) }
        }
    }

    /// A capture holds few files; its listing knows of the others.
    static func held(_ resolved: ResolvedSnapshot) -> InspectedRepository {
        let files = resolved.repositoryFiles
        let listing = resolved.capture?.files["space.json"].flatMap { JSONValue.parse($0) }?["siblings"]?.array ?? []
        return InspectedRepository(
            label: resolved.label,
            files: files,
            capture: resolved.capture,
            snapshot: resolved.snapshot,
            listed: Set(listing.compactMap { $0["rfilename"]?.text })
        ) { wanted in files.filter { wanted.contains($0.key) } }
    }

    /// A Space on the Hub, as it is now; nothing of it is stored.
    static func live(_ space: SpaceName, _ parts: CaptureParts, _ hub: HubConfiguration) async throws -> InspectedRepository {
        let found = try await HubClient.with(hub) { try await CaptureFromHub(client: $0, parts: parts).run(space) }
        let commit = found.space.commit ?? "main"
        return InspectedRepository(
            label: space.description,
            files: found.capture.repositoryFiles,
            capture: found.capture,
            snapshot: CaptureReader.snapshot(of: found.capture),
            listed: Set(found.space.files)
        ) { wanted in
            let there = found.space.files.isEmpty ? wanted : wanted.filter(Set(found.space.files).contains)
            return try await HubClient.with(hub) { client in
                var files: [String: [UInt8]] = [:]
                for path in there { files[path] = try await client.file(path, of: space, revision: commit) }
                return files
            }
        }
    }

    private static let fileLimit = 200

    /// Streamlit runs what lies in `pages/` as pages of the app.
    private static func topLevelPython(of path: String) -> Set<String> {
        python(in: path).union(python(in: path + "/pages").map { "pages/" + $0 })
    }

    private static func python(in directory: String) -> Set<String> {
        guard let entries = try? DirectoryListing.entries(of: directory, limit: CaptureLimits.files) else { return [] }
        return Set(entries.filter { $0.kind == .file && $0.name.hasSuffix(".py") }.prefix(fileLimit).map(\.name))
    }
}
