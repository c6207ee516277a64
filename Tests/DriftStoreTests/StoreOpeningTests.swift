import DriftCore
import DriftMigrations
import DriftStore
import DriftTesting
import Foundation
import GRDB
import Testing

@Suite("opening a database")
struct StoreOpeningTests {
    let scratch: ScratchDirectory
    let path: String

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.path + "/state/driftd/driftd.db"
    }

    @Test("creates the file and its folders, in write-ahead-log mode")
    func creates() throws {
        _ = try Store.open(at: path, access: .readWrite)
        let queue = try DatabaseQueue(path: path)
        #expect(try queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Migrations.all.count)
    }

    @Test("a path with blanks is quoted in what a hint has a shell do")
    func quotedHints() {
        let errors: [StoreError] = [
            .cannotOpen(path: "/my files/x.db", reason: "r"), .readOnly(path: "/my files/x.db"), .locked(path: "/my files/x.db"),
            .corrupt(path: "/my files/x.db", detail: "d"), .full(path: "/my files/x.db"), .isDirectory(path: "/my files"),
            .failed(path: "/my files/x.db", code: 1, reason: "r"), .unreadableLog(path: "/my files/x.db"),
        ]
        for error in errors { #expect(error.hint.contains("'/my files/")) }
    }

    @Test("its files are their owner's alone, also in a folder that everybody may read")
    func permissions() throws {
        let open = scratch.path + "/fleet.db"
        let store = try Store.open(at: open, access: .readWrite)
        for file in [open, open + "-wal", open + "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o077 } == 0, "\(file)")
        }
        #expect(try store.spaces() == [])
    }

    @Test("keeps what an older schema holds and brings it up to date", arguments: [Store.Access.readWrite, .readOnly])
    func migrates(access: Store.Access) throws {
        _ = try Store.open(at: path, access: .readWrite, migrations: Array(Migrations.all.prefix(1)))
        try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO space (owner, name) VALUES ('alice', 'demo')") }
        let store = try Store.open(at: path, access: access)
        #expect(try store.spaces() == [Samples.space("alice/demo")])
        #expect(try store.history(of: Samples.space()) == [])
    }

    @Test("leaves the older schema whole when a step fails")
    func failingStep() throws {
        let (snapshot, capture) = Samples.observation()
        let id = try Store.open(at: path, access: .readWrite).add(snapshot, capture: capture)
        let sql = "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT; INSERT INTO good VALUES (1); CREATE TABLE space (id INTEGER)"
        let broken = Migrations.all + [Migration(schema: Migrations.all.count + 1, file: "V9__broken.sql", sql: sql)]
        #expect(throws: StoreError.self) { try Store.open(at: path, access: .readWrite, migrations: broken) }
        let store = try Store.open(at: path, access: .readWrite)
        #expect(try store.history(of: Samples.space()).map(\.id) == [id])
        #expect(try DatabaseQueue(path: path).read { try $0.tableExists("good") } == false)
    }

    @Test("refuses a newer schema, and says both", arguments: [Store.Access.readWrite, .readOnly])
    func newer(access: Store.Access) throws {
        _ = try Store.open(at: path, access: .readWrite)
        let known = Migrations.all.count
        let next = known + 1
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = \(next)") }
        let error = #expect(throws: StoreError.self) { try Store.open(at: path, access: access) }
        #expect(error == .newer(path: path, schema: next, known: known))
        #expect(error?.message == "\(path) was written by a newer driftd (schema \(next), this one knows \(known))")
    }

    @Test("refuses the database of another program and leaves it as it is", arguments: [Store.Access.readWrite, .readOnly])
    func foreign(access: Store.Access) throws {
        let path = scratch.path + "/other.db"
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE space (id INTEGER)") }
        let before = try scratch.read("other.db")
        #expect(throws: StoreError.foreign(path: path)) { try Store.open(at: path, access: access) }
        #expect(try scratch.read("other.db") == before)
    }

    @Test("refuses a file that is no database and leaves it as it is")
    func notADatabase() throws {
        let text = String(repeating: "numpy==1.26.4\n", count: 100)
        try scratch.write(text, to: "requirements.txt")
        let path = scratch.path + "/requirements.txt"
        for access in [Store.Access.readWrite, .readOnly] {
            #expect(throws: StoreError.notADatabase(path: path)) { try Store.open(at: path, access: access) }
        }
        #expect(try scratch.read("requirements.txt") == Array(text.utf8))
    }

    @Test("says what stands in the way of the path")
    func paths() throws {
        #expect(throws: StoreError.isDirectory(path: scratch.path)) { try Store.open(at: scratch.path, access: .readWrite) }
        #expect(throws: StoreError.missing(path: path)) { try Store.open(at: path, access: .readOnly) }
        #expect(!FileManager.default.fileExists(atPath: path), "reading creates nothing")
        try scratch.write("", to: "empty.db")
        let empty = scratch.path + "/empty.db"
        #expect(throws: StoreError.missing(path: empty)) { try Store.open(at: empty, access: .readOnly) }
        let below = empty + "/driftd.db"
        #expect(throws: StoreError.cannotOpen(path: below, reason: "its folder cannot be created")) {
            try Store.open(at: below, access: .readWrite)
        }
        _ = try Store.open(at: empty, access: .readWrite)
        for access in [Store.Access.readWrite, .readOnly] {
            #expect(throws: StoreError.notADatabase(path: "/dev/null")) { try Store.open(at: "/dev/null", access: access) }
        }
    }

    @Test("takes a path for a path, whatever SQLite would read into it", arguments: ["file:x.db?mode=memory", "100%41 ?#.db"])
    func literalPaths(name: String) throws {
        let path = scratch.path + "/" + name
        _ = try Store.open(at: path, access: .readWrite)
        #expect(try scratch.files().contains(name))
        #expect(try Store.open(at: path, access: .readOnly).spaces() == [])
    }

    @Test("waits for another process's transaction only so long")
    func locked() throws {
        let store = try Store.open(at: path, access: .readWrite, limits: StoreLimits(busyTimeoutSeconds: 0.05))
        let (snapshot, capture) = Samples.observation()
        try DatabaseQueue(path: path).writeWithoutTransaction { other in
            try other.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: StoreError.self) { try store.add(snapshot, capture: capture) }
            #expect(error == .locked(path: path))
            #expect(error?.isTransient == true)
            #expect(try store.history(of: Samples.space()) == [], "readers go on")
            try other.execute(sql: "ROLLBACK")
        }
        #expect(throws: Never.self) { try store.add(snapshot, capture: capture) }
    }

    @Test("for reading refuses to write")
    func readOnly() throws {
        _ = try Store.open(at: path, access: .readWrite)
        let store = try Store.open(at: path, access: .readOnly)
        let (snapshot, capture) = Samples.observation()
        #expect(throws: StoreError.readOnly(path: path)) { try store.add(snapshot, capture: capture) }
    }

    @Test("gives every error one line and one hint, whatever the path")
    func oneLine() {
        let path = "/tmp/a\nb\u{1B}[31m.db"
        let errors: [StoreError] = [
            .missing(path: path), .isDirectory(path: path), .cannotOpen(path: path, reason: "x"), .notADatabase(path: path),
            .foreign(path: path), .newer(path: path, schema: 7, known: 2), .locked(path: path), .readOnly(path: path),
            .corrupt(path: path, detail: "x"), .full(path: path), .tooLarge(path: path), .unreadableTime("a\nb"),
            .failed(path: path, code: 1, reason: "x"),
        ]
        for error in errors {
            #expect(!error.message.isEmpty && !error.hint.isEmpty)
            #expect(!(error.message + error.hint).unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }
}
