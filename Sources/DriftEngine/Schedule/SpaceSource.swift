package import DriftCore

/// Where the schedule looks at Spaces: the Hub, or a test's own world. A call that did not go through throws, an `ExplainedError` where it
/// can say why; a transient one is tried again sooner.
package protocol SpaceSource: Sendable {
    /// The first page of an owner's Spaces, in one call. A watched Space may be missing from it.
    func list(owner: String) async throws -> [SpaceName: ListedSpace]
    /// The same of one Space, in one call.
    func listed(_ space: SpaceName) async throws -> ListedSpace
    /// The first lines of the build log that is kept now, in one call that ends with the first event.
    func firstBuildLines(_ space: SpaceName) async throws -> FirstBuildLines
    /// Everything that the caller's rights allow.
    func capture(_ space: SpaceName) async throws -> Capture
    /// Calls made since the source was made.
    var calls: Int { get }
}
