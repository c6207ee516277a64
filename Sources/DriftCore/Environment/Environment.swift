/// The resolved state of a Space: facts only, no evidence, no times. What is content-addressed and compared.
package struct Environment: Sendable, Hashable, Codable {
    /// As exact as observed: `3.13` from `FROM python:3.13`, `3.11.15` where the patch was printed.
    package var python: String?
    package var baseImage: BaseImage?
    package var sdk: SDK?
    /// Sorted by name.
    package var installers: [Installer]
    /// The requirements that the platform itself added to the pip call, in its order: `gradio[oauth,mcp]==6.19.0`, `spaces`.
    package var platformLine: [String]
    /// Sorted by normalized name. Two entries of one name are an anomaly of the target and are kept (T27).
    package var packages: [Release]
    /// Sorted by name.
    package var systemPackages: [SystemPackage]
    /// True only if the evidence accounts for every package that is not an untouched part of the base image.
    package var isComplete: Bool

    package init(
        python: String? = nil,
        baseImage: BaseImage? = nil,
        sdk: SDK? = nil,
        installers: [Installer] = [],
        platformLine: [String] = [],
        packages: [Release] = [],
        systemPackages: [SystemPackage] = [],
        isComplete: Bool = false
    ) {
        self.python = python
        self.baseImage = baseImage
        self.sdk = sdk
        self.installers = installers
        self.platformLine = platformLine
        self.packages = packages
        self.systemPackages = systemPackages
        self.isComplete = isComplete
    }
}
