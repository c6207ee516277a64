import DriftCore
import Testing

@testable import DriftLogs

@Suite struct PoetryLineTests {
    @Test(
        "operations",
        arguments: [
            ("  - Installing click (8.1.7)", InstallerEvent.operation(.add, name: .known("click"), version: "8.1.7", source: nil)),
            ("  • Installing click (8.1.7)", .operation(.add, name: .known("click"), version: "8.1.7", source: nil)),
            ("  - Updating click (8.0.4 -> 8.1.7)", .operation(.replace, name: .known("click"), version: "8.1.7", source: nil)),
            ("  - Downgrading click (8.1.7 -> 8.0.4)", .operation(.replace, name: .known("click"), version: "8.0.4", source: nil)),
            ("  - Removing click (8.1.7)", .operation(.remove, name: .known("click"), version: "8.1.7", source: nil)),
            ("  - Installing foo (0.1.0 3f2a1bc)", .operation(.add, name: .known("foo"), version: "0.1.0", source: nil)),
            ("  - Installing foo (0.1.0 /app/lib)", .operation(.add, name: .known("foo"), version: "0.1.0", source: nil)),
        ]
    )
    func operation(line: String, event: InstallerEvent) { #expect(TestBytes.events(line) == [event]) }

    @Test(
        "no operation",
        arguments: [
            "  - Installing click (8.1.7): Skipped for the following reason: Already installed", "  - Installing click (8.1.7): Failed",
            "  - Installing click", "  - Installing click (", "  - Doing click (8.1.7)", "- item of a list", "  - Installing é (1.0)",
        ]
    )
    func noOperation(_ line: String) { #expect(TestBytes.events(line) == []) }

    @Test(
        "counts and the project itself",
        arguments: [
            ("Package operations: 12 installs, 1 update, 0 removals, 3 skipped", InstallerEvent.operations(13)),
            ("Package operations: 1 install, 0 updates, 2 removals", .operations(3)),
            ("No dependencies to install or update", .operations(0)),
            ("Installing the current project: app (0.1.0)", .project(name: .known("app"), version: "0.1.0")),
            ("Installing the current project: app (0.1.0)  ", .project(name: .known("app"), version: "0.1.0")),
        ]
    )
    func whole(line: String, event: InstallerEvent) { #expect(TestBytes.events(line) == [event]) }

    @Test(
        "counts that are none",
        arguments: ["Package operations: many", "Package operations: 99999999 installs", "Installing the current project: app"]
    )
    func nothing(_ line: String) { #expect(TestBytes.events(line) == []) }
}
