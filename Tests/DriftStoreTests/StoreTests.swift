import DriftCore
import DriftStore
import Foundation
import Testing

@Suite("a store")
struct StoreTests {
    let folder = TemporaryFolder()

    @Test("gives a snapshot and its capture back as they were added")
    func roundTrip() throws {
        let store = try Store.open(at: folder.path("driftd.db"), access: .readWrite)
        let (snapshot, capture) = Samples.observation()
        let id = try store.add(snapshot, capture: capture)
        let stored = try #require(try store.snapshot(id))
        #expect(stored.environment == snapshot.reading.environment)
        #expect(stored.evidenceKinds == snapshot.reading.packages.map(\.evidence.kind))
        #expect(stored.settings == snapshot.settings)
        #expect(stored.logPaths == capture.logPaths)
        #expect(stored.snapshot.commit == snapshot.commit)
        #expect(try store.capture(ofSnapshot: id) == capture)
        #expect(try store.add(snapshot, capture: capture) == id)
        #expect(try store.history(of: capture.metadata.space).map(\.id) == [id])
        #expect(try store.latestSucceeded(of: capture.metadata.space)?.id == id)
    }
}
