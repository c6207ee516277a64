/// The files of a checkout that a plan edits or compares. The rest of the repository is nobody's business here.
enum CheckoutFiles {
    /// What the platform itself reads: these must be readable.
    private static let essential: Set<String> = ["README.md", "requirements.txt", "pre-requirements.txt", "packages.txt", "Dockerfile"]

    /// - Parameter others: further paths to look for: the files that the original has.
    /// - Returns: contents by path. A link is left out: what stands behind it is not the repository's.
    static func load(_ root: String, others: Set<String>) throws(FileError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in others.union(essential).sorted() where isPlain(path) && isBelowDirectories(path, in: root) {
            do throws(FileError) {
                files[path] = try FileContent.read(root + "/" + path, limitBytes: CaptureLimits.fileBytes, trust: .found)
            } catch {
                switch error {
                case .missing, .symbolicLink: continue
                default: if essential.contains(path) { throw error }
                }
            }
        }
        return files
    }

    /// No directory on the way is a link: what stands behind one may lie anywhere.
    private static func isBelowDirectories(_ path: String, in root: String) -> Bool {
        var parent = root
        for part in path.split(separator: "/").dropLast() {
            parent += "/" + part
            if (try? DirectoryListing.kind(of: parent)) != .directory { return false }
        }
        return true
    }

    /// Inside the checkout: no `..`, nothing absolute.
    private static func isPlain(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
    }
}
