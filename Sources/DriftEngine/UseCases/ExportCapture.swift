internal import DriftCore

/// Hands out the raw capture behind a snapshot, for somebody who may not read the Space's logs.
package struct ExportCapture: Sendable {
    private let resolver: SnapshotResolver

    package init(resolver: SnapshotResolver) { self.resolver = resolver }

    /// - Returns: the paths written, sorted.
    package func run(_ reference: SnapshotReference, to directory: String) throws -> [String] {
        let resolved = try resolver.resolve(reference)
        guard let capture = resolved.capture else {
            throw ReferenceError.noCapture(label: resolved.label)
        }
        try CaptureDirectory.save(capture, to: directory)
        return (["capture.json"] + capture.files.keys).sorted()
    }
}
