import DriftCore

/// pip ends each run in the same words while nothing about it changes: that it should not be root, that there is a newer one.
extension BuildReplay {
    /// How the runs of pip of one step ended.
    private struct Ending {
        let index: Int
        let target: InstallTarget
        let runs: Int
        let farewells: Farewells
    }

    /// A run between two of its kind that lacks words which both of them have lost lines, and what stood beside those may be gone with them.
    mutating func checkFarewells() {
        var endings: [Ending] = []
        for (index, step) in steps.enumerated() where lanes.lane[index] == lanes.final && step.scanned.outcome == .done {
            if step.changesPip {
                doubt(endings)
                endings = []
            } else if let ending = ending(of: step, index) {
                endings.append(ending)
            }
        }
        doubt(endings)
    }

    /// pip leaves a line blank before it tells of a newer release. Where some of these are there and some are not, those were lost, with what
    /// stood before them.
    mutating func checkNotices() {
        guard build.hasBlankLines else { return }
        var bare: [ReplayStep] = []
        var parted = 0
        for step in steps where step.scanned.outcome == .done {
            let events = step.output.events
            for index in events.indices.dropFirst().dropLast() {
                guard case .installerVersion = events[index].event, case .toldToUpdate = events[index + 1].event else { continue }
                let (before, behind) = (events[index].line - events[index - 1].line, events[index + 1].line - events[index].line)
                // Events of several lines, lines that a wrap cut: nothing is told by numbers.
                guard behind == 1 else { return }
                // A verbose pip says more in between.
                if before == 2 { parted += 1 } else if before == 1 { bare.append(step) }
            }
        }
        guard bare.count < parted else { return }
        for step in bare { gap(.cut, line: step.scanned.line, command: step.text) }
    }

    private mutating func doubt(_ endings: [Ending]) {
        guard endings.count > 2 else { return }
        let places = Dictionary(grouping: endings, by: \.target).sorted { $0.key < $1.key }.map(\.value)
        for kind in [\Farewells.warned, \Farewells.noticed] {
            for own in places {
                let isWhole: (Ending) -> Bool = { $0.farewells[keyPath: kind] >= $0.runs }
                guard let first = own.firstIndex(where: isWhole), let last = own.lastIndex(where: isWhole) else { continue }
                for ending in own[first...last] where !isWhole(ending) {
                    let step = steps[ending.index]
                    gap(.cut, line: step.scanned.line, command: step.text)
                }
            }
        }
    }

    /// `nil`: it does other things as well, or asks for other words.
    private func ending(of step: ReplayStep, _ index: Int) -> Ending? {
        guard let runs = step.certainPipRuns, let target = step.invocations.first?.target else { return nil }
        return Ending(index: index, target: target, runs: runs, farewells: Farewells(of: step.output.events))
    }
}
