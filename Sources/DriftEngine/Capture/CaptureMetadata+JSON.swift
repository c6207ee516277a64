internal import DriftCore
internal import DriftStore
internal import Foundation

extension CaptureMetadata {
    /// Reads `capture.json`; the schema first, so that a newer file is named as such and not as broken.
    static func decoded(from bytes: [UInt8], in root: String) throws(CaptureError) -> CaptureMetadata {
        struct Header: Decodable { var schema: String }
        let data = Data(bytes)
        let metadata: CaptureMetadata
        do {
            let header = try JSONDecoder().decode(Header.self, from: data)
            guard header.schema == schema else { throw CaptureError.unknownSchema(path: root, schema: header.schema) }
            metadata = try JSONDecoder().decode(CaptureMetadata.self, from: data)
        } catch let error as CaptureError {
            throw error
        } catch {
            throw .badMetadata(path: root, reason: JSONFault.describe(error))
        }
        guard Instant(metadata.takenAt) != nil else {
            throw .badMetadata(path: root, reason: "takenAt is not a time such as 2026-11-22T10:00:00Z")
        }
        return metadata
    }
}
