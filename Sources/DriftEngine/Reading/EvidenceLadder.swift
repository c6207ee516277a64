internal import DriftCore

/// Merges an exact list with what the logs say: better evidence wins, and every disagreement is named.
enum EvidenceLadder {
    /// What `pip freeze` leaves out unless asked with `--all`: their absence from the list says nothing.
    private static let unlisted: Set<String> = ["pip", "setuptools", "wheel", "distribute"]

    /// - Parameter isExact: every line of the list was understood, so that it accounts for every package.
    static func merge(_ list: [ResolvedPackage], isExact: Bool, into reading: EnvironmentReading) -> EnvironmentReading {
        var result = reading
        let logged = Dictionary(grouping: reading.packages, by: \.release.name)
        let listed = Set(list.map(\.release.name))
        var packages = list.map { package in
            var package = package
            for other in logged[package.release.name] ?? [] {
                if agree(package.release, other.release) {
                    package.release.isBuiltFromSource = package.release.isBuiltFromSource || other.release.isBuiltFromSource
                    if package.release.version == other.release.version { package.index = package.index ?? other.index }
                } else {
                    result.diagnostics.append(disagreement(package, other))
                }
            }
            return package
        }
        for package in reading.packages where !listed.contains(package.release.name) {
            if !isExact || unlisted.contains(package.release.name.normalized) {
                packages.append(package)
            } else if package.release.version != nil {
                result.diagnostics.append(absence(package, from: list.first?.evidence.file ?? "the exact list"))
            }
        }
        result.packages = packages.sorted { $0.release.name < $1.release.name }
        if isExact {
            result.isComplete = true
            result.gaps = []
        }
        return result
    }

    /// A version that nobody printed agrees with every other.
    private static func agree(_ a: Release, _ b: Release) -> Bool {
        guard let x = a.version, let y = b.version else { return true }
        return x == y
    }

    private static func disagreement(_ listed: ResolvedPackage, _ logged: ResolvedPackage) -> Diagnostic {
        let name = listed.release.name
        return Diagnostic(
            code: "evidence.disagree",
            message: "\(name): \(listed.evidence.file ?? "the exact list") says \(listed.release.version ?? "no version"), "
                + "the log says \(logged.release.version ?? "no version"); the exact list counts",
            log: logged.evidence.log,
            line: logged.evidence.line
        )
    }

    private static func absence(_ package: ResolvedPackage, from file: String) -> Diagnostic {
        Diagnostic(
            code: "evidence.disagree",
            message: "\(package.release.name): the log shows \(package.release.version ?? "it"), \(file) does not list it; "
                + "the exact list counts",
            log: package.evidence.log,
            line: package.evidence.line
        )
    }
}
