import Foundation
import Synchronization

/// Everything that the stand-in knows; tests set it up, change it while it serves, and read what was asked.
package final class StandInWorld: Sendable {
    package struct State: Sendable {
        package var spaces: [String: StandInSpace] = [:]
        /// Models and datasets: `models/openai/whisper-base` to their answer.
        package var repositories: [String: StandInJSON] = [:]
        /// Tokens to the names of their users.
        package var users: [String: String] = [:]
        /// Users who pay: they may have Gradio and Docker Spaces on any hardware.
        package var payingUsers: Set<String> = []
        package var faults: [StandInFault] = []
        package var requests: [RecordedRequest] = []
        /// Said with every answer; counts down. `nil`: not said.
        package var rateLimit: (remaining: Int, resetSeconds: Int, quota: Int)?
        package var pageSize = 100
        /// Reads of the runtime that a fake build lasts.
        package var buildPolls = 2
        package var build = FakeBuild()
        /// `nil`: the Hub has no image registry.
        package var registryTokens: StandInRegistryTokens?
    }

    private let state: Mutex<State>

    package init(_ spaces: [StandInSpace] = []) {
        var first = State()
        for space in spaces { first.spaces[space.name] = space }
        state = Mutex(first)
    }

    package func update<Value: Sendable>(_ body: @Sendable (inout State) throws -> Value) rethrows -> Value {
        try state.withLock { try body(&$0) }
    }

    package func change(_ name: String, _ body: @Sendable (inout StandInSpace) -> Void) {
        update { state in
            guard var space = state.spaces[name] else { return }
            body(&space)
            state.spaces[name] = space
        }
    }

    package func space(_ name: String) -> StandInSpace? { update { $0.spaces[name] } }
    package var requests: [RecordedRequest] { update { $0.requests } }
    package var requestLines: [String] { requests.map(\.line) }
    package func forgetRequests() { update { $0.requests = [] } }
    package func add(_ fault: StandInFault) { update { $0.faults.append(fault) } }

    /// The fault that hits this request, counted.
    func fault(method: String, target: String) -> StandInFault.Kind? {
        update { state in
            for index in state.faults.indices {
                let fault = state.faults[index]
                guard target.contains(fault.path), fault.method == nil || fault.method == method, fault.times != 0 else { continue }
                if fault.after > 0 {
                    state.faults[index].after -= 1
                    continue
                }
                if let times = fault.times { state.faults[index].times = times - 1 }
                return fault.kind
            }
            return nil
        }
    }
}
