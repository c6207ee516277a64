import DriftCore
import DriftEngine

/// An environment as `pip freeze` would print it. What the evidence does not show stands there as a comment, not as nothing.
enum FreezeText {
    static func render(_ reading: EnvironmentReading) -> String {
        var lines: [String] = []
        if !reading.isComplete { lines.append("# \(IncompletenessText.of(reading))") }
        lines += reading.packages.map { package in
            // Read again, the list must not make facts of them.
            let mark =
                package.evidence.kind == .inferred && (package.release.version ?? package.release.source) != nil
                ? "  \(RequirementsFile.inferredMark)" : ""
            return line(for: package.release) + mark
        }
        return lines.map { PrintableText.line($0) + "\n" }.joined()
    }

    /// `numpy==1.26.4` · `odd===2004d` · `pkg @ git+https://…@c0ffee` · `-e git+https://…#egg=pkg`
    private static func line(for release: Release) -> String {
        if let source = release.source {
            // A hand-made JSON may hold anything; a list that pip will read may not.
            if DirectSource(source) == .unwritable { return "# \(release.name.spelling): its source is no URL" }
            if release.isEditable { return "-e \(source)\(source.contains("egg=") ? "" : "#egg=\(release.name.spelling)")" }
            return "\(release.name.spelling) @ \(source)"
        }
        guard let version = release.version else { return "# \(release.name.spelling): version unknown" }
        guard PackageVersion.isValid(version) else { return "# \(release.name.spelling): its version is none that pip reads" }
        if release.isEditable { return "# Editable install with no version control (\(release.name.spelling)==\(version))" }
        return "\(release.name.spelling)\(Version(version) == nil ? "===" : "==")\(version)"
    }
}
