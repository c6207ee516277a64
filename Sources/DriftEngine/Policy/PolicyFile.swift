package import DriftCore
internal import Foundation

/// A policy from a file, in place of the one that driftd brings.
package enum PolicyFile {
    private static let limitBytes = 1 << 20

    /// Throws `FileError`, and `PolicyError` of a file whose rows cannot be used.
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
