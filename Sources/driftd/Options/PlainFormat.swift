import ArgumentParser

/// The formats of most commands.
enum PlainFormat: String, OutputFormat {
    case text, json
}
