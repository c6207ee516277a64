extension LogScanner {
    /// The builds of one whole log.
    static func builds(in log: [UInt8]) -> [ScannedBuild] {
        var scanner = LogScanner()
        (UTF16Text.transcoded(log) ?? log).withUnsafeBytes { scanner.consume($0) }
        scanner.finish()
        var builds: [ScannedBuild] = []
        scanner.takeSections { section in
            if case .build(let build) = section { builds.append(build) }
        }
        return builds
    }
}
