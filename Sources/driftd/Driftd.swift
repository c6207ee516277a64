import ArgumentParser

@main
struct Driftd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "driftd",
        abstract: "Snapshots, compares and restores the resolved environments of Hugging Face Spaces."
    )
}
