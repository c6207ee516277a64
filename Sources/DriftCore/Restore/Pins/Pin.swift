/// One package as a requirements file shall have it.
struct Pin {
    enum Target: Hashable {
        /// `==1.26.4`, `===2004d`
        case version(String)
        /// After `name @ `.
        case source(String)
    }

    var target: Target
    var decision: Decision

    var name: PackageName { decision.name }

    /// The line of the marked block.
    var requirement: String {
        switch target {
        case .version(let specifier): name.spelling + specifier
        case .source(let url): "\(name.spelling) @ \(url)"
        }
    }

    /// Whether a requirement of the user's asks for just this already.
    func isStated(by requirement: Requirement) -> Bool {
        switch target {
        case .source(let url):
            return requirement.url.map { Release.normalizedSource($0) == Release.normalizedSource(url) } ?? false
        case .version(let specifier):
            guard requirement.url == nil, let stated = requirement.specifiers.exactVersion else { return false }
            let wanted = String(specifier.drop { $0 == "=" })
            return PackageVersion(stated).compared(to: PackageVersion(wanted)) == .equal
        }
    }

    /// Whether a requirement of the user's rules the pin out: `numpy<2` against 2.1.0.
    func isContradicted(by requirement: Requirement) -> Bool {
        guard case .version(let specifier) = target, requirement.url == nil else { return false }
        return !requirement.specifiers.contains(PackageVersion(specifier.drop { $0 == "=" }), allowingPrereleases: true)
    }
}
