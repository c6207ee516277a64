/// Where a fact was read.
package struct Evidence: Sendable, Hashable, Codable {
    package var kind: EvidenceKind
    /// Index of the log (0 = oldest) in the logs that were read together.
    package var log: Int?
    /// Physical line in that log, or in `file`, from 1.
    package var line: Int?
    /// The capture's file, where the fact is not from a log: `freeze.txt`.
    package var file: String?

    package init(kind: EvidenceKind, log: Int? = nil, line: Int? = nil, file: String? = nil) {
        self.kind = kind
        self.log = log
        self.line = line
        self.file = file
    }
}
