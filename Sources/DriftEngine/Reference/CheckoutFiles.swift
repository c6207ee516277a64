internal import DriftCore
internal import DriftReadme

/// The files of a checkout that a plan edits or compares. The rest of the repository is nobody's business here.
enum CheckoutFiles {
    /// What the platform itself reads: these must be readable.
    private static let essential: Set<String> = ["README.md", "requirements.txt", "pre-requirements.txt", "packages.txt", "Dockerfile"]

    /// Files that the Dockerfile's calls may mean, and those that requirements files name in turn; a repository has far fewer.
    private static let limit = 128

    /// - Parameter others: further paths to look for: the files that the original has.
    /// - Returns: contents by path. A link is left out: what stands behind it is not the repository's.
    static func load(_ root: String, others: Set<String>) throws(FileError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in others.union(essential).sorted() { try add(path, to: &files, root, isEssential: essential.contains(path)) }
        // The app's own code may install packages when it starts.
        let app = (try? FrontMatter.read(files["README.md"] ?? []))?.values["app_file"] ?? "app.py"
        try add(app, to: &files, root, isEssential: false)
        // What the build installs from decides the plan: it must be readable as well.
        var tried: Set<String> = Set(files.keys)
        var waiting = InstallFiles.named(in: files)
        while let path = waiting.first(where: { !tried.contains($0) }), tried.count < limit + others.count {
            tried.insert(path)
            try add(path, to: &files, root, isEssential: true)
            if files[path] != nil { waiting = InstallFiles.named(in: files) }
        }
        return files
    }

    private static func add(
        _ path: String,
        to files: inout [String: [UInt8]],
        _ root: String,
        isEssential: Bool
    ) throws(FileError) {
        guard isPlain(path), try !leadsOut(path, of: root) else { return }
        do throws(FileError) {
            files[path] = try FileContent.read(root + "/" + path, limitBytes: CaptureLimits.fileBytes, trust: .found)
        } catch {
            switch error {
            // A directory of that name is no file of that name.
            case .missing, .symbolicLink, .directory: return
            default: if isEssential { throw error }
            }
        }
    }

    /// A link on the way, whose directory may be anywhere.
    private static func leadsOut(_ path: String, of root: String) throws(FileError) -> Bool {
        var directory = root
        for part in path.split(separator: "/").dropLast() {
            directory += "/" + part
            do throws(FileError) {
                if try DirectoryListing.kind(of: directory) != .directory { return true }
            } catch {
                if case .missing = error { return true }
                throw error
            }
        }
        return false
    }

    /// Inside the checkout: no `..`, nothing absolute.
    private static func isPlain(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
    }
}
