import DriftCore

/// A setting that no file holds: what it is, and the command that makes it.
enum SettingText {
    static func row(_ step: SettingStep) -> [Span] {
        let subject = [step.kind.rawValue, step.name].compactMap(\.self).joined(separator: " ")
        return [Span(subject), Span(step.command ?? "by hand"), Span(step.sentence, .faint)]
    }
}
