import Foundation

package enum TestLength {
    /// `DRIFTD_LONG_TESTS=1` (`make test-long`): every damage to every log instead of a sample, a whole fleet instead of a part.
    package static let isLong = ProcessInfo.processInfo.environment["DRIFTD_LONG_TESTS"] != nil
}
