import DriftCore

/// What uv's and poetry's counts promise, and how much of it a step's lines have shown.
struct ChangeCounts {
    /// `Installed 3 packages`, less the lines that name one.
    var installs = 0
    var removals = 0
    /// uv below 0.2 does not count what an installation removes.
    var countsRemovals = false
    /// The report at hand has said how many packages it takes away.
    var isRemovalCounted = false
    /// `+ click==8.1.7` where another release was, whose own line is lost.
    var unlistedRemovals = 0
    /// `Uninstalled 2 packages` was the last count; `Installed …` may belong to the same report.
    var isRemovalPending = false
    var operations = 0
    var seenOperations: Set<PackageName> = []
    var line = 0
    /// What uv lists is what it put into the environment that it has just made.
    var listsSeeds = false
    /// uv found everything in place: `Audited 3 packages`.
    var hasAudited = false
    var reports = 0
    /// How many reports there had been when uv last said where it works.
    private var namedReports: Int?
    /// uv has said where it works, and reports of that.
    var isPlaceNamed: Bool { namedReports != nil }

    mutating func namePlace() { namedReports = reports }

    /// A count begins a report that the place's line is not about, if there has been one since.
    mutating func beginReport() {
        latest.removeAll(keepingCapacity: true)
        lastListed = nil
        if let namedReports, reports > namedReports { self.namedReports = nil }
    }

    /// uv lists what a report changed by name.
    private var lastListed: PackageName?

    /// `false`: the name stands behind one that comes after it, so that lines between the two reports are lost, or out of place.
    mutating func isInOrder(_ name: PackageName) -> Bool {
        defer { lastListed = name }
        return lastListed.map { !(name < $0) } ?? true
    }

    /// What uv took away and did not put back, with its line.
    var removed: [PackageName: Int] = [:]
    /// What the report that is being read put in place.
    var latest: [PackageName] = []
    /// What uv and poetry put in place.
    var changed: Set<PackageName> = []
}
