package import DriftCore

/// A drift's verdict in words, the same in every format.
package struct DriftVerdict: Sendable, Hashable {
    /// One side's missing knowledge: `("original", "3 versions not shown: a, b, c")`.
    package struct UnknownLine: Sendable, Hashable {
        package var side: String
        package var text: String
    }

    private let drift: Drift

    package init(_ drift: Drift) { self.drift = drift }

    /// `Drift: 12 packages and 2 facts differ.`
    package var sentence: String {
        let packages = drift.packages.count(where: \.isObservedDrift)
        let facts = drift.facts.count(where: \.isObservedDrift)
        let parts = [Self.counted(packages, "package", "packages"), Self.counted(facts, "fact", "facts")].compactMap(\.self)
        let subject = parts.joined(separator: " and ")
        let verb = packages + facts == 1 ? "differs" : "differ"
        return worded(subject, verb) + (inferred.map { " \($0)" } ?? "")
    }

    /// `12 packages differ from what was only worked out.`
    private var inferred: String? {
        let count = drift.packages.count { package in
            let kinds = [package.original?.evidence.kind, package.duplicate?.evidence.kind]
            return !package.isObserved && package.change != .unknown && package.countsAsDrift && kinds.contains(.inferred)
        }
        return Self.counted(count, "package differs", "packages differ").map { "\($0) where a side was only worked out." }
    }

    private func worded(_ subject: String, _ verb: String) -> String {
        switch drift.verdict {
        case .none:
            "No drift: every package is known on both sides, and "
                + (aside.isEmpty ? "nothing differs." : "the environments are the same\(aside).")
        case .drift: "Drift: \(subject) \(verb)\(drift.isComplete ? "" : "; more may, since the evidence is incomplete")\(aside)."
        case .noVerdict:
            subject.isEmpty
                ? "No verdict: nothing observed differs, but the evidence is incomplete."
                : "No verdict: \(subject) \(verb), but the evidence is incomplete."
        }
    }

    /// `3 settings differ`: hardware and the like, which belong to no environment.
    private var settings: String? {
        let count = drift.facts.count { !$0.fact.countsAsDrift && $0.change == .changed }
        return Self.counted(count, "setting differs", "settings differ")
    }

    /// `sleep-time is not known`: facts that one side does not show, and that are no part of the environment's completeness.
    private var unknownFacts: String? {
        let names = Set(drift.facts.filter { $0.change == .unknown }.map(\.fact.rawValue)).sorted()
        return names.isEmpty ? nil : "\(names.listed(upTo: Self.listed)) \(names.count == 1 ? "is" : "are") not known"
    }

    /// What stands beside the verdict, and does not make it.
    private var aside: String { [settings, unknownFacts].compactMap { $0.map { "; \($0)" } }.joined() }

    /// What to do about incomplete evidence.
    package var hint: String? {
        if drift.isComplete { return nil }
        let areWhole = drift.original.isComplete && drift.duplicate.isComplete
        if areWhole, drift.unknown.allSatisfy({ $0.name == "python" || $0.name == "sdk" }) {
            return "a list of packages names no Python and no SDK: compare captures, build logs, or what `driftd beacon` prints"
        }
        // A rebuild of the original would destroy the very state that is to be restored.
        let isOriginal = areWhole ? drift.unknown.contains { $0.side == .original } : !drift.original.isComplete
        return isOriginal
            ? "do not rebuild \(drift.original.label): ask its owner for the build log, or for what `driftd beacon` prints, "
                + "or put its `pip freeze` into the capture as freeze.txt"
            : "a build without cache prints every package: restart \(drift.duplicate.label) with a factory rebuild and take a snapshot, "
                + "or put its `pip freeze` into the capture as freeze.txt"
    }

    /// Sorted by side; long lists of names are cut, with their count.
    package var unknownLines: [UnknownLine] {
        [(DriftUnknown.Side.original, drift.original), (.duplicate, drift.duplicate)].flatMap { side, evidence in
            texts(of: side, evidence).map { UnknownLine(side: side.rawValue, text: $0) }
        }
    }

    private func texts(of side: DriftUnknown.Side, _ evidence: DriftSide) -> [String] {
        var texts = evidence.gaps.prefix(Self.listed).map { gap in
            let log = evidence.logs.indices.contains(gap.log) ? evidence.logs[gap.log] : "log \(gap.log)"
            return "\(Self.words(for: gap.reason)) (\(log):\(gap.line)): \(CommandText.line(gap.command))"
        }
        if evidence.gaps.count > Self.listed { texts.append("and \(evidence.gaps.count - Self.listed) more steps") }
        for reason in [DriftUnknown.Reason.notShown, .notObserved, .presenceUnknown] {
            let names = drift.unknown.filter { $0.side == side && $0.reason == reason }.map(\.name)
            if !names.isEmpty { texts.append("\(Self.words(for: reason)): \(names.listed(upTo: Self.listed))") }
        }
        if texts.isEmpty && !evidence.isComplete { texts.append("the evidence does not account for every package") }
        return texts
    }

    private static let listed = 10

    private static func words(for reason: Gap.Reason) -> String {
        switch reason {
        case .cached: "a cached step, printed by an earlier build"
        case .headMissing: "the log begins after the build did"
        case .cut: "the log is cut off"
        case .quiet: "a step that prints nothing"
        case .unreadable: "an installer that prints no versions"
        case .baseImage: "packages that the base image brings"
        case .stages: "which stage a step belongs to"
        }
    }

    private static func words(for reason: DriftUnknown.Reason) -> String {
        switch reason {
        case .notShown: "not shown"
        case .notObserved: "known, but not seen at installation"
        case .presenceUnknown: "whether it is there at all"
        }
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String? {
        count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
}
