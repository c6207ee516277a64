/// Lets so many pieces of work run at once; the others wait, first come, first served.
actor Turns {
    private var free: Int
    private var waiting: [(id: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var nextID = 0

    init(limit: Int) { free = limit }

    func take<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        await begin()
        defer { end() }
        try Task.checkCancellation()
        return try await work()
    }

    private func begin() async {
        if free > 0 {
            free -= 1
            return
        }
        let id = nextID
        nextID += 1
        // A task that is cancelled gets its turn at once, and gives it back without working.
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((id, $0)) }
        } onCancel: {
            Task { await self.skip(id) }
        }
    }

    private func skip(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        free -= 1
        waiting.remove(at: index).continuation.resume()
    }

    private func end() {
        // Whoever skipped the queue went below zero.
        guard free >= 0, !waiting.isEmpty else {
            free += 1
            return
        }
        waiting.removeFirst().continuation.resume()
    }
}
