internal import DriftCore

/// Puts a bundle's files into a checkout, or takes them out again; a plain directory will do as well. Commits nothing.
///
/// A file must be what the bundle was made for, byte for byte, or already what it shall be. If any is neither, none is touched.
package enum ApplyBundle {
    package enum Direction: Sendable, Hashable {
        case apply
        /// Back to the files that the bundle was made for; files that it created are removed.
        case undo
    }

    /// - Parameters:
    ///   - repository: The checkout's root, as the user named it.
    ///   - isDryRun: Check and show the diffs, write nothing.
    package static func run(
        _ bundle: Bundle,
        on repository: String,
        direction: Direction = .apply,
        isDryRun: Bool = false
    ) throws(ApplyError) -> ApplyOutcome {
        try run(bundle.edits, on: repository, direction: direction, isDryRun: isDryRun) { _ in nil }
    }

    static func run(
        _ edits: [FileEdit],
        on repository: String,
        direction: Direction,
        isDryRun: Bool,
        interfere: (ApplyTransaction.Step) -> Int32?
    ) throws(ApplyError) -> ApplyOutcome {
        for edit in edits {
            if let reason = BundleLayout.problem(withEditOf: edit.path) { throw .unsafePath(path: edit.path, reason: reason) }
        }
        let checkout = try Checkout(repository)
        var hasRecovered = false
        if !isDryRun {
            try checkout.lock()
            hasRecovered = try ApplyRecovery.run(in: checkout)
        }
        let changes = try pending(edits, direction, checkout)
        if !isDryRun, !changes.isEmpty {
            try withoutActuallyEscaping(interfere) { interfere throws(ApplyError) in
                try ApplyTransaction(checkout: checkout, changes: changes, interfere: interfere).run()
            }
            if direction == .undo { removeEmptyParents(of: changes, in: checkout) }
        }
        return ApplyOutcome(
            changed: changes.map(\.path),
            alreadyApplied: changes.isEmpty,
            diffs: changes.map { UnifiedDiff.render(path: $0.path, base: $0.from, result: $0.to) },
            recoveredInterruption: hasRecovered
        )
    }

    /// What is still to be changed, sorted by path.
    private static func pending(
        _ edits: [FileEdit],
        _ direction: Direction,
        _ checkout: Checkout
    ) throws(ApplyError) -> [FileChange] {
        var changes: [FileChange] = []
        for edit in edits.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            let change = FileChange(edit, direction)
            let content = try checkout.file(at: change.path)?.content
            if content == change.to { continue }
            guard content == change.from else {
                throw .mismatch(path: change.path, change.mismatch(with: content), direction)
            }
            changes.append(change)
        }
        return changes
    }

    /// git keeps no empty directories, so one that only held a file that the bundle created goes with it.
    private static func removeEmptyParents(of changes: [FileChange], in checkout: Checkout) {
        for change in changes where change.to == nil {
            var directory = change.path[...]
            while let slash = directory.lastIndex(of: "/") {
                directory = directory[..<slash]
                checkout.removeDirectory(String(directory))
            }
        }
    }
}
