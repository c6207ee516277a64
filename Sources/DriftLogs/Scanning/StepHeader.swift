/// Whether what stands behind `--> ` heads a step.
///
/// The platform prints a Dockerfile's instruction there, or one of its own phases. Other programs have arrows too: cpanm says
/// `--> Working on Mojolicious`, rustc ` --> src/main.rs:3:5`, which loses its indentation where somebody pastes it.
enum StepHeader {
    /// What is printing where the arrow stands.
    enum Speaker { case nobody, step, app }

    static func isHeader(_ text: ByteView, behind speaker: Speaker) -> Bool {
        if speaker == .nobody || isInstruction(text) { return true }
        if phases.contains(where: { text.hasPrefix($0) }) { return true }
        return speaker == .step && text.hasPrefix("ERROR: ")
    }

    /// `RUN pip install x`, `FROM docker.io/library/python:3.13@sha256:…`
    private static func isInstruction(_ text: ByteView) -> Bool {
        let word = text.firstWord
        return word.count < text.count && instructions.contains { word.equals($0) }
    }

    private static let instructions: [StaticString] = ["RUN", "COPY", "FROM", "WORKDIR", "ADD", "USER", "LINK", "ENV", "SHELL", "ONBUILD"]

    private static let phases: [StaticString] = ["Pushing image", "Exporting cache", "Restoring cache"]
}
