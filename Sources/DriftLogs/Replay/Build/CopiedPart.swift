import DriftCore

/// What of a stage's packages a copy takes: `…/site-packages/idna-3.4.dist-info` is one of them, `…/site-packages/` all.
struct CopiedPart {
    /// Below the folder of packages; `nil`: the folder itself, or one around it.
    private let entry: Substring?

    init(_ source: String) {
        let entry = source.after("-packages/")?.prefix { $0 != "/" }
        self.entry = entry.flatMap { ["", ".", "*"].contains($0) ? nil : $0 }
    }

    var isWhole: Bool { entry == nil }

    /// A module's own folder holds no record: no freeze lists it.
    func holds(_ name: PackageName) -> Bool {
        guard let entry else { return true }
        if let star = entry.firstIndex(of: "*") { return name.normalized.hasPrefix(Self.normalized(entry[..<star])) }
        guard let dot = entry.lastIndex(of: "."), [".dist-info", ".egg-info", ".egg"].contains(entry[dot...]) else { return false }
        return Self.normalized(entry[..<(entry.firstIndex(of: "-") ?? dot)]) == name.normalized
    }

    /// `ruamel_yaml`, `Foo.Bar`
    private static func normalized(_ text: Substring) -> String {
        var parts = text.lowercased().split { "-_.".contains($0) }
        if parts.isEmpty { parts = [""] }
        return parts.joined(separator: "-")
    }
}
