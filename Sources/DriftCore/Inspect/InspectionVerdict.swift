/// From harmless to certain to fail; what cannot be seen stands between.
package enum InspectionVerdict: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    case ok, unknown, warn, stop

    package static func < (a: InspectionVerdict, b: InspectionVerdict) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
