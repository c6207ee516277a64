package import DriftCore

/// What an environment's evidence does not show, in a few words: `incomplete: 1 gap, 2 versions unknown`.
package enum IncompletenessText {
    package static func of(_ reading: EnvironmentReading) -> String {
        if reading.isComplete { return "complete" }
        var missing: [String] = []
        if !reading.gaps.isEmpty { missing.append(counted(reading.gaps.count, "gap", "gaps")) }
        if !reading.unknown.isEmpty { missing.append(counted(reading.unknown.count, "version", "versions") + " unknown") }
        return missing.isEmpty ? "incomplete" : "incomplete: \(missing.joined(separator: ", "))"
    }

    package static func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}
