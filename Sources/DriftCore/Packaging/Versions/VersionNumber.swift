/// One number of a version. Numbers of any length occur in the wild (dates with times, commit hashes taken for digits) and are compared
/// by value; nothing overflows.
package enum VersionNumber: Sendable, Hashable {
    case small(UInt64)
    /// More than `UInt64` holds: ASCII digits without leading zeros.
    case large([UInt8])

    package static let zero = VersionNumber.small(0)

    /// `digits`: ASCII digits only; none means 0.
    init(digits: ArraySlice<UInt8>) {
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        var value: UInt64 = 0
        for digit in significant {
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(UInt64(digit &- UInt8(ascii: "0")))
            if overflowed || carried {
                self = .large(Array(significant))
                return
            }
            value = sum
        }
        self = .small(value)
    }

    package var isZero: Bool { self == .zero }
}

extension VersionNumber: Comparable, CustomStringConvertible {
    package static func < (a: VersionNumber, b: VersionNumber) -> Bool {
        switch (a, b) {
        case (.small(let x), .small(let y)): x < y
        case (.small, .large): true
        case (.large, .small): false
        case (.large(let x), .large(let y)): x.count == y.count ? x.lexicographicallyPrecedes(y) : x.count < y.count
        }
    }

    package var description: String {
        switch self {
        case .small(let value): String(value)
        case .large(let digits): String(decoding: digits, as: UTF8.self)
        }
    }
}
