package import DriftArchive
package import DriftHub
package import DriftReadme
package import DriftStore

// The adapters' errors already say what happened and what to do; here they get their common face.
extension ArchiveError: ExplainedError {}
extension FrontMatterError: ExplainedError {}
extension HubError: ExplainedError {}
extension StoreError: ExplainedError {}

extension BundleError {
    package var kind: FailureKind { isUsage ? .usage : .failed }
}
