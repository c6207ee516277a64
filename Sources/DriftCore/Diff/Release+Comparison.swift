extension Release {
    /// Whether both are the same thing installed the same way: equal versions by PEP 440 (`1.0` is `1.0.0`), equal source.
    package func isSameState(as other: Release) -> Bool {
        let source = Self.normalizedSource(source)
        guard isEditable == other.isEditable, source == Self.normalizedSource(other.source) else { return false }
        return Self.isSameVersion(version, other.version, isFromSource: source != nil)
    }

    /// A freeze prints `name @ url` without the version, a log prints both: from one source, they agree.
    private static func isSameVersion(_ a: String?, _ b: String?, isFromSource: Bool) -> Bool {
        guard let a, let b else { return a == b || isFromSource }
        return a == b || PackageVersion(a).compared(to: PackageVersion(b)) == .equal
    }

    /// What makes two sources the same one: neither `#egg=name` nor a user's name in the URL does.
    ///
    ///     git+https://user@github.com/o/r@c0ffee#egg=pkg   ->   git+https://github.com/o/r@c0ffee
    package static func normalizedSource(_ source: String?) -> String? {
        guard let source else { return nil }
        let parts = source.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var result = String(parts[0])
        if let scheme = result.firstRange(of: "://"), let at = result[scheme.upperBound...].firstIndex(where: { "@/".contains($0) }),
            result[at] == "@"
        {
            result.removeSubrange(scheme.upperBound...at)
        }
        let fragment = parts.dropFirst().first.map { $0.split(separator: "&").filter { !$0.hasPrefix("egg=") } } ?? []
        return fragment.isEmpty ? result : result + "#" + fragment.joined(separator: "&")
    }

    /// By name, then version, source and the rest: a total order, so that lists of equal content are equal lists.
    package static func isOrderedBefore(_ a: Release, _ b: Release) -> Bool {
        if a.name != b.name { return a.name < b.name }
        switch (a.version, b.version) {
        case (nil, nil): break
        case (nil, _): return true
        case (_, nil): return false
        case (let x?, let y?):
            let order = PackageVersion(x).compared(to: PackageVersion(y))
            if order == .less || order == .greater { return order == .less }
            if x != y { return x < y }
        }
        return (a.source ?? "", a.isEditable ? 1 : 0, a.isBuiltFromSource ? 1 : 0, a.name.spelling)
            < (b.source ?? "", b.isEditable ? 1 : 0, b.isBuiltFromSource ? 1 : 0, b.name.spelling)
    }
}

extension PackageDrift.Change {
    /// How two releases of one name, which are not the same state, differ.
    init(from original: Release, to duplicate: Release) {
        let sameSource = Release.normalizedSource(original.source) == Release.normalizedSource(duplicate.source)
        guard sameSource, original.isEditable == duplicate.isEditable else {
            self = .changed
            return
        }
        guard let a = original.version, let b = duplicate.version else {
            self = .unknown
            return
        }
        self =
            switch PackageVersion(a).compared(to: PackageVersion(b)) {
            case .less: .upgraded
            case .greater: .downgraded
            default: .changed
            }
    }
}
