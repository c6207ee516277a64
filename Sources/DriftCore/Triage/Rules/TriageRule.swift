/// One message that gives a failure away. Rules are data: adding one is an entry in a table and an excerpt (`docs/Triage.md`).
package struct TriageRule: Sendable, Hashable {
    /// Where a message counts.
    package struct Places: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// The log of a build.
        package static let build = Places(rawValue: 1)
        /// What the app printed, and the error page that quotes it.
        package static let run = Places(rawValue: 2)
        /// Text without a log's structure: an error page, a toast, a pasted sentence.
        package static let page = Places(rawValue: 4)
        package static let anywhere: Places = [.build, .run, .page]
    }

    /// When it counts in the log of an app.
    package enum Standing: Sendable, Hashable {
        /// A caller's failure: the app goes on afterwards.
        case always
        /// Only where the app came to an end; a running app may have handled it.
        case ifFailed
    }

    /// Stable; `family.case`.
    package var id: String
    /// When the wording was seen last: `2026-09`.
    package var date: String
    /// Where it is from: a file of the `spaces` package, a report, the platform's page.
    package var source: String
    /// Any of these, without regard to case; each at least `NeedleSearch.windowLength` bytes.
    package var needles: [String]
    /// All of these, in the lines beside.
    package var requires: [String] = []
    /// At least one of these, in the lines beside; empty: none is needed.
    package var requiresOne: [String] = []
    /// None of these.
    package var excludes: [String] = []
    package var places: Places = .anywhere
    package var standing: Standing = .always
    package var bucket: TriageBucket
    package var layer: TriageLayer?
    package var confidence: TriageConfidence = .high
    /// The higher one decides; causes stand above symptoms.
    package var priority: Int
    package var summary: String
    package var advice: Advice
    /// Only of a module within another: `No module named 'torch._six'`.
    package var needsSubmodule = false

    /// A page's title, or what somebody says of it: anything that says why stands above it.
    package var isTitle: Bool { priority <= 30 }
}
