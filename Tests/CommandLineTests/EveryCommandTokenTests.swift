import DriftTesting
import Foundation
import HubStandIn
import Testing

/// Tokens where people have them: in the environment, in the token file, in a variable, in a README. Every command runs beside them, and every byte
/// that comes out is looked through.
@Suite("Tokens, and every command", .timeLimit(.minutes(10)))
struct EveryCommandTokenTests {
    private static let own = "hf_" + String(repeating: "Own9", count: 9)
    private static let filed = "hf_" + String(repeating: "File7", count: 7)
    private static let variable = "hf_" + String(repeating: "Var3", count: 9)
    private static let written = "hf_" + String(repeating: "Readme", count: 6)

    private struct Stage: Sendable {
        var program: DriftdProgram
        var world: StandInWorld
        var original: String
        var duplicate: String
        var environment: [String: String]
    }

    private func with(_ body: @escaping @Sendable (Stage) async throws -> Void) async throws {
        let program = try DriftdProgram()
        var spaces: [StandInSpace] = []
        for name in ["original", "duplicate"] {
            try program.copyCapture(name)
            var space = try StandInSpace(capture: program.path(name))
            for kind in space.logs.keys { space.logs[kind]?.ending = .closes }
            space.isOpen = true
            space.variables["LEAK"] = .init(value: Self.variable)
            space.logs["build"]?.text += "using \(Self.variable)\n"
            space.commits[0].files["README.md"] = (space.head.files["README.md"] ?? []) + Array("\n\n\n\n\n\n\nuse \(Self.written)\n".utf8)
            spaces.append(space)
        }
        let world = StandInWorld(spaces)
        let owner = spaces[1].owner
        world.update { state in
            state.users = [Self.own: owner, Self.filed: owner]
            state.payingUsers = [owner]
            state.buildPolls = 1
        }
        let (original, duplicate) = (spaces[0].name, spaces[1].name)
        try await StandIn.with(world) { standIn in
            try program.scratch.write(Self.filed + "\n", to: "hub-home/token")
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.own, "HF_HOME": program.path("hub-home")]
            try await body(
                Stage(program: program, world: world, original: original, duplicate: duplicate, environment: environment)
            )
        }
    }

    /// Nothing but the README itself may hold what stands in it.
    private func check(_ bytes: some Sequence<UInt8>, _ place: String, isRepository: Bool = false) {
        let data = Data(bytes)
        let forbidden = [Self.own, Self.filed, Self.variable] + (isRepository ? [] : [Self.written])
        for token in forbidden { #expect(data.range(of: Data(token.utf8)) == nil, "\(token.prefix(7)) in \(place)") }
    }

    private func run(_ arguments: [String], _ stage: Stage, expecting code: Int32? = nil) async throws {
        let outcome = try await stage.program.runBesideServer(arguments, environment: stage.environment)
        let command = arguments.joined(separator: " ")
        if let code { #expect(outcome.exitCode == code, "\(command): \(outcome.errors)") }
        #expect(outcome.exitCode < 128, "\(command)")
        check(outcome.output.utf8, "the output of \(command)")
        check(outcome.errors.utf8, "the errors of \(command)")
    }

    /// Arguments, and the exit code where it is certain.
    private static func commands(_ stage: Stage) -> [([String], Int32?)] {
        let (original, duplicate) = (stage.original, stage.duplicate)
        let copy = "\(duplicate.prefix { $0 != "/" })/copy"
        var commands: [([String], Int32?)] = [
            (["snapshot", original, duplicate], 0), (["snapshot", original, "--json"], 0), (["snapshot", "./original"], 0),
            (["watch", "add", original, duplicate], 0), (["watch", "list"], 0), (["watch", "list", "--json"], 0),
            (["snapshot", "--watched"], 0), (["snapshot", "--watched", "--json"], 0), (["history"], 0),
            (["history", original, "--json"], 0),
        ]
        for format in ["text", "json", "freeze", "dockerfile"] { commands.append((["show", original, "--format", format], 0)) }
        for format in ["text", "json", "markdown", "html"] { commands.append((["diff", original, duplicate, "--format", format], 1)) }
        commands += [
            (["pin", original, duplicate, "-o", "b.tar.gz"], 0), (["pin", original, duplicate, "-o", "c.tar.gz", "--json"], 0),
            (["export", original, "exported"], 0), (["apply", "b.tar.gz", "checkout", "--dry-run"], 0),
            (["apply", "b.tar.gz", "checkout"], 0),
            (["apply", "b.tar.gz", "checkout", "--undo"], 0), (["apply", "b.tar.gz", duplicate, "--pull-request"], 0),
            (["apply", "b.tar.gz", duplicate, "--commit", "--settings"], 0), (["verify", "b.tar.gz", "--live", duplicate], nil),
            (["verify", "b.tar.gz", "--live", duplicate, "--json"], nil), (["inspect", original], 0),
            (["inspect", "./checkout", "--json"], 0),
            (["quota", original], 0), (["triage", original], 0), (["triage", original, "--json"], 0), (["smoke", "http://127.0.0.1:9"], 2),
            (["beacon"], 0), (["parse", "--log", "leaky.log", "--json"], 0), (["parse", "--log", "leaky.log", "--explain", "numpy"], 0),
            (["duplicate", original, copy, "--dry-run"], 0), (["duplicate", original, copy, "--yes"], 0),
            (["watch", "remove", original], 0),
        ]
        return commands
    }

    @Test("no command prints, stores or hands on a token, and the Hub gets one in the header alone")
    func everyCommand() async throws {
        try await with { stage in
            let program = stage.program
            try program.scratch.write(stage.world.space(stage.duplicate)?.head.files["README.md"] ?? [], to: "checkout/README.md")
            for name in ["requirements.txt", "app.py"] {
                try program.scratch.write(try program.scratch.read("duplicate/repo/\(name)"), to: "checkout/\(name)")
            }
            let log = String(decoding: try program.scratch.read("original/logs/build-001.log"), as: UTF8.self)
            try program.scratch.write(log + "\npip install --index-url https://me:\(Self.variable)@host/simple numpy\n", to: "leaky.log")
            for (command, code) in Self.commands(stage) { try await run(command, stage, expecting: code) }
            try await serve(stage)
            // The Hub's own words repeat the token, for every call.
            stage.world.add(StandInFault(path: "/", StandInFault.status(403, message: "your token \(Self.own) may not do that")))
            for (command, _) in Self.commands(stage) { try await run(command, stage) }
            try checkFiles(program)
            for request in stage.world.requests {
                #expect(request.headers["authorization"] == "Bearer \(Self.own)" || request.target.hasPrefix("/app/"), "\(request.line)")
                #expect(!request.target.contains("hf_"), "\(request.line)")
                // A variable that everybody may read is a part of the duplicate.
                for token in [Self.own, Self.filed] { #expect(Data(request.body).range(of: Data(token.utf8)) == nil, "\(request.line)") }
            }
        }
    }

    @Test("the token of the file is kept as secret as that of the environment")
    func tokenFile() async throws {
        try await with { stage in
            var stage = stage
            stage.environment["HF_TOKEN"] = nil
            try await run(["snapshot", stage.original, stage.duplicate], stage, expecting: 0)
            #expect(
                stage.world.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Self.filed)" || $0.target.hasPrefix("/app/") }
            )
            stage.world.add(StandInFault(path: "/api/", StandInFault.status(401, message: "Invalid credentials: \(Self.filed)")))
            try await run(["snapshot", stage.original], stage, expecting: 2)
            try await serve(stage)
            try checkFiles(stage.program)
        }
    }

    /// A daemon's log, of looks that succeed or fail.
    private func serve(_ stage: Stage) async throws {
        let variables = stage.environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        let script = """
            "$DRIFTD" watch add -q \(stage.original) \(stage.duplicate) > /dev/null
            \(variables) timeout -s TERM 6 "$DRIFTD" serve --log-level debug > served 2>&1; echo $?
            """
        let outcome = try await stage.program.shellBesideServer(script)
        #expect(outcome.output == "0\n" || outcome.output == "124\n", "\(outcome.output) \(outcome.errors)")
    }

    private func checkFiles(_ program: DriftdProgram) throws {
        let planted = ["hub-home/token", "checkout/README.md", "leaky.log"]
        let names = try program.scratch.files()
        #expect(names.contains("driftd.db"))
        for name in names where !planted.contains(name) {
            // What a repository holds stays as it is: patches must find it byte for byte.
            let isRepository = name.hasPrefix("driftd.db") || name.hasSuffix("repo/README.md")
            check(try program.scratch.read(name), name, isRepository: isRepository)
        }
        for bundle in names where bundle.hasSuffix(".tar.gz") {
            let text = try program.shell("tar -xzOf \(bundle) --exclude=README.md --exclude='README.md.*'").output
            #expect(text.count > 100)
            check(text.utf8, bundle)
        }
    }
}
