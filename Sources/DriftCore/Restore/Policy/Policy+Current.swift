#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Policy {
    /// What was known of the platform when this driftd was built: `policy.json`, beside this file. A test holds that it can be read.
    package static let current: Policy =
        (try? JSONDecoder().decode(Policy.self, from: Data(PackageResources.policy_json)))
        ?? Policy(date: "unknown", owned: [], packageLimits: [], pythonLimits: [])
}
