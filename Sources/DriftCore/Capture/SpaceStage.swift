/// What the Hub says a Space is doing, its `runtime.stage`. The list is open: what is not known here is none of these.
package struct SpaceStage: Sendable, Hashable {
    /// `RUNNING`, `BUILD_ERROR`; `nil`: the Hub did not say.
    package let name: String?

    package init(_ name: String?) { self.name = name }

    /// A build or a start is under way, and what there is to read changes by the minute: the stages for which the official client's
    /// `wait` waits.
    package var isInProgress: Bool { isOne(of: ["BUILDING", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING"]) }

    /// An image is there and was started, whatever became of the app.
    package var isServing: Bool { isOne(of: ["RUNNING", "RUNTIME_ERROR"]) }

    /// The newest commit was not built. An app that was built and stops at its start is not meant: `RUNTIME_ERROR`.
    package var isBuildFailed: Bool { isOne(of: ["NO_APP_FILE", "CONFIG_ERROR", "BUILD_ERROR"]) }

    /// The stage speaks of a build that has not come to an image yet, or never will.
    package var isWithoutImage: Bool { name == "BUILDING" || isBuildFailed }

    private func isOne(of names: Set<String>) -> Bool { name.map(names.contains) ?? false }
}
