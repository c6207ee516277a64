import DriftCore

/// `snapshot.build_outcome`. Codes are part of the file format.
enum BuildOutcomeCode {
    static func code(of outcome: BuildRecord.Outcome) -> Int {
        switch outcome {
        case .succeeded: 0
        case .failed: 1
        case .cut: 2
        }
    }

    static func outcome(_ code: Int) throws -> BuildRecord.Outcome {
        switch code {
        case 0: .succeeded
        case 1: .failed
        case 2: .cut
        default: throw DamagedRecord(detail: "unknown build outcome \(code)")
        }
    }
}
