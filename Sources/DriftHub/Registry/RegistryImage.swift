import DriftCore

/// An image as its manifest and configuration describe it; no layer of it has been read.
package struct RegistryImage: Sendable, Hashable {
    package var reference: ImageReference
    /// Of the list of platforms, where there is one.
    package var indexDigest: ContentDigest?
    /// Of the manifest.
    package var digest: ContentDigest
    package var configuration: ImageConfiguration
    package var configurationBlob: ImageBlob
    /// Oldest first.
    package var layers: [ImageBlob]

    /// Compressed, all layers together.
    package var size: Int { layers.reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }

    /// For each layer the step that made it; `nil`: the configuration does not tell.
    package var steps: [ImageConfiguration.Step]? {
        let steps = configuration.history.filter { !$0.isEmpty }
        return steps.count == layers.count ? steps : nil
    }
}
