import Foundation
import HubStandIn

/// Serves capture directories as a Hub until it is stopped: `swift run hub-stand-in --captures Snapshots --port 8080`, then
/// `HF_ENDPOINT=http://127.0.0.1:8080 HF_TOKEN=owner-atelier driftd snapshot atelier/air-quality`.
///
/// Each owner's token is `owner-<name>`; everybody pays.
@main
enum Program {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func value(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
        }
        guard let directory = value("--captures") else {
            FileHandle.standardError.write(Data("usage: hub-stand-in --captures DIR [--port N]\n".utf8))
            exit(64)
        }
        let spaces = try FileManager.default.contentsOfDirectory(atPath: directory).sorted().compactMap { name in
            try? StandInSpace(capture: "\(directory)/\(name)")
        }
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
}
