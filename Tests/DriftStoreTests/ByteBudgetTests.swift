import DriftCore
import DriftDigest
import DriftStore
import DriftTesting
import Foundation
import GRDB
import Testing

/// What a snapshot costs in the file, as `docs/Store.md` states it: the growth of the vacuumed file, shared by the snapshots added.
@Suite("the byte budget")
struct ByteBudgetTests {
    private let packageCount = 300
    /// Snapshots that the growth is shared by.
    private static let count = TestLength.isLong ? 2_000 : 500
    let scratch: ScratchDirectory
    let path: String

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.path + "/driftd.db"
    }

    @Test("of a new environment of 300 packages is 400 bytes", arguments: [Fleet.Popularity.falling, .flat])
    func newEnvironment(popularity: Fleet.Popularity) throws {
        // Fewer say more of pages than of snapshots, where the limit is near.
        let count = popularity == .falling ? 2_000 : Self.count
        var fleet = try interned(Fleet(seed: 7, nameCount: 4_000, versionCount: 5, popularity: popularity), in: path)
        let store = try Store.open(at: path, access: .readWrite)
        let before = try Sizes(of: path)
        for index in 0..<count {
            let reading = Samples.reading(fleet.environment(count: packageCount))
            _ = try add(reading, to: store, space: "early/space-\(index % 200)", index: 1_000 + index, log: "the log of \(index)")
        }
        let after = try Sizes(of: path)
        #expect(after.environmentCount - before.environmentCount == count)
        let whole = Double(after.withoutCaptures - before.withoutCaptures) / Double(count)
        let environment = Double(after.environments - before.environments) / Double(count)
        print(
            "byte budget: a new environment of \(packageCount) packages, \(popularity) popularity: \(environment), with its snapshot \(whole)"
        )
        #expect(environment <= 400)
        if popularity == .falling { #expect(whole <= 400) }
    }

    @Test("of a repeat observation is 100 bytes")
    func repeatObservation() throws {
        var fleet = try interned(Fleet(seed: 8, nameCount: 400, versionCount: 5, popularity: .falling), in: path)
        let store = try Store.open(at: path, access: .readWrite)
        let readings = (0..<20).map { _ in
            var reading = Samples.reading(fleet.environment(count: packageCount))
            // The longest evidence there is: no two neighbours are known in the same way.
            for index in reading.packages.indices where index % 2 == 1 { reading.packages[index].evidence.kind = .remembered }
            return reading
        }
        func observe(_ round: Range<Int>) throws {
            for index in round {
                let (space, reading) = ("owner-\(index % 20)/demo", readings[index % 20])
                _ = try add(reading, to: store, space: space, index: index, log: "the log of \(space)")
            }
        }
        try observe(0..<20)
        let count = Self.count
        let before = try Sizes(of: path)
        try observe(20..<(20 + count))
        let after = try Sizes(of: path)
        let bytes = Double(after.total - before.total) / Double(count)
        print("byte budget: a repeat observation: \(bytes) bytes")
        #expect(bytes <= 100)
        #expect(after.environmentCount == before.environmentCount)
    }

    private func interned(_ fleet: Fleet, in path: String) throws -> Fleet {
        var fleet = fleet
        let store = try Store.open(at: path, access: .readWrite)
        for index in 0..<200 {
            let reading = Samples.reading(fleet.environment(count: packageCount))
            _ = try add(reading, to: store, space: "early/space-\(index)", index: index, log: "")
        }
        for (index, slice) in fleet.releases(inSlicesOf: 500).enumerated() {
            _ = try add(Samples.reading(slice.sorted { $0.name < $1.name }), to: store, space: "all/space-\(index)", index: index, log: "")
        }
        return fleet
    }

    /// A full commit id of its own for each Space, an hour between looks.
    private func add(_ reading: EnvironmentReading, to store: Store, space: String, index: Int, log: String) throws -> Int64 {
        let commit = String(SHA256Digest(of: space.utf8).hexadecimal.prefix(40))
        let time = Instant(milliseconds: 1_780_000_000_000 + Int64(index) * 3_600_000).description
        let (snapshot, capture) = Samples.observation(space: space, takenAt: time, commit: commit, reading: reading, log: log)
        return try store.add(snapshot, capture: capture)
    }
}

/// How large a database is after VACUUM, and which table holds how much of it.
private struct Sizes {
    let total: Int
    let environmentCount: Int
    /// Bytes of pages by table or index, from SQLite's own `dbstat`.
    private let tables: [String: Int]

    init(of path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
        }
        total = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        environmentCount = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM environment") ?? 0 }
        let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name") }
        tables = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"] as String, $0["size"] as Int) })
    }

    /// The file without the raw captures, which are counted apart.
    var withoutCaptures: Int { total - size { $0.contains("capture") || $0 == "file" || $0.contains("_file_") } }

    /// Environments with their index.
    var environments: Int { size { $0.hasPrefix("environment") } }

    private func size(where isCounted: (String) -> Bool) -> Int { tables.filter { isCounted($0.key) }.values.reduce(0, +) }
}
