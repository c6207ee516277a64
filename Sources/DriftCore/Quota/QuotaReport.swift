/// What the GPU functions of a Space book: the contract `driftd.quota/1` (`docs/JSON-quota.md`).
package struct QuotaReport: Sendable, Hashable, Encodable {
    package static let schema = "driftd.quota/1"

    package var schema = QuotaReport.schema
    package var subject: String
    package var functions: [QuotaBooking]
    /// How the files were read.
    package var sources: [String: SourceReader]
    /// The rows that the figures rest on, newer and older ones.
    package var table: QuotaTable

    package init(subject: InspectionSubject, table: QuotaTable = .current) {
        self.subject = subject.label
        self.table = table
        sources = subject.readers
        functions = subject.places(\.gpuFunctions, \.line).map { table.booking(of: $0.item, place: $0.place) }
    }
}
