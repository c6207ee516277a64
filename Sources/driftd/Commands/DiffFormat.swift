import ArgumentParser

/// What `diff` can print a drift as.
enum DiffFormat: String, OutputFormat {
    case text, json, markdown, html
}
