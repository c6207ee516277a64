import DriftTesting
import Foundation
import Testing

@Suite("Databases that cannot be used: exit code 2, two lines, the file as it was")
struct DatabaseTests {
    private static let other = "name another file with --db; this one is left as it is"

    @Test("nothing is stored yet")
    func missing() throws {
        let program = try DriftdProgram()
        for arguments in [["history"], ["history", "a/b"], ["show", "a/b"], ["diff", "a/b", "c/d"], ["pin", "@1", "@2"]] {
            try program.run(arguments).expectFailure(
                2,
                error: "there is no database at driftd.db",
                hint: "`driftd snapshot <target>` creates it; or name another file with --db"
            )
        }
        #expect(!program.exists("driftd.db"))
    }

    @Test("a hinted command looks into the database that was named")
    func hints() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["history", "--db", "my own.db"]).expectFailure(
            2,
            error: "there is no database at my own.db",
            hint: "`driftd snapshot <target> --db 'my own.db'` creates it; or name another file with --db"
        )
        try program.run(["snapshot", "original", "--db", "my own.db"]).expectSuccess()
        try program.run(["show", "a/b", "--db", "my own.db"]).expectFailure(
            2,
            error: "no snapshot of a/b is stored",
            hint: "take one: `driftd snapshot a/b --db 'my own.db'`; `driftd history --db 'my own.db'` lists what is stored"
        )
        try program.run(["show", "@9", "--db=my own.db"]).expectFailure(
            2,
            error: "there is no snapshot @9",
            hint: "see which there are: `driftd history --db 'my own.db'`"
        )
        try program.run(["--db", "my own.db", "history"]).expectFailure(
            64,
            error: "options stand behind the command: driftd history --db 'my own.db'",
            hint: "run `driftd help`"
        )
    }

    @Test("text, noise after SQLite's own head, and an empty directory's name are no databases")
    func notADatabase() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.scratch.write("this is not a database, but it is long enough to be looked at as one\n", to: "driftd.db")
        for arguments in [["history"], ["snapshot", "original"]] {
            try program.run(arguments).expectFailure(2, error: "driftd.db is not an SQLite database", hint: Self.other)
        }
        #expect(try program.scratch.read("driftd.db").starts(with: "this is not".utf8))
        try program.scratch.write(Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0xA5, count: 8000), to: "noise.db")
        try program.run(["history", "--db", "noise.db"]).expectFailure(2, errorContaining: "noise.db")
        try program.scratch.write("x", to: "folder/x")
        try program.run(["history", "--db", "folder"]).expectFailure(2, errorContaining: "folder is a folder, not a database file")
    }

    @Test("a database of a newer driftd is refused and left alone")
    func newer() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original"]).expectSuccess()
        try sqlite("PRAGMA user_version = 99", in: program)
        for arguments in [["history"], ["snapshot", "original"]] {
            try program.run(arguments).expectFailure(2, errorContaining: "driftd.db was written by a newer driftd (schema 99")
        }
    }

    @Test("another program's database is refused and left alone")
    func foreign() throws {
        let program = try DriftdProgram()
        try sqlite("CREATE TABLE notes (text)", in: program)
        try program.run(["history"]).expectFailure(2, error: "driftd.db is the database of another program", hint: Self.other)
    }

    @Test("a damaged database is named, and what is read of it is not half a result")
    func corrupt() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original"]).expectSuccess()
        try sqlite("PRAGMA wal_checkpoint(TRUNCATE)", in: program)
        var bytes = try program.scratch.read("driftd.db")
        for index in bytes.indices where index >= 4096 { bytes[index] = 0x5A }
        try program.scratch.write(bytes, to: "driftd.db")
        try program.run(["history", "ada/tides"]).expectFailure(2, errorContaining: "driftd.db is damaged")
    }

    @Test("a locked database is waited for, then named; nothing is stored")
    func locked() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.copyCapture("duplicate")
        try program.run(["snapshot", "original"]).expectSuccess()
        let outcome = try program.shell(
            """
            python3 -c "
            import sqlite3, time, pathlib
            connection = sqlite3.connect('driftd.db', isolation_level=None)
            connection.execute('BEGIN IMMEDIATE')
            pathlib.Path('held').touch()
            while not pathlib.Path('done').exists(): time.sleep(0.05)
            " & while [ ! -e held ]; do sleep 0.05; done
            driftd snapshot duplicate; code=$?; touch done; wait; exit $code
            """
        )
        outcome.expectFailure(
            2,
            error: "the database driftd.db is locked by another process",
            hint: "try again; see who holds it: fuser driftd.db"
        )
        #expect(try program.run(["history", "--json"]).output.contains("bob/tides") == false)
    }

    @Test("a place where nobody may write", arguments: ["/proc/driftd.db", "/proc/none/driftd.db"])
    func readOnlyPlace(path: String) throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original", "--db", path]).expectFailure(2, errorContaining: path)
    }

    @Test("a full disk stores nothing, and the snapshots from before stay", .enabled(if: SmallDisk.isAvailable))
    func fullDisk() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.copyCapture("duplicate")
        var noise = SplitMix64(seed: 2)
        try program.scratch.write((0..<900_000).map { _ in UInt8.random(in: 0...255, using: &noise) }, to: "duplicate/logs/run-001.log")
        let outcome = try program.shell(
            SmallDisk.script(
                kilobytes: 600,
                """
                "$DRIFTD" snapshot original --db disk/d.db > /dev/null || exit 99
                "$DRIFTD" snapshot duplicate --db disk/d.db; code=$?
                "$DRIFTD" history --db disk/d.db --json | grep -c '"id"' > count
                exit $code
                """
            )
        )
        outcome.expectFailure(2, errorContaining: "disk/d.db")
        #expect(String(decoding: try program.scratch.read("count"), as: UTF8.self) == "1\n")
    }

    /// `leave` runs in Python with a connection `c` to a database whose changes stand in its log, before the disk can be written no more.
    private func readOnlyDisk(_ leave: String) throws -> DriftdProgram.Outcome {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.scratch.write(
            "import os, sqlite3\nc = sqlite3.connect('disk/d.db')\nc.execute('UPDATE space SET name = name')\nc.commit()\n\(leave)\nos._exit(0)\n",
            to: "leave.py"
        )
        return try program.shell(
            SmallDisk.script(
                kilobytes: 4000,
                """
                "$DRIFTD" snapshot original --db disk/d.db > /dev/null || exit 99
                python3 leave.py || exit 97
                mount -o remount,ro disk || exit 96
                exec "$DRIFTD" history --db disk/d.db
                """
            )
        )
    }

    @Test(
        "on a disk that cannot be written, changes that stand in the log alone are told of, and an empty log holds nothing back",
        .enabled(if: SmallDisk.isAvailable)
    )
    func readOnlyDisk() throws {
        try readOnlyDisk("os.remove('disk/d.db-shm')").expectFailure(
            2,
            error: "the newest of the database disk/d.db stands in disk/d.db-wal, which cannot be read where nothing can be written",
            hint: "copy both to a folder that can be written (cp disk/d.db disk/d.db-wal …), and name the copy with --db"
        )
        let empty = "c.execute('PRAGMA wal_checkpoint(TRUNCATE)')\nos.remove('disk/d.db-shm')"
        #expect(try readOnlyDisk(empty).exitCode == 0)
    }

    @Test("the database's place comes from the option, then the variable, then the state directory")
    func place() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original", "--db", "named.db"]).expectSuccess()
        #expect(program.exists("named.db") && !program.exists("driftd.db"))
        try program.run(["snapshot", "original"]).expectSuccess()
        #expect(program.exists("driftd.db"))
        let state = program.path("state")
        try program.run(["snapshot", "original"], environment: ["DRIFTD_DB": "", "XDG_STATE_HOME": state]).expectSuccess()
        #expect(program.exists("state/driftd/driftd.db"))
        try program.run(["snapshot", "original"], environment: ["DRIFTD_DB": "", "XDG_STATE_HOME": "relative"]).expectSuccess()
        #expect(program.exists(".local/state/driftd/driftd.db") && !program.exists("relative"))
    }

    private func sqlite(_ statement: String, in program: DriftdProgram) throws {
        let code = "import sqlite3; c = sqlite3.connect('driftd.db'); c.execute('''\(statement)'''); c.commit(); c.close()"
        let outcome = try program.shell("python3 -c \"\(code)\"")
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }
}
