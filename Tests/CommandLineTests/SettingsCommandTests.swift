import DriftTesting
import Foundation
import HubStandIn
import Testing

/// The commands of `settings.json`, given to the official client as they stand there.
@Suite(
    "The commands of settings.json, run by hf",
    .enabled(if: ExternalTool.path(of: "hf") != nil, ExternalTool.skipReason),
    .timeLimit(.minutes(10))
)
struct SettingsCommandTests {
    @Test("hardware, sleep time, variables, secrets and volumes become the original's; what only the duplicate mounts stays")
    func all() async throws {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] { try program.copyCapture(name) }
        try program.scratch.write(
            #"{"stage":"RUNNING","hardware":{"current":"t4-small","requested":"t4-small"},"gcTimeout":-1,"volumes":["#
                + #"{"type":"dataset","source":"alice/tides","mountPath":"/data","readOnly":true},"#
                + #"{"type":"bucket","source":"alice/cache","mountPath":"/cache","readOnly":true}]}"#,
            to: "original/runtime.json"
        )
        let variables = #"{"CITY":{"value":"L'Île \"d\" $HOME `x` = y"},"EMPTY":{"value":""}}"#
        try program.scratch.write(variables, to: "original/variables.json")
        try program.scratch.write(
            #"{"stage":"RUNNING","hardware":{"current":"cpu-basic","requested":"cpu-basic"},"volumes":["#
                + #"{"type":"model","source":"bob/weights","mountPath":"/weights"},{"type":"model","source":"bob/x","mountPath":"/data"}]}"#,
            to: "duplicate/runtime.json"
        )
        #expect(try program.run(["pin", "./original", "./duplicate", "-q", "-o", "b.tar.gz"]).exitCode == 0)
        let settings = try #require(StandInJSON(Array(try program.shell("tar -xzOf b.tar.gz settings.json").output.utf8)))
        let commands = (settings["steps"]?.array ?? []).compactMap { $0["command"]?.text }
        #expect(commands.count == settings["steps"]?.array.count)
        let space = try StandInSpace(capture: program.path("duplicate"))
        let world = StandInWorld([space])
        world.update { $0.users["token"] = space.owner }
        try await StandIn.with(world) { standIn in
            let tools = (ExternalTool.path(of: "hf") ?? "").dropLast("/hf".count)
            let environment =
                "export PATH=\(tools):$PATH HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=token API_KEY=mine HF_HUB_DISABLE_TELEMETRY=1 HF_HUB_DISABLE_UPDATE_CHECK=1"
            for command in commands {
                let outcome = try await program.shellBesideServer("\(environment)\n\(command)")
                #expect(outcome.exitCode == 0, "\(command): \(outcome.output) \(outcome.errors)")
            }
        }
        let made = try #require(world.space(space.name))
        #expect(made.requestedHardware == "t4-small" && made.sleepTimeSeconds == -1)
        #expect(made.variables["CITY"]?.value == "L'Île \"d\" $HOME `x` = y")
        #expect(made.variables["EMPTY"]?.value == "")
        #expect(made.secrets["API_KEY"] == "mine")
        let mounted = Dictionary(made.volumes.map { ($0["mountPath"]?.text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        #expect(mounted["/data"]?["source"]?.text == "alice/tides" && mounted["/data"]?["type"]?.text == "dataset")
        #expect(mounted["/cache"]?["readOnly"] == true && mounted["/weights"]?["source"]?.text == "bob/weights")
    }
}
