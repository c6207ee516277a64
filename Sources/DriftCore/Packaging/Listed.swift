extension Collection<String> {
    /// The first of them in one line, and how many there are beside them: `numpy, pandas and 3 more`.
    package func listed(upTo limit: Int, separator: String = ", ", last: String = " and ") -> String {
        prefix(limit).joined(separator: separator) + (count > limit ? "\(last)\(count - limit) more" : "")
    }
}
