import DriftCore

/// How the packages of one environment are known, in the packages' order, run-length coded.
///
/// One run is a kind's code and its length as a varint; the last run has no length, it goes on to the end. An environment read from
/// one log alone is the single byte of `log`.
struct EvidenceRuns {
    private struct Run {
        var kind: EvidenceKind
        /// `nil`: to the end.
        var length: Int?
    }

    private var runs: [Run] = []

    init(_ kinds: [EvidenceKind]) {
        for kind in kinds {
            if let last = runs.last, last.kind == kind {
                runs[runs.count - 1].length = (last.length ?? 0) + 1
            } else {
                runs.append(Run(kind: kind, length: 1))
            }
        }
        if !runs.isEmpty { runs[runs.count - 1].length = nil }
    }

    /// `nil` unless the bytes are runs.
    init?(bytes: [UInt8]) {
        var rest = bytes[...]
        while let code = rest.popFirst() {
            guard let kind = Self.kind(of: code) else { return nil }
            if rest.isEmpty {
                runs.append(Run(kind: kind, length: nil))
                return
            }
            guard let length = Self.readCount(&rest), length > 0 else { return nil }
            runs.append(Run(kind: kind, length: length))
        }
        // Without a last run that goes on to the end, only no packages at all are described.
        if !runs.isEmpty { return nil }
    }

    var bytes: [UInt8] {
        var writer = CanonicalBytes()
        for run in runs {
            writer.append(count: Self.code(of: run.kind))
            if let length = run.length { writer.append(count: length) }
        }
        return writer.bytes
    }

    /// The best kind that any package has.
    var best: EvidenceKind? { runs.map(\.kind).min() }

    /// One kind for each of `count` packages; `nil` if the runs are not that long.
    func kinds(count: Int) -> [EvidenceKind]? {
        var result: [EvidenceKind] = []
        for run in runs {
            let left = count - result.count
            let length = run.length ?? left
            guard length > 0, length <= left else { return nil }
            result.append(contentsOf: repeatElement(run.kind, count: length))
        }
        return result.count == count ? result : nil
    }

    /// Four bytes at most: 2^28 packages are no environment.
    private static func readCount(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var result = 0
        for shift in stride(from: 0, to: 28, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            result |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        return nil
    }

    /// Codes are part of the file format: they stay when a kind is added or the ranking changes.
    private static func code(of kind: EvidenceKind) -> Int {
        switch kind {
        case .none: 0
        case .freeze: 1
        case .log: 2
        case .remembered: 3
        case .runtime: 4
        case .inferred: 5
        }
    }

    private static func kind(of code: UInt8) -> EvidenceKind? {
        EvidenceKind.allCases.first { Self.code(of: $0) == Int(code) }
    }
}
