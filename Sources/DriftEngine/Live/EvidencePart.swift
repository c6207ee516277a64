internal import DriftHub

/// One of the things that a capture asks for: what came, or why nothing did.
struct EvidencePart: Sendable, Hashable {
    /// The key in `readable`: `build-log`, `variables`.
    var name: String
    /// `nil`: there is none, or it may not be read.
    var content: [UInt8]?
    var isReadable: Bool
    /// Why it may not be read, or what of it is missing.
    var reason: String?

    init(name: String, content: [UInt8]?, reason: String? = nil) {
        self.name = name
        self.content = content
        self.reason = reason
        isReadable = true
    }

    init(name: String, unreadableFor reason: String) {
        self.name = name
        self.reason = reason
        isReadable = false
    }

    /// A refusal is a finding about the Space. What may pass by itself is thrown on, so that the look is repeated: except where the log service
    /// fails for one Space, which it is known to do for good (`Failed to retrieve error logs: SSE is not enabled`).
    init(name: String, refusedBy error: HubError) throws(HubError) {
        guard case .refused(let refusal) = error, !refusal.isBadToken else { throw error }
        guard !refusal.isTransient || (refusal.status == 500 && name.hasSuffix("-log")) else { throw error }
        self.name = name
        isReadable = false
        reason = refusal.sentence
    }
}
