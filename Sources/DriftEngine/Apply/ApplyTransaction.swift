internal import DriftCore

/// Changes several files of a checkout: all of them, or none.
///
///     1 save, stage   old and new contents into the staging directory     a failure or a stop leaves nothing changed
///     2 arm           write the journal                                   from here on the next run puts a stopped one back
///     3 replace       rename each new file into place                     a failure puts the old files back, by renames
///     4 finish        remove the journal, then the rest                   done
struct ApplyTransaction {
    /// A point where a test may make the disk fail or stop the process.
    enum Step: Hashable {
        case save(String), stage(String), arm, replace(String), finish
    }

    let checkout: Checkout
    let changes: [FileChange]
    /// Called before each step; returns an error number for the step to fail with.
    let interfere: (Step) -> Int32?

    func run() throws(ApplyError) {
        guard let staging = try StagingDirectory(in: checkout, making: true) else {
            throw .unwritable(path: checkout.path, reason: "its staging directory is gone")
        }
        let journal: ApplyJournal
        do throws(ApplyError) {
            journal = try prepare(staging)
        } catch {
            staging.remove()
            throw error
        }
        do throws(ApplyError) {
            try replaceFiles(staging, journal)
            if let failure = interfere(.finish) { throw .unwritable(path: staging.path, reason: SystemError.text(failure)) }
        } catch {
            try ApplyRecovery(checkout: checkout, staging: staging).putBack(journal)
            throw error
        }
        staging.remove()
    }

    private func prepare(_ staging: StagingDirectory) throws(ApplyError) -> ApplyJournal {
        var newDirectories: [String] = []
        for (index, change) in changes.enumerated() {
            let file = try checkout.file(at: change.path)
            if let from = change.from {
                try step(.save(change.path), change.path)
                try staging.write(from, as: "\(index).saved", like: file)
            }
            if let to = change.to {
                try step(.stage(change.path), change.path)
                try staging.write(to, as: "\(index).staged", like: file)
                for directory in try checkout.missingParents(of: change.path) where !newDirectories.contains(directory) {
                    newDirectories.append(directory)
                }
            }
        }
        let journal = ApplyJournal(of: changes, newDirectories: newDirectories)
        try step(.arm, staging.path)
        let temporaryName = StagingDirectory.journalName + ".new"
        do {
            try staging.write(try ContractJSON.encode(journal), as: temporaryName, like: nil)
        } catch let error as ApplyError {
            throw error
        } catch {
            throw .unwritable(path: staging.path, reason: "\(error)")
        }
        try staging.rename(temporaryName, to: StagingDirectory.journalName)
        return journal
    }

    private func replaceFiles(_ staging: StagingDirectory, _ journal: ApplyJournal) throws(ApplyError) {
        for (index, change) in changes.enumerated() {
            try step(.replace(change.path), change.path)
            // Somebody may have edited the file since it was looked at.
            let content = try checkout.file(at: change.path)?.content
            guard content == change.from else { throw .editedMeanwhile(path: change.path) }
            if change.to == nil {
                try checkout.removeFile(change.path)
            } else {
                _ = try checkout.makeParents(of: change.path)
                try staging.move("\(index).staged", to: change.path)
            }
        }
    }

    private func step(_ step: Step, _ path: String) throws(ApplyError) {
        if let failure = interfere(step) { throw .unwritable(path: path, reason: SystemError.text(failure)) }
    }
}
