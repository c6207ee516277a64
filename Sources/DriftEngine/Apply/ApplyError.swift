internal import DriftArchive
internal import DriftCore

/// Why a bundle was not applied or undone. `path` is inside the checkout `repository`. Unless a case says otherwise, the checkout is as it was.
package enum ApplyError: ExplainedError, Hashable {
    case missing(repository: String)
    case notDirectory(repository: String)
    /// Another driftd is at work on it.
    case busy(repository: String)
    /// Somebody edited the file after it was looked at; that edit stays.
    case editedMeanwhile(path: String)
    case mismatch(path: String, FileMismatch, ApplyBundle.Direction)
    /// The file, or a directory on the way to it, is a symbolic link.
    case symbolicLink(path: String)
    case notRegularFile(path: String)
    /// No bundle may change this file.
    case unsafePath(path: String, reason: String)
    /// Below a mount point inside the checkout, where no rename reaches.
    case otherFileSystem(path: String)
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// A run was stopped half-way, and a file was edited before it could be put back. `journal` is the directory that holds the old files.
    case interrupted(path: String, journal: String)
    case damagedJournal(journal: String, reason: String)
    /// Half-way a file could not be written, and then another not put back: the checkout is half changed.
    case notPutBack(path: String, reason: String, journal: String)

    package var message: String {
        switch self {
        case .missing(let repository): "the checkout \(repository) does not exist"
        case .notDirectory(let repository): "\(repository) is not a directory"
        case .busy(let repository): "another driftd is changing \(repository)"
        case .editedMeanwhile(let path): "\(path) was edited by somebody else while driftd was at work; the other files are as they were"
        case .mismatch(let path, let mismatch, let direction): Self.message(path, mismatch, direction)
        case .symbolicLink(let path): "\(path) is, or lies behind, a symbolic link"
        case .notRegularFile(let path): "\(path) is not a plain file"
        case .unsafePath(let path, let reason): "the bundle edits \(ArchivePath.quoted(path)), which \(reason)"
        case .otherFileSystem(let path): "\(path) lies on another file system than the checkout"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .interrupted(let path, _): "an earlier run was stopped half-way, and \(path) was edited since"
        case .damagedJournal(let journal, let reason):
            "an earlier run was stopped half-way, and its journal \(journal) is not usable: \(reason)"
        case .notPutBack(let path, let reason, _): "the change failed half-way, and \(path) could not be put back: \(reason)"
        }
    }

    package var hint: String {
        switch self {
        case .missing(let repository) where SpaceName(repository) != nil:
            "name the directory that the duplicate is checked out in; for the Space itself add --pull-request or --commit"
        case .missing, .notDirectory: "name the directory that the duplicate is checked out in"
        case .busy: "wait until it is done, then run the command again"
        case .editedMeanwhile(let path): "look at `git diff -- \(ShellWords.quoted(path))` in the checkout, then run the command again"
        case .mismatch(let path, let mismatch, let direction): Self.hint(path, mismatch, direction)
        case .symbolicLink(let path):
            "driftd does not write through links: put the file itself in its place, or take its new content from the bundle: "
                + "`bsdtar -xOf <bundle> \(ShellWords.quoted("files/\(path)"))`"
        case .notRegularFile: "put a plain file in its place, or take it away"
        case .unsafePath: "do not use this bundle; write one with `driftd pin`"
        case .otherFileSystem: "apply the bundle to a checkout that is all on one file system"
        case .unreadable(let path, _): "check who may read it: `ls -l \(ShellWords.quoted(path))` in the checkout"
        case .unwritable: "nothing was changed; check permissions and space (`df -h`), then run the command again"
        case .interrupted(_, let journal):
            "the files from before are in \(journal) of the checkout (journal.json says which is which): put them back by hand or keep yours, "
                + "then `rm -r \(journal)` there"
        case .damagedJournal(let journal, _):
            "see what changed (`git status` in the checkout), then `rm -r \(journal)` there, and run the command again"
        case .notPutBack(_, _, let journal): "make room (`df -h`), then run the command again: it puts the files back from \(journal)"
        }
    }

    package var isTransient: Bool {
        if case .busy = self { true } else { false }
    }

    private static func message(_ path: String, _ mismatch: FileMismatch, _ direction: ApplyBundle.Direction) -> String {
        let made = direction == .apply ? "the file that the bundle was made for" : "the file that the bundle wrote"
        return switch mismatch {
        case .missing: "\(path) is not in the checkout, so it cannot be \(made)"
        case .exists: "\(path) is in the checkout already, with other content than the bundle \(direction == .apply ? "creates" : "left")"
        case .edited: "\(path) is not \(made): it was edited since"
        case .lineEnds: "\(path) is not \(made): its line ends differ"
        }
    }

    private static func hint(_ path: String, _ mismatch: FileMismatch, _ direction: ApplyBundle.Direction) -> String {
        switch (mismatch, direction) {
        case (.lineEnds, _):
            "git may have converted them: `git config core.autocrlf false`, delete the file, then `git checkout -- \(ShellWords.quoted(path))`"
        case (_, .apply): "write a bundle for this checkout: `driftd pin <original> <checkout>`"
        case (_, .undo):
            "take the edits back first (`git diff -- \(ShellWords.quoted(path))` in the checkout), or undo by hand from the bundle's `base/\(path)`"
        }
    }
}
