import DriftCore

/// A setting that no file holds: what it is, and the command that makes it.
enum SettingText {
    /// `variable MODE=fast`, `hardware t4-small`, `secret HF_TOKEN`
    static func line(_ step: SettingStep) -> String {
        switch (step.name, step.value) {
        case (let name?, let value?): "\(step.kind.rawValue) \(name)=\(value)"
        case (let text?, nil), (nil, let text?): "\(step.kind.rawValue) \(text)"
        case (nil, nil): step.kind.rawValue
        }
    }

    static func row(_ step: SettingStep) -> [Span] {
        let subject = [step.kind.rawValue, step.name].compactMap(\.self).joined(separator: " ")
        return [Span(subject), Span(step.command ?? "by hand"), Span(step.sentence, .faint)]
    }
}
