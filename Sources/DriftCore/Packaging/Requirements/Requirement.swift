/// One requirement by PEP 508: `gradio[oauth,mcp]==6.19.0 ; python_version >= "3.10"`, `pkg @ git+https://host/repo@commit`.
package struct Requirement: Sendable, Hashable {
    package var name: PackageName
    /// As written, sorted, each once.
    package var extras: [String]
    package var specifiers: VersionSpecifierSet
    /// After `@`; then there are no specifiers.
    package var url: String?
    package var marker: Marker?

    package init(
        name: PackageName,
        extras: [String] = [],
        specifiers: VersionSpecifierSet = VersionSpecifierSet(),
        url: String? = nil,
        marker: Marker? = nil
    ) {
        self.name = name
        self.extras = Set(extras).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.specifiers = specifiers
        self.url = url
        self.marker = marker
    }

    /// Takes exactly one requirement: no comment, no options.
    package init(parsing text: some StringProtocol) throws(RequirementSyntaxError) {
        self = try RequirementParser.parse(Array(text.utf8)).requirement
    }
}

extension Requirement: CustomStringConvertible {
    /// Canonical spacing; name, extras and versions spelled as written: `A.B[x]!=1.3,>=1.0; extra == "y"`, `a @ https://h/a.whl ; …`.
    package var description: String {
        var result = name.spelling
        if !extras.isEmpty { result += "[\(extras.joined(separator: ","))]" }
        result += specifiers.description
        if let url { result += " @ \(url)" }
        if let marker { result += (url == nil ? "; " : " ; ") + marker.description }
        return result
    }
}
