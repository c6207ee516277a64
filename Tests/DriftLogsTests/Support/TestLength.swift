import Foundation

enum TestLength {
    /// `DRIFTD_LONG_TESTS=1`: every damage to every log instead of a sample.
    static let isLong = ProcessInfo.processInfo.environment["DRIFTD_LONG_TESTS"] != nil
}
