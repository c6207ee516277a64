import DriftCore

extension ReplayStep {
    /// Where somebody left something out behind which nothing bears out that this step went on: others may have come and gone there.
    var elidedLine: Int? {
        guard let line = scanned.transcript.elisionLine, !isStart else { return nil }
        // A test prints a dot for each that passes.
        if !concernsPackages { return text.holds("test") ? nil : line }
        return goesOn(behind: line) ? nil : line
    }

    /// All that the step's commands ask for is heard of, and some of it behind `line`.
    private func goesOn(behind line: Int) -> Bool {
        let runs = invocations.filter(\.changesEnvironment)
        guard runs.allSatisfy({ ($0.tool == .pip || $0.tool == .uv) && $0.action == .install && $0.isVisible }) else { return false }
        var named: Set<String> = []
        var isHeard = false
        for located in output.events {
            switch located.event {
            case .installed(let items, _): named.formUnion(items.map(\.name.normalized))
            case .satisfied(let name, _, _), .change(_, let name, _, _): named.insert(name.normalized)
            default: continue
            }
            isHeard = isHeard || located.line > line
        }
        return isHeard
            && runs.flatMap(\.requirementNames).compactMap({ PackageName($0) }).allSatisfy {
                FreezeList.leavesOut($0) || named.contains($0.normalized)
            }
    }
}
