/// The same work over many things, a few at a time.
package enum BoundedTasks {
    /// Results in the order of `elements`. A failure is a result; a cancellation ends everything.
    package static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element],
        limit: Int,
        _ body: @escaping @Sendable (Element) async throws -> Value
    ) async throws -> [Result<Value, any Error>] {
        try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            var waiting = elements.enumerated().makeIterator()
            func start() {
                guard let (index, element) = waiting.next() else { return }
                group.addTask {
                    do {
                        return (index, .success(try await body(element)))
                    } catch let error as CancellationError {
                        throw error
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<max(1, limit) { start() }
            var results: [(Int, Result<Value, any Error>)] = []
            while let result = try await group.next() {
                results.append(result)
                start()
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
