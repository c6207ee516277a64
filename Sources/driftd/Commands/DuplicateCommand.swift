import ArgumentParser
import DriftCore
import DriftEngine

struct DuplicateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicate",
        abstract: "Makes a faithful duplicate: private, on the original's hardware, with its variables.",
        discussion: """
            Prices, the plan's limits and the secrets to recreate are stated before anything is created. The Hub puts a duplicate on a CPU unless \
            it is asked for more; driftd asks for what the original has, and says so if it did not get it.
            """
    )

    @Argument(help: ArgumentHelp("The Space to duplicate, as owner/name.", valueName: "original"))
    var original: String

    @Argument(help: ArgumentHelp("The Space to make, as owner/name.", valueName: "duplicate"))
    var copy: String

    @Option(help: ArgumentHelp("Other hardware than the original's: cpu-basic, t4-small, zero-a10g …", valueName: "flavor"))
    var hardware: String?

    @Flag(name: .customLong("dry-run"), help: "Say what would be created, and create nothing.")
    var isDryRun = false

    @Flag(help: "Create it.")
    var yes = false

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        for name in [original, copy] { try ArgumentCheck.space(name) }
        if !yes, !isDryRun { throw ValidationError("say --yes to create \(copy), or --dry-run to see what that would be") }
        if yes, isDryRun { throw ValidationError("--yes and --dry-run contradict each other") }
    }

    func run() async throws {
        guard let original = SpaceName(original), let copy = SpaceName(copy) else { return }
        try write(try await duplicate(original, as: copy), from: original, to: copy)
    }

    private func duplicate(_ original: SpaceName, as copy: SpaceName) async throws -> DuplicateRecord {
        let (hardware, isDryRun, console) = (hardware, isDryRun, output.console)
        return try await HubAccess.with { client in
            let duplication = DuplicateSpace(client: client)
            let plan = try await duplication.plan(original, as: copy, hardware: hardware)
            for line in DuplicateView(plan: plan).lines { console.note(line) }
            return DuplicateRecord(plan: plan, dryRun: isDryRun, url: isDryRun ? nil : try await duplication.carryOut(plan))
        }
    }

    private func write(_ record: DuplicateRecord, from original: SpaceName, to copy: SpaceName) throws {
        var document = Document()
        if let url = record.url {
            document.line("created \(url)", .good)
        } else {
            document.line("would create \(copy) from \(original)")
        }
        for name in record.plan.secrets ?? [] { document.line("    hf spaces secrets add \(copy) --secrets \(name)") }
        try output.write(record, as: document)
    }
}
