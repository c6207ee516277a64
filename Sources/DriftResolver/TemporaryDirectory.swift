internal import Foundation

/// A directory for one piece of work, readable by nobody else; removed with all that is in it.
package struct TemporaryDirectory: Sendable {
    package let path: String

    /// The name is `prefix`, a hyphen and six characters that no other directory there has.
    package init(in parent: String, prefix: String) throws(ResolverError) {
        var template = Array((parent + "/" + prefix + "-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .noTemporaryDirectory(path: parent, reason: String(cString: strerror(errno)).lowercased())
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Where the tools' caller wants such directories.
    package init(for environment: ToolEnvironment, prefix: String) throws(ResolverError) {
        try self.init(in: environment.temporaryParent, prefix: prefix)
    }

    /// Makes the folders on the way.
    package func write(_ bytes: [UInt8], to name: String) throws(ResolverError) {
        do {
            if let slash = name.lastIndex(of: "/") {
                try FileManager.default.createDirectory(atPath: path + "/" + name[..<slash], withIntermediateDirectories: true)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        } catch {
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
            throw isFull ? .diskFull(step: name) : .noTemporaryDirectory(path: path, reason: "\(name) cannot be written")
        }
    }

    func writeIfAbsent(_ bytes: [UInt8], to name: String) throws(ResolverError) {
        if !FileManager.default.fileExists(atPath: path + "/" + name) { try write(bytes, to: name) }
    }

    /// What is left on its file system; `nil`: the system does not say.
    var freeBytes: Int? {
        (try? FileManager.default.attributesOfFileSystem(forPath: path))?[.systemFreeSize].flatMap { ($0 as? NSNumber)?.intValue }
    }

    /// It may be gone already.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
