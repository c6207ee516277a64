/// A requirement and where its parts stand, as byte offsets into the text that was parsed.
struct ParsedRequirement {
    var requirement: Requirement
    /// End of the name, or of the `]` after it.
    var nameEnd: Int
    /// What says which version: `>=1.0,<2`, `(>=1.0)`, `@ https://…`; empty, at `nameEnd`, for a bare name.
    var versionPart: Range<Int>
}
