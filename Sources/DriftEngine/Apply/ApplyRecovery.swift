/// Takes back what a stopped or failed change has done to a checkout, by its journal.
struct ApplyRecovery {
    let checkout: Checkout
    let staging: StagingDirectory

    /// Where a file stands between the journal's two contents.
    private enum Position { case before, after, elsewhere }

    /// Looks for a change that was stopped. Returns whether files were put back.
    static func run(in checkout: Checkout) throws(ApplyError) -> Bool {
        guard let staging = try StagingDirectory(in: checkout, making: false) else { return false }
        guard let bytes = try staging.read(StagingDirectory.journalName) else {
            // Stopped before it was armed, or after it was done: nothing but staged files is left.
            staging.remove()
            return false
        }
        let journal = try ApplyJournal.decoded(from: bytes, in: staging.displayPath)
        let recovery = ApplyRecovery(checkout: checkout, staging: staging)
        let positions = try recovery.positions(journal)
        if positions.allSatisfy({ $0 == .after }) {
            staging.remove()
            return false
        }
        if let index = positions.firstIndex(of: .elsewhere) {
            throw .interrupted(path: journal.files[index].path, journal: staging.displayPath)
        }
        try recovery.putBack(journal)
        return positions.contains(.after)
    }

    /// Every file to its old content, then the staging directory away. A file that is neither old nor new is left alone.
    func putBack(_ journal: ApplyJournal) throws(ApplyError) {
        for (index, file) in journal.files.enumerated().reversed() {
            do throws(ApplyError) {
                guard try position(of: file) == .after else { continue }
                if file.from == nil {
                    try checkout.removeFile(file.path)
                } else {
                    try requireSaved(index, file)
                    _ = try checkout.makeParents(of: file.path)
                    try staging.move("\(index).saved", to: file.path)
                }
            } catch {
                throw .notPutBack(path: file.path, reason: error.message, journal: staging.displayPath)
            }
        }
        for directory in journal.newDirectories.reversed() { checkout.removeDirectory(directory) }
        staging.remove()
    }

    private func positions(_ journal: ApplyJournal) throws(ApplyError) -> [Position] {
        var positions: [Position] = []
        for file in journal.files { positions.append(try position(of: file)) }
        return positions
    }

    private func position(of file: ApplyJournal.File) throws(ApplyError) -> Position {
        let digest = try checkout.file(at: file.path).map { ApplyJournal.digest($0.content) }
        return digest == file.from ? .before : digest == file.to ? .after : .elsewhere
    }

    private func requireSaved(_ index: Int, _ file: ApplyJournal.File) throws(ApplyError) {
        let saved = try staging.read("\(index).saved")
        guard let saved, ApplyJournal.digest(saved) == file.from else {
            throw .damagedJournal(journal: staging.displayPath, reason: "the saved copy of \(file.path) is missing or changed")
        }
    }
}
