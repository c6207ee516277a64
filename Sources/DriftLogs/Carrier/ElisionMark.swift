/// What people put where they left something out: a line that is `...` and nothing else.
enum ElisionMark {
    static func isMark(_ body: ByteView) -> Bool {
        body.count < 24 && body.count > 2 && marks.contains { body.equals($0) }
    }

    private static let marks: [StaticString] = [
        "...", "…", "....", ". . .", "[...]", "[…]", "(...)", "(…)", "<...>", "# ...", "[snip]", "<snip>", "(snip)", "--- snip ---",
        "[truncated]",
        "(truncated)", "<truncated>", "[output truncated]", "... (truncated)", "...(truncated)", "[omitted]", "(omitted)",
    ]
}
