package import DriftCore
internal import DriftReadme
internal import DriftResolver
internal import Foundation

/// A checkout, capture or snapshot to the checklist of what will bite its duplicate, and to what its GPU functions book.
package struct InspectSpace: Sendable {
    private let resolver: SnapshotResolver
    private let environment: [String: String]

    /// - Parameter environment: the caller's variables: `PATH` for `python3`, `TMPDIR`.
    package init(resolver: SnapshotResolver, environment: [String: String]) {
        self.resolver = resolver
        self.environment = environment
    }

    package func inspection(of reference: SnapshotReference) async throws -> Inspection {
        Inspector.inspect(try await subject(of: reference))
    }

    package func quota(of reference: SnapshotReference) async throws -> QuotaReport {
        let subject = try await subject(of: reference)
        return QuotaReport(subject: subject)
    }

    private func subject(of reference: SnapshotReference) async throws -> InspectionSubject {
        let others = Self.pythonFiles(of: reference)
        let resolved = try resolver.resolve(reference, orCheckoutWith: others)
        var subject = InspectionSubject(label: resolved.label)
        subject.files = resolved.repositoryFiles
        if let readme = subject.files["README.md"] {
            subject.card = try? FrontMatter.read(readme).values
            subject.preloads = PreloadList.entries(in: readme)
        }
        if let capture = resolved.capture {
            subject.hardware = resolved.snapshot.settings.requestedHardware ?? resolved.snapshot.hardware
            if capture.files["secrets.json"] != nil { subject.secretNames = resolved.snapshot.settings.secretNames }
            if capture.files["variables.json"] != nil { subject.variableNames = resolved.snapshot.settings.variables.keys.sorted() }
        }
        return try await readingSources(subject)
    }

    private func readingSources(_ subject: InspectionSubject) async throws -> InspectionSubject {
        var subject = subject
        let files = subject.files.filter { $0.key.hasSuffix(".py") }
        let reader = AppSourceReader(environment: ToolEnvironment(environment), temporaryParent: environment["TMPDIR"] ?? "/tmp")
        // Where Python cannot be run, the scan still reads.
        let parsed = (try? await reader.read(files)) ?? [:]
        try Task.checkCancellation()
        for (path, bytes) in files {
            subject.sources[path] = parsed[path] ?? AppSource.scanned(bytes)
            subject.readers[path] = parsed[path] == nil ? .scan : .ast
        }
        return subject
    }

    private static let fileLimit = 200

    /// The Python files at the top of a checkout, where the app file and what it imports mostly lie.
    private static func pythonFiles(of reference: SnapshotReference) -> Set<String> {
        guard case .path(let path) = reference, let entries = try? DirectoryListing.entries(of: path, limit: CaptureLimits.files) else {
            return []
        }
        return Set(entries.filter { $0.kind == .file && $0.name.hasSuffix(".py") }.prefix(fileLimit).map(\.name))
    }
}
