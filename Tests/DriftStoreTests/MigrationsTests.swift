import DriftMigrations
import Foundation
import Testing

@Suite("the embedded migrations")
struct MigrationsTests {
    private let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Migrations/sql")

    @Test("are the files of the folder, in order, byte for byte")
    func folderAndList() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.sorted()
        #expect(Migrations.all.map(\.file) == files)
        for migration in Migrations.all {
            let onDisk = try Data(contentsOf: folder.appendingPathComponent(migration.file))
            #expect(Array(migration.sql.utf8) == Array(onDisk), "\(migration.file): build again from clean")
        }
    }

    @Test("are numbered from 1 without holes, as their files are named")
    func numbers() {
        #expect(Migrations.all.map(\.schema) == Array(1...Migrations.all.count))
        for migration in Migrations.all {
            let digits = String(migration.schema)
            #expect(migration.file.hasPrefix("V" + String(repeating: "0", count: 4 - digits.count) + digits + "__"))
        }
    }

    @Test("make every table STRICT")
    func strict() {
        for migration in Migrations.all {
            let tables = migration.sql.components(separatedBy: "CREATE TABLE ").count - 1
            let strict = migration.sql.components(separatedBy: ") STRICT").count - 1
            #expect(tables == strict, "\(migration.file)")
        }
    }
}
