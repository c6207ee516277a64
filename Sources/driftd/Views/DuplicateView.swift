import DriftEngine

/// What a duplication will create, a sentence a line.
struct DuplicateView: Sendable {
    let plan: DuplicateSpace.Plan

    var lines: [String] {
        let sdk = [plan.sdk, plan.sdkVersion].compactMap(\.self).joined(separator: " ")
        var lines = ["\(plan.copy): private, \(sdk), on \(hardware)"]
        if !plan.variables.isEmpty { lines.append("variables copied: \(plan.variables.joined(separator: ", "))") }
        if let secrets = plan.secrets, !secrets.isEmpty { lines.append("secrets to recreate: \(secrets.joined(separator: ", "))") }
        return lines + plan.notes
    }

    private var hardware: String {
        guard let hardware = plan.hardware else { return "no hardware" }
        guard let price = plan.pricePerHour else { return "\(hardware) (price unknown)" }
        return price == 0 ? "\(hardware) (free)" : "\(hardware) ($\(price) an hour)"
    }
}
