/// Merges what several sources say of an environment, package by package: better evidence wins, and every disagreement is named.
package enum EvidenceLadder {
    /// Names that a sentence lists before it stops.
    private static let listed = 8

    /// - Parameter sources: best first; of two that know a package equally well the first counts.
    /// - Returns: `reading` with the merged packages; an exact source makes it complete and closes its gaps.
    package static func merge(_ sources: [EvidenceSource], into reading: EnvironmentReading) -> EnvironmentReading {
        var result = reading
        var merge = Merge(sources)
        merge.run()
        result.packages = merge.packages
        result.diagnostics += merge.diagnostics
        if sources.contains(where: \.isExact) {
            result.isComplete = true
            result.gaps = []
        } else if result.isComplete, let other = unaccounted(in: result, beside: reading) {
            result.isComplete = false
            result.diagnostics.append(other)
        }
        return result
    }

    /// A list that is not exact, and names what the logs do not show: they did not account for everything.
    private static func unaccounted(in merged: EnvironmentReading, beside logged: EnvironmentReading) -> Diagnostic? {
        let shown = Set(logged.packages.map(\.release.name))
        let others = merged.packages.filter {
            $0.evidence.kind == .freeze && !shown.contains($0.release.name) && !FreezeList.leavesOut($0.release.name)
        }
        guard let first = others.first else { return nil }
        let names = others.prefix(listed).map(\.release.name.normalized).joined(separator: ", ") + (others.count > listed ? ", …" : "")
        return Diagnostic(
            code: "evidence.unaccounted",
            message: "the logs do not show \(names), which \(first.evidence.file ?? "a list") names without being a whole list itself",
            line: first.evidence.line
        )
    }

    private struct Merge {
        let sources: [EvidenceSource]
        let exact: EvidenceSource?
        let byName: [[PackageName: [ResolvedPackage]]]
        var packages: [ResolvedPackage] = []
        var diagnostics: [Diagnostic] = []
        /// What better evidence shows, and was worked out as well.
        var compared = 0
        var missed: [String] = []

        init(_ sources: [EvidenceSource]) {
            self.sources = sources
            exact = sources.first(where: \.isExact)
            byName = sources.map { Dictionary(grouping: $0.packages, by: \.release.name) }
        }

        mutating func run() {
            for name in Set(byName.flatMap(\.keys)).sorted() { add(name) }
            noteMeasure()
        }

        private mutating func add(_ name: PackageName) {
            let claims = zip(sources, byName).compactMap { source, packages in packages[name].map { (source: source, packages: $0) } }
            guard let best = claims.first(where: { $0.packages.contains(where: Self.isKnown) }) ?? claims.first else { return }
            if let exact, !claims.contains(where: { $0.source.isExact }), !FreezeList.leavesOut(name) {
                // Whatever is worked out besides is simply wrong; what somebody saw is worth a word.
                for claim in claims { for package in claim.packages { noteAbsence(package, from: exact, said: claim.source) } }
                return
            }
            // A name that was only worked out is no fact beside an exact list.
            if exact != nil, best.packages.allSatisfy({ $0.evidence.kind == .inferred }) { return }
            let others = claims.filter { $0.source != best.source }
            for var package in best.packages {
                for other in others { for claim in other.packages { compare(&package, best.source, claim, other.source) } }
                packages.append(package)
            }
        }

        private static func isKnown(_ package: ResolvedPackage) -> Bool {
            package.release.version != nil || package.release.source != nil
        }

        /// A version that nobody printed agrees with every other.
        private mutating func compare(
            _ package: inout ResolvedPackage,
            _ source: EvidenceSource,
            _ claim: ResolvedPackage,
            _ other: EvidenceSource
        ) {
            let (version, said) = (package.release.version, claim.release.version)
            let agrees = Self.agree(version, said)
            if claim.evidence.kind == .inferred {
                guard version != nil, said != nil else { return }
                compared += 1
                if !agrees { missed.append("\(package.release.name.normalized) \(said ?? "") for \(version ?? "")") }
                return
            }
            if agrees {
                package.release.isBuiltFromSource = package.release.isBuiltFromSource || claim.release.isBuiltFromSource
                if version == said { package.index = package.index ?? claim.index }
            } else {
                diagnostics.append(
                    Diagnostic(
                        code: "evidence.disagree",
                        message: "\(package.release.name): \(source.label) says \(version ?? "no version"), "
                            + "\(other.label) says \(said ?? "no version"); \(Self.winner(package, source)) counts",
                        log: claim.evidence.log,
                        line: claim.evidence.line
                    )
                )
            }
        }

        /// `1.0` and `1.0.0` are one version by PEP 440.
        private static func agree(_ version: String?, _ said: String?) -> Bool {
            guard let version, let said, version != said else { return true }
            guard let one = Version(version), let other = Version(said) else { return false }
            return one == other
        }

        private static func winner(_ package: ResolvedPackage, _ source: EvidenceSource) -> String {
            package.evidence.kind == .freeze ? "the exact list" : source.label
        }

        private mutating func noteAbsence(_ package: ResolvedPackage, from exact: EvidenceSource, said source: EvidenceSource) {
            guard package.release.version != nil, package.evidence.kind != .inferred else { return }
            diagnostics.append(
                Diagnostic(
                    code: "evidence.disagree",
                    message: "\(package.release.name): \(source.label) shows \(package.release.version ?? "it"), "
                        + "\(exact.label) does not list it; the exact list counts",
                    log: package.evidence.log,
                    line: package.evidence.line
                )
            )
        }

        /// How far an inference is to be believed shows where somebody saw the truth.
        private mutating func noteMeasure() {
            guard compared > 0 else { return }
            let right = compared - missed.count
            var message = "of \(compared) packages that better evidence shows, \(right) are as they were worked out"
            if !missed.isEmpty {
                let names = missed.prefix(EvidenceLadder.listed).joined(separator: ", ")
                message += "; not \(names)" + (missed.count > EvidenceLadder.listed ? ", …" : "")
            }
            diagnostics.append(Diagnostic(code: "inference.measured", message: message))
        }
    }
}
