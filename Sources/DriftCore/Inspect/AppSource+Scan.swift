extension AppSource {
    /// Reads a file without Python.
    package static func scanned(_ bytes: [UInt8]) -> AppSource { SourceScan.read(bytes) }
}
