extension LogScanner {
    /// The builds of one whole log.
    static func builds(in log: [UInt8]) -> [ScannedBuild] {
        var scanner = LogScanner()
        (UTF16Text.transcoded(log) ?? log).withUnsafeBytes { scanner.consume($0) }
        scanner.finish()
        return scanner.takeSections().compactMap { section in
            guard case .build(let build) = section else { return nil }
            return build
        }
    }
}
