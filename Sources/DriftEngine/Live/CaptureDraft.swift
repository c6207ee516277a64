internal import DriftHub

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
