package import DriftCore
internal import DriftLogs
internal import DriftResolver

/// Writes a snapshot's environment down so that others can build it: as a Dockerfile, or as a lock with the hash of every file.
package struct ExportSnapshot: Sendable {
    private let access: IndexAccess

    package init(_ access: IndexAccess) { self.access = access }

    /// - Parameters:
    ///   - python: where the evidence shows none: `3.13`.
    ///   - hasHashes: pip checks every file against the hashes that the index has now.
    package func dockerfile(of resolved: ResolvedSnapshot, python: String?, hasHashes: Bool) async throws -> String {
        let reading = resolved.snapshot.reading
        let export = DockerfileExport(
            reading,
            title: ([resolved.portableLabel] + [resolved.snapshot.takenAt].compactMap(\.self)).joined(separator: ", "),
            indexes: Self.indexes(of: resolved),
            hashes: hasHashes ? try await lock(of: resolved, python: python).hashes : [:],
            python: python
        )
        guard let text = export.text else { throw ExportError.unknownPython(label: resolved.label) }
        return text
    }

    /// A PEP 751 lock. Asks the index, as uv is set up to.
    package func lock(of resolved: ResolvedSnapshot, python: String?) async throws -> LockDocument {
        guard let python = python ?? resolved.snapshot.reading.python else { throw ExportError.unknownPython(label: resolved.label) }
        let packages = ExportedPackage.all(of: resolved.snapshot.reading)
        do {
            let requirements = try LockDocument.requirements(of: packages)
            let document = try await self.document(requirements, indexes: Self.indexes(of: resolved), python: python, resolved.label)
            return try LockDocument(packages: packages, document: document, python: PythonInterpreter.minor(of: python))
        } catch let fault as LockDocument.Fault {
            throw Self.explained(fault, resolved.label)
        }
    }

    private func document(_ requirements: [String], indexes: [String], python: String, _ label: String) async throws -> String {
        if requirements.isEmpty { return "" }
        let outcome: FileHashLookup.Outcome
        do throws(ResolverError) {
            let directory = try TemporaryDirectory(for: access.environment, prefix: "driftd-lock")
            defer { directory.remove() }
            let lookup = FileHashLookup(
                ToolSession(environment: access.environment, directory: directory, timeLimit: .seconds(900), onLine: access.onLine)
            )
            outcome = try await lookup.run(requirements: requirements, indexes: indexes, python: python)
        } catch {
            throw ExportError.resolver(error)
        }
        switch outcome {
        case .found(let document): return document
        case .refused(let explanation): throw ExportError.absent(label: label, explanation: explanation)
        }
    }

    private static func explained(_ fault: LockDocument.Fault, _ label: String) -> ExportError {
        switch fault {
        case .unlockable(let reasons): .unlockable(label: label, reasons: reasons)
        case .withoutHash(let packages): .withoutHash(label: label, packages: packages)
        case .absent(let packages): .absent(label: label, explanation: packages)
        }
    }

    static func indexes(of resolved: ResolvedSnapshot) -> [String] {
        let files = resolved.repositoryFiles.filter { $0.key.hasSuffix(".txt") }.sorted { $0.key < $1.key }.map(\.value)
        let paths = resolved.capture?.logPaths ?? []
        let steps = LogReader.buildSteps(in: paths.compactMap { resolved.capture?.files[$0] }, paths: paths)
        return IndexOptions.all(files: files, steps: steps)
    }
}
