/// A release that is known to break others, with the smallest pin that helps. Dated: what it says was true then.
package struct KnownBreak: Sendable, Hashable {
    /// The number of the case and its culprit: `2-huggingface-hub`.
    package var id: String
    /// When the report was read, or the release came out.
    package var date: String
    /// Any of these lines gives it away; each at least `NeedleSearch.windowLength` bytes.
    package var symptoms: [String]
    /// All of these, in the lines around the symptom.
    package var requires: [String] = []
    /// The culprit; `python`: the interpreter itself.
    package var package: String
    /// Version specifiers of the releases that break; `nil`: the reports do not say.
    package var bad: String?
    package var good: String?
    /// What to write: a requirement, or a line of README.md.
    package var pin: String
    /// The other party, if the break needs one: `gradio` `<5`.
    package var companion: Companion?
    /// It ends the build: the step's own rule decides the bucket, and this names the pin.
    package var isOfBuild = false
    /// Python minor versions it was seen on.
    package var python: String?
    package var sources: [String]

    package struct Companion: Sendable, Hashable {
        package var package: String
        package var versions: String
    }
}
