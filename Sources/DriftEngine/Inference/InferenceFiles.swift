internal import DriftCore
internal import Foundation

/// The files of a capture that say what was worked out, and how.
enum InferenceFiles {
    static let recordFile = "inferred.json"

    /// `nil`: nothing was worked out, or not in a form that this driftd reads.
    static func record(in files: [String: [UInt8]]) -> InferenceRecord? {
        files[recordFile].flatMap { try? JSONDecoder().decode(InferenceRecord.self, from: Data($0)) }
    }
}
