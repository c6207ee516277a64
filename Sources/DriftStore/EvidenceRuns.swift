import DriftCore

/// How the packages of one environment are known, in the packages' order, run-length coded.
///
/// One run is a kind's code and its length as a varint; the last run has no length, it goes on to the end. An environment read from
/// one log alone is the single byte of `log`.
enum EvidenceRuns {
    static func encode(_ kinds: [EvidenceKind]) -> [UInt8] {
        var runs: [(kind: EvidenceKind, length: Int)] = []
        for kind in kinds {
            if runs.last?.kind == kind { runs[runs.count - 1].length += 1 } else { runs.append((kind, 1)) }
        }
        var writer = CanonicalBytes()
        for (index, run) in runs.enumerated() {
            writer.append(count: code(of: run.kind))
            if index < runs.count - 1 { writer.append(count: run.length) }
        }
        return writer.bytes
    }

    /// `nil` unless the runs describe `count` packages.
    static func decode(_ bytes: [UInt8], count: Int) -> [EvidenceKind]? {
        var result: [EvidenceKind] = []
        var rest = bytes[...]
        while let code = rest.popFirst() {
            guard let kind = kind(of: code) else { return nil }
            let left = count - result.count
            let length = rest.isEmpty ? left : readCount(&rest) ?? 0
            guard length > 0, length <= left else { return nil }
            result.append(contentsOf: repeatElement(kind, count: length))
        }
        return result.count == count ? result : nil
    }

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
