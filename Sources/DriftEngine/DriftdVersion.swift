/// The program's own version, as `driftd --version` prints it and bundles record it.
package enum DriftdVersion {
    package static let current = "0.1.0"
}
