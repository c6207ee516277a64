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

    /// Throws `BundleError` of a bundle that cannot be used, and `ApplyError` of a checkout that is another one, or cannot be written;
    /// `CancellationError` only before the checkout is touched: what has begun is finished.
    package static func run(
        bundle path: String,
        on repository: String,
        direction: ApplyBundle.Direction,
        isDryRun: Bool
    ) throws -> Result {
        let read = try read(path)
        try Task.checkCancellation()
        let outcome = try ApplyBundle.run(read.bundle, on: repository, direction: direction, isDryRun: isDryRun)
        return Result(outcome: outcome, bundle: read.bundle, settings: read.settings, proof: read.proof)
    }

    /// What there is to be applied; all of one reading of the file.
    package struct Content: Sendable, Hashable {
        package var bundle: Bundle
        /// What no file holds.
        package var settings: [SettingStep]
        /// What lies beside the bundle.
        package var proof: ProofFile.Found
    }

    /// Throws `BundleError`, also of settings that cannot be read.
    package static func read(_ path: String) throws -> Content {
        let opened = try ReadBundle.open(path)
        return Content(
            bundle: opened.bundle,
            settings: try opened.bundle.settings.map { try settings(in: $0, bundle: path) } ?? [],
            proof: ProofFile.read(besideBundle: path, digest: opened.digest)
        )
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
