internal import Foundation

/// The proof beside a bundle: `<bundle>.proof.json`.
package enum ProofFile {
    /// Bytes; a proof names each package once at most.
    private static let limitBytes = 8 << 20

    package static func path(besideBundle bundle: String) -> String { bundle + ".proof.json" }

    /// Whole, or not at all; an older proof is replaced.
    package static func write(_ proof: Proof, besideBundle bundle: String) throws {
        try AtomicFile.write(ContractJSON.encode(proof), to: path(besideBundle: bundle))
    }

    package enum Found: Sendable, Hashable {
        case none
        case proof(Proof)
        /// It is there, but says nothing about this bundle.
        case unusable(path: String, reason: String)
    }

    /// - Parameter digest: the bundle's; a proof of another one counts for nothing.
    package static func read(besideBundle bundle: String, digest: String) -> Found {
        let path = path(besideBundle: bundle)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileContent.read(path, limitBytes: limitBytes, trust: .found)
        } catch {
            if case .missing = error { return .none }
            return .unusable(path: path, reason: error.message)
        }
        do {
            let proof = try JSONDecoder().decode(Proof.self, from: Data(bytes))
            guard proof.schema == Proof.schema else { return .unusable(path: path, reason: "its schema is not \(Proof.schema)") }
            guard proof.bundle == digest else { return .unusable(path: path, reason: "it is the proof of another bundle") }
            return .proof(proof)
        } catch {
            return .unusable(path: path, reason: JSONFault.describe(error))
        }
    }

    /// The proof beside the bundle at `path`, whatever the bundle's state is otherwise.
    package static func read(besideBundle path: String) throws(BundleError) -> Found {
        try read(besideBundle: path, digest: ReadBundle.digest(of: path))
    }
}
