import Foundation
import HubStandIn

/// Serves capture directories as a Hub until it is stopped: `swift run hub-stand-in --captures Snapshots --port 8080`, then
/// `HF_ENDPOINT=http://127.0.0.1:8080 HF_TOKEN=owner-atelier driftd snapshot atelier/air-quality`.
///
/// Each owner's token is `owner-<name>`; everybody pays.
@main
enum Program {
    static func main() async throws {
        let usage = "usage: hub-stand-in --captures DIR [--port N]\n"
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") || arguments.contains("-h") { return print(usage, terminator: "") }
        func value(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
        }
        guard let directory = value("--captures") else {
            fail(usage)
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { fail("\(directory) is no directory\n") }
        // Of several captures of one Space the first is served.
        var seen: Set<String> = []
        let spaces = names.sorted().compactMap { try? StandInSpace(capture: "\(directory)/\($0)") }.filter { seen.insert($0.name).inserted }
        let world = StandInWorld(spaces)
        world.update { state in
            for space in spaces { state.users["owner-\(space.owner)"] = space.owner }
            state.payingUsers = Set(spaces.map(\.owner))
        }
        try await StandIn.with(world, port: value("--port").flatMap(Int.init) ?? 0) { standIn in
            // Not `print`: whoever starts it from a script waits for this line in a file.
            let line = "\(standIn.endpoint) serves \(spaces.map(\.name).joined(separator: ", "))\n"
            try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
            try await Task.sleep(for: .seconds(86_400 * 365))
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data(message.utf8))
        exit(64)
    }
}
