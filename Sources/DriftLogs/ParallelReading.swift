import Dispatch
import Synchronization

/// The logs of many Spaces at once: each is read on one core, as many as `width` at a time.
package enum ParallelReading {
    /// A worker asks for so many at a time: few enough to end together, enough not to ask all the time.
    private static let batch = 8

    /// What `read` makes of each item, in the items' order. Blocks until all are read.
    package static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        width: Int,
        _ read: @Sendable (Item) -> Result
    ) -> [Result] {
        let next = Atomic<Int>(0)
        let finished = Mutex<[(index: Int, result: Result)]>([])
        DispatchQueue.concurrentPerform(iterations: max(1, min(width, items.count))) { _ in
            var own: [(index: Int, result: Result)] = []
            while true {
                let begin = next.add(batch, ordering: .relaxed).oldValue
                guard begin < items.count else { break }
                for index in begin..<min(begin + batch, items.count) { own.append((index, read(items[index]))) }
            }
            finished.withLock { $0 += own }
        }
        return finished.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
    }
}
