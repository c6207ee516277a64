/// setuptools and wheel where a list leaves them out: `pip freeze` does below Python 3.12, and code that imports `pkg_resources` runs with the
/// one that is there. The logs that name them as installers tell their versions; they are compared as packages, and restored as such.
struct BuildToolComparison {
    let original: EnvironmentReading
    let duplicate: EnvironmentReading

    private static let names = ["setuptools", "wheel"].compactMap { PackageName($0) }

    var drifts: [PackageDrift] { Self.names.compactMap(drift) }

    /// Of what both list, the lists say it themselves.
    private func drift(of name: PackageName) -> PackageDrift? {
        let (first, second) = (Self.listed(name, in: original), Self.listed(name, in: duplicate))
        guard first == nil || second == nil, let a = first ?? Self.named(name, in: original),
            let b = second ?? Self.named(name, in: duplicate), !a.release.isSameState(as: b.release)
        else { return nil }
        let change = PackageDrift.Change(from: a.release, to: b.release)
        let isObserved = change != .unknown && a.evidence.kind.isObserved && b.evidence.kind.isObserved
        return PackageDrift(name: name, change: change, original: a, duplicate: b, isObserved: isObserved)
    }

    private static func listed(_ name: PackageName, in reading: EnvironmentReading) -> ResolvedPackage? {
        reading.packages.first { $0.release.name == name }
    }

    /// Which line names an installer, a reading does not keep.
    private static func named(_ name: PackageName, in reading: EnvironmentReading) -> ResolvedPackage? {
        reading.installers.last { $0.name == name.normalized }?.version.map {
            ResolvedPackage(release: Release(name: name, version: $0), evidence: Evidence(kind: .log))
        }
    }
}
