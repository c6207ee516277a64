extension StringProtocol {
    /// The text as it may stand in a message: control and format characters as `?`, at most `limit` characters.
    package func excerpt(limit: Int = 80) -> String {
        var result = ""
        for scalar in unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: result.append("?")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return unicodeScalars.count > limit ? result + "…" : result
    }
}
