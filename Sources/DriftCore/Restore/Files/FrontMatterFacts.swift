/// What the front matter of a README says, and what of it cannot be edited.
package struct FrontMatterFacts: Sendable, Hashable {
    /// As a YAML reader understands them: `gradio` under `sdk`.
    package var values: [String: String]
    /// Keys that cannot be edited, each with the reason.
    package var fixedKeys: [String: String]
    /// Why the front matter cannot be read at all, so that none of its keys is edited; `nil`: it can be.
    package var fault: String?

    package init(_ values: [String: String] = [:], fixedKeys: [String: String] = [:], fault: String? = nil) {
        self.values = values
        self.fixedKeys = fixedKeys
        self.fault = fault
    }
}
