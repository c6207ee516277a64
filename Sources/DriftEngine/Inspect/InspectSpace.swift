package import DriftCore
package import DriftHub
internal import DriftReadme
internal import DriftResolver
internal import DriftStore
internal import Foundation

/// A checkout, capture, snapshot or Space to the checklist of what will bite its duplicate, and to what its GPU functions book.
package struct InspectSpace: Sendable {
    private let resolver: SnapshotResolver
    private let environment: [String: String]
    private let hub: HubConfiguration?

    /// - Parameters:
    ///   - environment: the caller's variables: `PATH` for `python3`, `TMPDIR`.
    ///   - hub: `nil`: nothing is asked of the network.
    package init(resolver: SnapshotResolver, environment: [String: String], hub: HubConfiguration?) {
        self.resolver = resolver
        self.environment = environment
        self.hub = hub
    }

    /// The checklist. Throws `ReferenceError`, `FileError` and `StoreError` of a reference that stands for nothing, and `HubError`.
    package func inspection(of reference: SnapshotReference) async throws -> Inspection {
        var subject = try await subject(of: reference, asking: .inspection)
        subject.repositories = try await answers(for: subject, isLive: subject.isLive)
        return Inspector.inspect(subject)
    }

    /// What the GPU functions book, read from the source alone. Throws what `inspection(of:)` does.
    package func quota(of reference: SnapshotReference) async throws -> QuotaReport {
        QuotaReport(subject: try await subject(of: reference, asking: .source))
    }

    private func subject(of reference: SnapshotReference, asking parts: CaptureParts) async throws -> InspectionSubject {
        let (repository, isLive) = try await repository(of: reference, asking: parts)
        var subject = InspectionSubject(label: repository.label)
        subject.isLive = isLive
        subject.files = repository.files
        if let readme = subject.files["README.md"], let frontMatter = try? FrontMatter.read(readme) {
            subject.card = frontMatter.values
            subject.preloads = frontMatter.lists["preload_from_hub"] ?? []
        }
        if let snapshot = repository.snapshot { subject.know(snapshot) }
        try await addEnvironmentFiles(of: repository, to: &subject)
        if hub == nil { subject.silence = .offline }
        let reader = AppSourceReader(environment: ToolEnvironment(environment))
        let followed = try await FollowedSources(of: repository, appFile: subject.appFile, reader: reader)
        (subject.sources, subject.readers, subject.unreadFiles) = (followed.sources, followed.readers, followed.unread)
        subject.faults = followed.faults
        subject.files.merge(followed.scripts) { first, _ in first }
        return subject
    }

    /// They are read for their names, and stay out of every capture.
    private func addEnvironmentFiles(of repository: InspectedRepository, to subject: inout InspectionSubject) async throws {
        let listed = repository.listed
        let wanted = InspectionSubject.environmentFiles.filter { listed.isEmpty || listed.contains($0) }
        let found = (try? await repository.load(wanted)) ?? [:]
        try Task.checkCancellation()
        subject.files.merge(found) { first, _ in first }
        subject.unreadEnvironmentFiles = wanted.filter { listed.contains($0) && $0 != ".gitignore" && subject.files[$0] == nil }
    }

    /// What is stored comes first; a Space of which nothing is stored is looked at on the Hub.
    private func repository(of reference: SnapshotReference, asking parts: CaptureParts) async throws -> (InspectedRepository, isLive: Bool)
    {
        if case .path(let path) = reference { return (try atPath(path), false) }
        do {
            return (.held(try resolver.resolve(reference)), false)
        } catch {
            guard case .latest(let space) = reference, Self.isNotStored(error) else { throw error }
            // `Snapshots/demo-original` reads like a Space; of one that is not stored, the directory of that name here is meant.
            if DirectoryListing.isDirectory(space.description) { return (try atPath("./\(space)"), false) }
            guard let hub else { throw error }
            return (try await Self.looked(at: space, parts, hub), true)
        }
    }

    private func atPath(_ path: String) throws -> InspectedRepository {
        try InspectedRepository.checkout(path) ?? .held(try resolver.resolve(.path(path)))
    }

    /// A Hub that does not answer says nothing of the Space: there are other ways to it. What the Hub refuses, it explains itself.
    private static func looked(at space: SpaceName, _ parts: CaptureParts, _ hub: HubConfiguration) async throws -> InspectedRepository {
        do {
            return try await .live(space, parts, hub)
        } catch let error as HubError {
            switch error {
            case .unreachable, .away, .untrusted, .timedOut, .cut:
                throw ReferenceError.notLookedAt(space, reason: error.message, isTransient: error.isTransient)
            default: throw error
            }
        }
    }

    private static func isNotStored(_ error: any Error) -> Bool {
        switch error {
        case ReferenceError.unknownSpace, ReferenceError.noneSucceeded, StoreError.missing: true
        default: false
        }
    }

    /// `nil`: not asked, for want of a token. A Space that was just looked at shows that the Hub answers.
    private func answers(for subject: InspectionSubject, isLive: Bool) async throws -> [String: RepositoryAccess]? {
        guard let hub, hub.token != nil || isLive else { return nil }
        let calls = subject.sources.values.flatMap(\.hubCalls)
        let datasets = Set(calls.filter(\.isOfDataset).compactMap(\.repository))
        return try await RepositoryAnswers(hub: hub).read(
            models: Set(calls.filter(\.isOfModel).compactMap(\.repository)).subtracting(datasets),
            datasets: datasets
        )
    }
}
