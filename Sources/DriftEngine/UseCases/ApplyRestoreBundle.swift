package import DriftCore
internal import Foundation

/// Puts a bundle's files into a checkout of the duplicate, or takes them out again.
package enum ApplyRestoreBundle {
    package struct Result: Sendable, Hashable {
        package var outcome: ApplyOutcome
        package var bundle: Bundle
        /// What no file holds; empty where the bundle names none.
        package var settings: [SettingStep]
        /// What lies beside the bundle.
        package var proof: ProofFile.Found
    }

    package static func run(
        bundle path: String,
        on repository: String,
        direction: ApplyBundle.Direction,
        isDryRun: Bool
    ) throws -> Result {
        let (bundle, settings) = try read(path)
        let outcome = try ApplyBundle.run(bundle, on: repository, direction: direction, isDryRun: isDryRun)
        return Result(outcome: outcome, bundle: bundle, settings: settings, proof: try ProofFile.read(besideBundle: path))
    }

    /// The bundle, and the settings that no file holds.
    package static func read(_ path: String) throws -> (bundle: Bundle, settings: [SettingStep]) {
        let bundle = try ReadBundle.read(path)
        return (bundle, try bundle.settings.map { try settings(in: $0, bundle: path) } ?? [])
    }

    private static func settings(in bytes: [UInt8], bundle: String) throws(BundleError) -> [SettingStep] {
        do {
            let settings = try JSONDecoder().decode(RestoreSettings.self, from: Data(bytes))
            guard settings.schema == RestoreSettings.schema else {
                throw BundleError.unknownSchema(bundle: bundle, schema: settings.schema)
            }
            return settings.steps
        } catch let error as BundleError {
            throw error
        } catch {
            throw .badManifest(bundle: bundle, reason: "settings.json: \(JSONFault.describe(error))")
        }
    }
}
