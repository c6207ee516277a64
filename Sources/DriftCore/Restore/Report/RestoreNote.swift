/// Something that the plan does not restore, or that needs a look.
package struct RestoreNote: Sendable, Hashable, Codable {
    /// `base-image`, `requirements.relative-path`.
    package var code: String
    /// What it is about: `requirements.txt:3`, `python`, `ffmpeg`.
    package var subject: String
    /// One sentence for people.
    package var sentence: String

    package init(_ code: String, _ subject: String, _ sentence: String) {
        self.code = code
        self.subject = subject
        self.sentence = sentence
    }
}
