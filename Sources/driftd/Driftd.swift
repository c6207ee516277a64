import ArgumentParser
import DriftEngine

/// The root command: only groups the others.
struct Driftd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "driftd",
        abstract: "Snapshots, compares and restores the resolved environments of Hugging Face Spaces.",
        discussion: """
            A <ref> names a snapshot: owner/name (its latest succeeded one), owner/name@<id, ISO date or commit>, @<id>, or a path \
            (./capture-directory, freeze.txt, environment.json, bundle.tar.zst).

            Exit codes: 0 done, no drift; 1 drift found; 2 failed; 3 no verdict; 64 wrong usage.
            """,
        version: DriftdVersion.current,
        subcommands: [
            TakeSnapshotCommand.self, WatchCommand.self, ServeCommand.self, HistoryCommand.self, ShowCommand.self, DiffCommand.self,
            PinCommand.self, ApplyCommand.self, VerifyCommand.self, DuplicateCommand.self, ExportCommand.self, InspectCommand.self,
            QuotaCommand.self, SmokeCommand.self, TriageCommand.self, ParseCommand.self, BeaconCommand.self,
        ]
    )
}
