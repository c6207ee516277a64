import DriftCore

@testable import DriftLogs

/// Holds a reading against a case's truth, as `Tests/Corpus/score.py` does.
struct CorpusJudgement {
    /// Why the answer does not pass; empty if it does.
    private(set) var reasons: [String] = []

    private let corpusCase: CorpusCase
    private let view: CorpusView
    private let reading: EnvironmentReading
    private let isWhole: Bool
    private let isCutShort: Bool
    private let excused: Range<Int>

    init(_ corpusCase: CorpusCase, in view: CorpusView) {
        self.corpusCase = corpusCase
        self.view = view
        let newest = corpusCase.newest
        var logs = corpusCase.texts.map { Array($0.utf8) }
        let original = logs
        for index in logs.indices where view.isLossless || index == newest { logs[index] = view.render(corpusCase.texts[index]) }
        reading = LogReader.read(logs)
        isWhole = view.isLossless || logs == original
        // A cut newest build is no succeeded one: what an answer says then is the state of an earlier build.
        isCutShort = view.name.hasPrefix("tail-cut") && (corpusCase.hasSeveralBuilds || logs != original)
        excused = logs == original ? 0..<0 : view.homeless(in: corpusCase.texts[newest])
        judgeVersions()
        judgeCompleteness()
        for (index, log) in logs.enumerated() { judgeEvidence(in: log, index) }
        if isWhole { judgeWhole() }
        for name in corpusCase.details.unknown {
            if let version = claimed[CorpusTruth.key(name)]?.release.version, truth[CorpusTruth.key(name)] == nil {
                reasons.append("unknown: \(name) claimed as \(version)")
            }
        }
    }

    private var truth: [String: CorpusTruth.Entry] { corpusCase.truth.packages }
    private var claimed: [String: ResolvedPackage] {
        Dictionary(reading.packages.map { ($0.release.name.normalized, $0) }) { first, _ in first }
    }
    private var doubtful: Set<String> { Set((corpusCase.details.doubtful ?? []).map { CorpusTruth.key($0) }) }
    private var base: Set<String> { Set(corpusCase.details.base.map { CorpusTruth.key($0.prefix { $0 != "=" }) }) }

    /// A direct source says what a version would: a freeze has no version of it either.
    private var missing: [String] {
        truth.keys.filter { name in
            guard !base.contains(name), !CorpusTruth.installers.contains(name) else { return false }
            return claimed[name].map { $0.release.version == nil && $0.release.source == nil } ?? true
        }.sorted()
    }

    private mutating func judgeVersions() {
        for package in reading.packages {
            let name = package.release.name.normalized
            let isExcused = package.evidence.log == corpusCase.newest && excused.contains(package.evidence.line ?? 0)
            guard let version = package.release.version, !doubtful.contains(name), !isExcused else { continue }
            guard let actual = truth[name] else {
                if !isCutShort { reasons.append("wrong: \(name) \(version) claimed, is not there \(package.evidence)") }
                continue
            }
            if !isCutShort, !CorpusTruth.isSame(version, as: actual.version) {
                reasons.append("wrong: \(name) \(version) claimed, is \(actual.version ?? "?") \(package.evidence)")
            } else if isWhole, corpusCase.details.complete != nil, !CorpusTruth.isSameSource(package.release.source, as: actual.source) {
                reasons.append("source: \(name) from \(package.release.source ?? "none"), is \(actual.source ?? "none")")
            }
        }
    }

    /// Each physical line that is named as evidence names its package; a wrap may have left a part of the name to the next one, and
    /// a step's text to several.
    private mutating func judgeEvidence(in log: [UInt8], _ index: Int) {
        let named = reading.packages.filter { $0.evidence.log == index }
        guard !named.isEmpty else { return }
        let lines = CorpusView.physicalLines(of: log)
        for package in named {
            guard let line = package.evidence.line, line >= 1, line <= lines.count else {
                reasons.append("evidence: \(package.release.name) at line \(package.evidence.line ?? 0) of \(lines.count)")
                continue
            }
            let reach = !view.name.contains("wrapped") ? 1 : package.evidence.kind == EvidenceKind.none ? 40 : 2
            let pieces = lines[(line - 1)..<min(line - 1 + reach, lines.count)]
            let text = pieces.map { $0.hasPrefix("> ") ? String($0.dropFirst(2)) : $0 }.joined()
            let plain = text.lowercased().map { "_.".contains($0) ? "-" : String($0) }.joined()
            if !plain.contains(package.release.name.normalized) {
                reasons.append("evidence: \(package.release.name) is not in line \(line): \(text.prefix(80))")
            }
        }
    }

    private mutating func judgeCompleteness() {
        guard reading.isComplete else { return }
        guard !(isCutShort && corpusCase.hasSeveralBuilds) else { return }
        if corpusCase.details.complete == false { reasons.append("dishonest: complete, though these logs cannot tell") }
        let foreign = doubtful.intersection(claimed.keys).subtracting(truth.keys).sorted()
        if !foreign.isEmpty { reasons.append("dishonest: complete, with \(foreign), which are not there") }
        let differs = claimed.contains { name, package in
            guard let version = package.release.version, let actual = truth[name] else { return false }
            return !CorpusTruth.isSame(version, as: actual.version)
        }
        if !missing.isEmpty || differs { reasons.append("dishonest: complete, but without \(missing) or with wrong versions") }
    }

    private mutating func judgeWhole() {
        if corpusCase.details.complete == true {
            if !reading.isComplete { reasons.append("timid: not complete: \(reading.gaps.prefix(3).map { "\($0.reason) at \($0.line)" })") }
            if !missing.isEmpty { reasons.append("missing: \(missing)") }
        }
        for name in corpusCase.details.absent where claimed[CorpusTruth.key(name)] != nil && truth[CorpusTruth.key(name)] == nil {
            reasons.append("absent: \(name) is listed, is not installed")
        }
        if let python = reading.python, let actual = corpusCase.details.python {
            let parts = python.split(separator: ".")
            if parts != Array(actual.split(separator: ".").prefix(parts.count)) { reasons.append("python: \(python), is \(actual)") }
        }
    }
}
