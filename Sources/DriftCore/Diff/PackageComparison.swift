/// The merge of two package lists, both sorted by normalized name.
struct PackageComparison {
    private let original: [ResolvedPackage]
    private let duplicate: [ResolvedPackage]
    private let originalIsComplete: Bool
    private let duplicateIsComplete: Bool
    private let originalHasFreeze: Bool
    private let duplicateHasFreeze: Bool
    private let originalPython: String?
    private let duplicatePython: String?

    private(set) var drifts: [PackageDrift] = []
    private(set) var unknown: [DriftUnknown] = []

    init(original: EnvironmentReading, duplicate: EnvironmentReading) {
        self.original = Self.sorted(original.packages)
        self.duplicate = Self.sorted(duplicate.packages)
        originalIsComplete = original.isComplete
        duplicateIsComplete = duplicate.isComplete
        originalHasFreeze = original.packages.contains { $0.evidence.kind == .freeze }
        duplicateHasFreeze = duplicate.packages.contains { $0.evidence.kind == .freeze }
        originalPython = original.python
        duplicatePython = duplicate.python
    }

    mutating func run() {
        var (i, j) = (0, 0)
        while i < original.count || j < duplicate.count {
            let name = smallestName(i, j)
            let originals = original[i...].prefix { $0.release.name == name }
            let duplicates = duplicate[j...].prefix { $0.release.name == name }
            i = originals.endIndex
            j = duplicates.endIndex
            compare(name, originals, duplicates)
        }
    }

    private func smallestName(_ i: Int, _ j: Int) -> PackageName {
        guard i < original.count else { return duplicate[j].release.name }
        guard j < duplicate.count else { return original[i].release.name }
        return min(original[i].release.name, duplicate[j].release.name)
    }

    /// All distributions of one name. What both sides have in the same state is taken out; what is left is compared in order.
    private mutating func compare(_ name: PackageName, _ originals: ArraySlice<ResolvedPackage>, _ duplicates: ArraySlice<ResolvedPackage>)
    {
        noteUnobserved(originals, side: .original)
        noteUnobserved(duplicates, side: .duplicate)
        var leftOriginals: [ResolvedPackage] = []
        var leftDuplicates = Array(duplicates)
        for package in originals {
            if let index = leftDuplicates.firstIndex(where: { $0.release.isSameState(as: package.release) }) {
                leftDuplicates.remove(at: index)
            } else {
                leftOriginals.append(package)
            }
        }
        let isAnomaly = originals.count > 1 || duplicates.count > 1
        for index in 0..<max(leftOriginals.count, leftDuplicates.count) {
            let pair = (
                index < leftOriginals.count ? leftOriginals[index] : nil,
                index < leftDuplicates.count ? leftDuplicates[index] : nil
            )
            // Both sides named the package before: what remains over is a second version, not an absence.
            let isNamedOnBoth = !originals.isEmpty && !duplicates.isEmpty
            if let drift = drift(name, pair.0, pair.1, isNamedOnBoth: isNamedOnBoth, isAnomaly: isAnomaly) { drifts.append(drift) }
        }
    }

    private mutating func drift(
        _ name: PackageName,
        _ original: ResolvedPackage?,
        _ duplicate: ResolvedPackage?,
        isNamedOnBoth: Bool,
        isAnomaly: Bool
    ) -> PackageDrift? {
        func row(_ change: PackageDrift.Change, isObserved: Bool) -> PackageDrift {
            PackageDrift(name: name, change: change, original: original, duplicate: duplicate, isObserved: isObserved, isAnomaly: isAnomaly)
        }
        switch (original, duplicate) {
        case (let a?, let b?):
            let change = PackageDrift.Change(from: a.release, to: b.release)
            return row(change, isObserved: change != .unknown && a.evidence.kind.isObserved && b.evidence.kind.isObserved)
        case (let present?, nil), (nil, let present?):
            let side: DriftUnknown.Side = original == nil ? .original : .duplicate
            if isLeftOut(present, side: side) { return nil }
            let isKnown = isNamedOnBoth || (side == .original ? originalIsComplete : duplicateIsComplete)
            if !isKnown { unknown.append(DriftUnknown(side: side, name: name.normalized, reason: .presenceUnknown)) }
            let change: PackageDrift.Change = isKnown ? (side == .original ? .added : .removed) : .unknown
            return row(change, isObserved: isKnown && present.evidence.kind.isObserved)
        case (nil, nil):
            return nil
        }
    }

    /// Whether it says nothing that the side is without the package. A list leaves it out by itself; and what a list names of its image's own
    /// installers (`pip freeze --all`, a beacon) no log shows, since no step installs it.
    private func isLeftOut(_ present: ResolvedPackage, side: DriftUnknown.Side) -> Bool {
        let name = present.release.name
        if side == .original ? originalHasFreeze : duplicateHasFreeze { return FreezeList.leavesOut(name) }
        let python = side == .original ? originalPython : duplicatePython
        return present.evidence.kind == .freeze && FreezeList.leavesOut(name, python: python)
    }

    private mutating func noteUnobserved(_ packages: ArraySlice<ResolvedPackage>, side: DriftUnknown.Side) {
        for package in packages {
            if package.release.version == nil, package.release.source == nil {
                unknown.append(DriftUnknown(side: side, name: package.release.name.normalized, reason: .notShown))
            } else if !package.evidence.kind.isObserved {
                unknown.append(DriftUnknown(side: side, name: package.release.name.normalized, reason: .notObserved))
            }
        }
    }

    /// Readers deliver sorted lists; a hand-made environment JSON may not be, nor several versions of one name.
    private static func sorted(_ packages: [ResolvedPackage]) -> [ResolvedPackage] {
        let isSorted = zip(packages, packages.dropFirst()).allSatisfy { $0.release.name < $1.release.name }
        return isSorted ? packages : packages.sorted { Release.isOrderedBefore($0.release, $1.release) }
    }
}
