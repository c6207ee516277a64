import DriftCore
import DriftTesting
import Foundation
import Glibc

@testable import DriftEngine

/// A directory with the files that the sample bundle was made for, and one that it does not know.
struct CheckoutFixture {
    let scratch: ScratchDirectory
    var path: String { scratch.path }

    enum Kind: CaseIterable {
        case plain, git
        /// `.git` is a file, as in a linked worktree.
        case worktree
    }

    init(_ kind: Kind = .plain, edits: [FileEdit] = SampleBundle.edits) throws {
        scratch = try ScratchDirectory()
        for edit in edits { if let base = edit.base { try scratch.write(base, to: edit.path) } }
        try scratch.write("print('hello')\n", to: "app.py")
        switch kind {
        case .plain: break
        case .git: try scratch.write("ref: refs/heads/main\n", to: ".git/HEAD")
        case .worktree: try scratch.write("gitdir: /elsewhere\n", to: ".git")
        }
    }

    func run(
        _ direction: ApplyBundle.Direction = .apply,
        edits: [FileEdit] = SampleBundle.edits,
        isDryRun: Bool = false,
        interfere: (ApplyTransaction.Step) -> Int32? = { _ in nil }
    ) throws(ApplyError) -> ApplyOutcome {
        try ApplyBundle.run(edits, on: path, direction: direction, isDryRun: isDryRun, interfere: interfere)
    }

    struct File: Hashable {
        var content: [UInt8]
        var mode: mode_t
    }

    /// Every file there is, hidden ones as well, so that anything left behind shows.
    func tree() throws -> [String: File] {
        var tree: [String: File] = [:]
        for name in try scratch.files() {
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { continue }
            let isLink = status.st_mode & S_IFMT == S_IFLNK
            tree[name] = File(content: isLink ? Array("link".utf8) : try scratch.read(name), mode: status.st_mode)
        }
        return tree
    }

    /// The tree as it shall be after `edits`.
    static func expected(_ tree: [String: File], after edits: [FileEdit] = SampleBundle.edits) -> [String: File] {
        var result = tree
        let newMode = S_IFREG | (0o666 & ~currentMask)
        for edit in edits { result[edit.path] = File(content: edit.result, mode: tree[edit.path]?.mode ?? newMode) }
        return result
    }

    /// The permissions that the process withholds from new files.
    private static let currentMask: mode_t = {
        let mask = umask(0o022)
        umask(mask)
        return mask
    }()
}
