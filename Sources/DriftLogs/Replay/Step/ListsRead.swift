import DriftCore

/// The lists of a whole environment that commands of a step asked for, so far.
struct ListsRead {
    var count = 0
    /// What the last of them named.
    var lastNames: Set<PackageName> = []
    /// What should stand in the latest one and has not so far, and where that begins.
    var missing: (names: Set<PackageName>, line: Int)?
    /// How many of the step's invocations a list has settled.
    var settledInvocations = 0
}
