import ArgumentParser
import DriftEngine

struct BeaconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beacon",
        abstract: "Prints the lines that make an app print its own freeze.",
        discussion: """
            Put them at the top of app.py (below `from __future__` lines) and restart the Space: its run log then holds the exact list, which \
            `driftd parse` and `driftd snapshot` read. They print once a start, and never stop the app.
            """
    )

    @OptionGroup var output: OutputOptions<PlainFormat>

    func run() throws {
        let script = BeaconScript()
        switch output.chosenFormat {
        case .json: try output.console.write(json: script)
        case .text: try output.console.write(block: script.code)
        }
        output.console.note("put these lines at the top of app.py and restart the Space; then run `driftd parse` on its run log")
    }
}
