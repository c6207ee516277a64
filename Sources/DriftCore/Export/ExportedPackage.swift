/// How a package of a snapshot can be installed again on another machine.
package struct ExportedPackage: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        /// `six==1.16.0`. `local`: `cu118` of `2.1.2+cu118`, which the default index does not have.
        case index(local: String?)
        /// `git+https://host/o/r@<commit>`
        case versionControl(url: String)
        /// `https://host/x.whl#sha256=…`
        case archive(url: String)
        /// Named by the evidence, in a version that nobody saw.
        case unknownVersion
        /// Nothing that another machine could install; one clause says why.
        case missing(reason: String)
    }

    package let name: PackageName
    package let version: String?
    package let form: Form
    /// Built on the spot: its file is the same, what comes of it need not be.
    package let isBuiltFromSource: Bool
    /// Nobody saw it: it was worked out as of the build's day.
    package let isInferred: Bool

    package init(_ release: Release, isInferred: Bool = false) {
        self.isInferred = isInferred
        name = release.name
        version = release.version
        isBuiltFromSource = release.isBuiltFromSource
        form = Self.form(of: release)
    }

    /// The packages of `reading`, without the installer itself, which the image brings.
    package static func all(of reading: EnvironmentReading) -> [ExportedPackage] {
        reading.packages.filter { $0.release.name.normalized != "pip" }
            .map { ExportedPackage($0.release, isInferred: $0.evidence.kind == .inferred) }
    }

    /// As a requirements file has it; `nil`: there is none.
    package var requirement: String? {
        switch form {
        case .index: version.map { "\(name.spelling)\(Version($0) == nil ? "===" : "==")\($0)" }
        case .versionControl(let url), .archive(let url): "\(name.spelling) @ \(url)"
        case .unknownVersion: name.spelling
        case .missing: nil
        }
    }

    private static func form(of release: Release) -> Form {
        if let source = release.source {
            return switch DirectSource(source) {
            case .versionControl(let url): .versionControl(url: url)
            case .archive(let url): .archive(url: url)
            case .moving: .missing(reason: "its source names a branch or tag, not the commit that was installed")
            case .localFile: .missing(reason: "it was installed from a file that only the original's build had")
            case .credentials: .missing(reason: "its URL holds credentials, which driftd does not write")
            case .unwritable: .missing(reason: "its source is no URL that an installer reads")
            }
        }
        if release.isEditable { return .missing(reason: "it was installed from a directory that only the original's build had") }
        guard let version = release.version else { return .unknownVersion }
        guard PackageVersion.isValid(version) else { return .missing(reason: "its version is not one that an installer reads") }
        return .index(local: Version(version)?.local)
    }
}
