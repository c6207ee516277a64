import DriftCore
import Testing

@testable import DriftLogs

@Suite struct UvLineTests {
    @Test(
        "changes",
        arguments: [
            (" + click==8.1.7", InstallerEvent.change(.add, name: .known("click"), version: "8.1.7", source: nil)),
            (" - click==8.0.4", .change(.remove, name: .known("click"), version: "8.0.4", source: nil)),
            (" ~ click==8.1.7", .change(.replace, name: .known("click"), version: "8.1.7", source: nil)),
            ("+ torch==2.1.0+cu118", .change(.add, name: .known("torch"), version: "2.1.0+cu118", source: nil)),
            (
                " + foo==0.1.0 (from git+https://github.com/o/r@3f2a)",
                .change(.add, name: .known("foo"), version: "0.1.0", source: "git+https://github.com/o/r@3f2a")
            ),
            (" + foo==0.1.0 (from -ile:///app)", .change(.add, name: .known("foo"), version: "0.1.0", source: nil)),
            (" + foo==0.1.0 (from file:///app)", .change(.add, name: .known("foo"), version: "0.1.0", source: "file:///app")),
        ]
    )
    func change(line: String, event: InstallerEvent) { #expect(TestBytes.events(line) == [event]) }

    @Test("no change", arguments: [" + click", " + click==", " + click==8 (whatever)", " + --index-url==1", " + a==1;b", "+click 1.0"])
    func noChange(_ line: String) { #expect(TestBytes.events(line) == []) }

    @Test(
        "counts",
        arguments: [
            ("Installed 108 packages in 295ms", InstallerEvent.count(.installed, 108)),
            ("Installed 1 package in 3ms", .count(.installed, 1)),
            ("Uninstalled 2 packages in 8ms", .count(.uninstalled, 2)), ("Audited 5 packages in 1ms", .count(.audited, 5)),
            ("Checked 5 packages in 1ms", .count(.audited, 5)), ("Checked in 0.01ms", .count(.audited, 0)),
            ("Audited in 0.01ms", .count(.audited, 0)), ("Would install 3 packages", .count(.wouldChange, 3)),
        ]
    )
    func count(line: String, event: InstallerEvent) { #expect(TestBytes.events(line) == [event]) }

    @Test(
        "no count",
        arguments: [
            "Installed all packages", "Installed -1 packages", "Installed 99999999999999999999 packages", "Installed 3 things",
            "Resolved 3 packages in 1ms", "Prepared 3 packages in 1ms",
        ]
    )
    func noCount(_ line: String) { #expect(TestBytes.events(line) == []) }

    @Test(
        "environments",
        arguments: [
            (
                "Using Python 3.11.15 environment at: /opt/venv",
                [InstallerEvent.python("3.11.15"), .environment(path: "/opt/venv", isCreated: false)]
            ),
            ("Using Python 3.11.15 environment at /opt/venv", [.python("3.11.15"), .environment(path: "/opt/venv", isCreated: false)]),
            ("Using CPython 3.11.15 interpreter at: /usr/local/bin/python3", [.python("3.11.15")]),
            ("Using CPython 3.12.3", [.python("3.12.3")]),
            ("Creating virtual environment at: .venv", [.environment(path: ".venv", isCreated: true)]),
            ("Creating virtualenv at: .venv", [.environment(path: ".venv", isCreated: true)]),
            ("Creating virtual environment with seed packages at: /opt/v", [.environment(path: "/opt/v", isCreated: true), .seeds]),
            ("Using /usr/bin/python3 (3.11.2) to create virtualenv...", [.pythonOfNext("3.11.2")]),
            ("Using default python from /usr/local/bin/python3.11.7 to create virtualenv...", [.pythonOfNext("3.11.7")]),
            ("Using /usr/local/bin/python33.11.7 to create virtualenv...", [.pythonOfNext("3.11.7")]),
            ("Using /usr/bin/python3.113.11.2 to create virtualenv...", []), ("Using six to create virtualenv...", []),
            (
                "Creating virtualenv app-9TtSrW0h-py3.11 in /root/.cache/pypoetry/virtualenvs",
                [.environment(path: "/root/.cache/pypoetry/virtualenvs/app-9TtSrW0h-py3.11", isCreated: true)]
            ),
            ("Creating virtualenv app in /app/.venv", [.environment(path: "/app/.venv", isCreated: true)]),
            ("Using cached foo-1.0-py3-none-any.whl (10 kB)", []),
            ("Creating directories", []),
        ]
    )
    func environment(line: String, events: [InstallerEvent]) { #expect(TestBytes.events(line) == events) }
}
