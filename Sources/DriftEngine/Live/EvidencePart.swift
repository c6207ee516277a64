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

/// A capture in the making.
struct CaptureDraft: Sendable {
    var files: [String: [UInt8]] = [:]
    var readable: [String: Bool] = [:]
    var reasons: [String: String] = [:]

    /// `nil`: it was not asked for, or there is nothing to say of it.
    mutating func add(_ part: EvidencePart?, as path: String) {
        guard let part else { return }
        readable[part.name] = part.isReadable
        if let content = part.content { files[path] = content }
        if let reason = part.reason { reasons[part.name] = reason }
    }

    mutating func add(_ image: ImageEvidence.Found) throws {
        guard let isReadable = image.isReadable else { return }
        readable["image"] = isReadable
        if let reason = image.reason { reasons["image"] = reason }
        if let record = image.record { files["image.json"] = try ContractJSON.encode(record) }
        if let list = image.list { files["freeze.txt"] = list }
    }

    mutating func add(_ repository: RepositoryFiles.Found) {
        for (path, content) in repository.files { files["repo/\(path)"] = content }
        readable["repo"] = repository.reason == nil
        if let reason = repository.reason { reasons["repo"] = reason }
        for (path, reason) in repository.skipped { reasons["repo/\(path)"] = reason }
    }
}
