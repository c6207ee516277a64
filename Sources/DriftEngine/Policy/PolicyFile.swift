package import DriftCore
internal import Foundation

/// A policy from a file, in place of the one that driftd brings.
package enum PolicyFile {
    private static let limitBytes = 1 << 20

    package static func read(_ path: String) throws -> Policy {
        let bytes = try FileContent.read(path, limitBytes: limitBytes)
        let policy: Policy
        do {
            policy = try JSONDecoder().decode(Policy.self, from: Data(bytes))
        } catch {
            throw PolicyError(path: path, reason: JSONFault.describe(error))
        }
        if let fault = policy.fault { throw PolicyError(path: path, reason: fault) }
        return policy
    }
}

/// A policy file that cannot be used.
package struct PolicyError: ExplainedError, Hashable {
    package var path: String
    /// Where, and what is wrong.
    package var reason: String

    package var message: String { "\(path) is no policy: \(reason)" }
    package var hint: String { "docs/Policy.md has the form; without --policy, driftd's own of \(Policy.current.date) is used" }
    package var isTransient: Bool { false }
}
