/// How the platform will build the duplicate once the plan is applied: what `verify` replays and `pin` asks a resolver about.
package struct BuildRecipe: Sendable, Hashable, Codable {
    package enum Origin: String, Sendable, Hashable, Codable {
        /// The duplicate's own build log.
        case log
        /// The duplicate's Dockerfile.
        case dockerfile
        /// No log of the duplicate: what the platform did on the policy's date.
        case policy
    }

    package var origin: Origin
    /// `gradio`, `docker`; `nil`: not known, as in a plan from before it was written down.
    @ExplicitNull package var sdk: String?
    /// The Python that the duplicate will have, as exact as known: `3.13`, `3.11.15`.
    @ExplicitNull package var python: String?
    /// In the order in which the platform runs them.
    package var steps: [BuildStep]
    /// The files that the steps read, as they will be; by path. Those that the plan edits stand in the bundle's `files/` instead.
    package var files: [String: String]

    package init(origin: Origin, sdk: String? = nil, python: String?, steps: [BuildStep], files: [String: String] = [:]) {
        self.origin = origin
        self.sdk = sdk
        self.python = python
        self.steps = steps
        self.files = files
    }

    /// The requirements that the platform itself adds: `gradio[oauth,mcp]==6.19.0`, `spaces`.
    package var platformLine: [String] { steps.filter { $0.kind >= .requirements }.flatMap(\.requirements) }
}
