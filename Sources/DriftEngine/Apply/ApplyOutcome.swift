/// What applying or undoing a bundle did to a checkout, or with a dry run would do.
package struct ApplyOutcome: Sendable, Hashable {
    /// Files that were written, created or removed; sorted.
    package var changed: [String]
    /// Every file was already as it shall be.
    package var alreadyApplied: Bool
    /// A unified diff for each of `changed`, in its order.
    package var diffs: [String]
    /// An earlier run had been stopped half-way; its files were put back first.
    package var recoveredInterruption: Bool

    package init(changed: [String], alreadyApplied: Bool, diffs: [String], recoveredInterruption: Bool) {
        self.changed = changed
        self.alreadyApplied = alreadyApplied
        self.diffs = diffs
        self.recoveredInterruption = recoveredInterruption
    }
}
