import Foundation

/// Whether a command may ask the network: one rule for all that can do without.
enum NetworkUse {
    /// `--offline`, or `DRIFTD_OFFLINE` set to anything but nothing and 0.
    static func isRuledOut(by flag: Bool = false, _ variables: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        flag || !["", "0"].contains(variables["DRIFTD_OFFLINE"] ?? "")
    }
}
