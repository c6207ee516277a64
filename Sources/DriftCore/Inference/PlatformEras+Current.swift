#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension PlatformEras {
    /// What was known of the platform's past when this driftd was built: `eras.json`, beside this file. A test holds that it can be read.
    package static let current: PlatformEras =
        (try? JSONDecoder().decode(PlatformEras.self, from: Data(PackageResources.eras_json)))
        ?? PlatformEras(date: "1970-01-01", recipes: [], pythons: [], sdkRules: [])
}
