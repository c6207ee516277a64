internal import DriftCore

/// The original's environment out of a bundle.
enum BundledOriginal {
    static func read(_ bytes: [UInt8], path: String) throws -> Snapshot {
        throw ReferenceError.unusableFile(path: path, reason: "bundles cannot be read yet")
    }
}
