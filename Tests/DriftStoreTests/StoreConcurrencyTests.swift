import DriftCore
import DriftStore
import DriftTesting
import Foundation
import GRDB
import Synchronization
import Testing

@Suite("several stores on one file")
struct StoreConcurrencyTests {
    @Test("create it at once, add in parallel, and share what is alike")
    func parallel() throws {
        let scratch = try ScratchDirectory()
        let path = scratch.path + "/driftd.db"
        let failures = Mutex<[String]>([])
        let (writers, rounds) = (4, 25)
        DispatchQueue.concurrentPerform(iterations: writers) { writer in
            do {
                let store = try Store.open(at: path, access: .readWrite, limits: StoreLimits(busyTimeoutSeconds: 60))
                for round in 0..<rounds {
                    // Each round's environment and capture are the same for all writers.
                    let reading = Samples.reading((0...round).map { Samples.release("package-\($0)", "1.\(round)") })
                    let (snapshot, capture) = Samples.observation(space: "owner-\(writer)/demo", reading: reading, log: "round \(round)")
                    _ = try store.add(snapshot, capture: capture)
                    _ = try store.history(of: Samples.space("owner-\(writer)/demo"))
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let counts = try DatabaseQueue(path: path).read { database in
            try ["space", "snapshot", "environment", "capture", "foundation"].map { table in
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
        }
        #expect(counts == [writers, writers * rounds, rounds, rounds, 1])
    }
}
