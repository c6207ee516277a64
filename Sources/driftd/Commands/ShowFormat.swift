import ArgumentParser

/// What `show` can print a snapshot as.
enum ShowFormat: String, OutputFormat {
    case text, json, freeze, pylock, dockerfile
}
