import ArgumentParser
import DriftCore

/// What is asked of the same argument by several commands.
enum ArgumentCheck {
    /// `3.13`, `3.13.1`
    static func python(_ version: String) throws(ValidationError) {
        if version.wholeMatch(of: /3\.[0-9]{1,2}(?:\.[0-9]{1,2})?/) == nil {
            throw ValidationError("\(version) is no version of Python; write it as 3.13")
        }
    }

    static func timeLimit(_ seconds: Int, upTo limit: Int = 86_400) throws(ValidationError) {
        if !(1...limit).contains(seconds) { throw ValidationError("--time-limit is in seconds, from 1 to \(limit)") }
    }

    static func space(_ name: String) throws(ValidationError) {
        if SpaceName(name) == nil { throw ValidationError("\(name) is no Space; write it as owner/name") }
    }
}
