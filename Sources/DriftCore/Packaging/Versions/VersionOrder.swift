/// How one version stands to another.
package enum VersionOrder: Sendable, Hashable {
    case less, equal, greater

    init<Value: Comparable>(_ a: Value, _ b: Value) {
        self = a < b ? .less : (b < a ? .greater : .equal)
    }

    /// This order, or, between equals, the next criterion's.
    func then(_ next: @autoclosure () -> VersionOrder) -> VersionOrder {
        self == .equal ? next() : self
    }
}
