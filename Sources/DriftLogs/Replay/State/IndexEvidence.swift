import DriftCore

/// Where a step's installers looked for packages, and what they fetched from there: tells the index of `torch 2.1.0+cu118`.
struct IndexEvidence {
    /// More than any command names.
    private static let maximumIndexes = 32
    private static let maximumDownloads = 1_000

    /// Besides the default one, in the order in which they were seen.
    private var indexes: [String] = []
    /// Pages of `--find-links`.
    private var pages: [String] = []
    /// Folders that files of packages with local versions came from.
    private var folders: [PackageName: String] = [:]

    /// Nothing besides the default one was seen.
    var isEmpty: Bool { indexes.isEmpty && pages.isEmpty }

    init(_ invocations: [InstallerInvocation]) {
        for invocation in invocations {
            // uv lets an index have a name: `--index pytorch=https://download.pytorch.org/whl/cu118`.
            for index in invocation.indexes {
                note(index: index.from("=http").map { String($0.dropFirst()) } ?? index)
            }
            for page in invocation.linkPages { note(page: page) }
        }
    }

    /// `Looking in indexes: https://pypi.org/simple, https://download.pytorch.org/whl/cu118`
    mutating func note(index text: String) {
        guard let index = Self.address(text), !Self.isDefault(index), !indexes.contains(index), indexes.count < Self.maximumIndexes else {
            return
        }
        indexes.append(index)
    }

    mutating func note(page text: String) {
        guard let page = Self.address(text), !pages.contains(page), pages.count < Self.maximumIndexes else { return }
        pages.append(page)
    }

    /// `Downloading https://download.pytorch.org/whl/cu118/torch-2.1.0%2Bcu118-cp310-cp310-linux_x86_64.whl (2267.3 MB)`
    mutating func note(download url: String, of name: PackageName) {
        guard folders.count < Self.maximumDownloads, let address = Self.address(url), let slash = address.lastIndex(of: "/") else { return }
        folders[name] = String(address[..<slash])
    }

    /// The index that a release with a local version came from; `nil`: the log does not tell, or several may be meant.
    func index(of release: Release) -> String? {
        guard release.source == nil, let version = release.version, version.holds(UInt8(ascii: "+")), let local = Version(version)?.local
        else { return nil }
        if let folder = folders[release.name] { return index(ofFolder: folder) }
        let meant = (indexes + pages).filter { $0.split(separator: "/").contains(Substring(local)) }
        if let only = meant.first { return meant.count == 1 ? only : nil }
        let all = indexes + pages
        return all.count == 1 ? all.first : nil
    }

    /// Files may lie on another host than the index that lists them (`download-r2.pytorch.org`), but in the same folder.
    private func index(ofFolder folder: String) -> String? {
        let isBelow: (String) -> Bool = { folder == $0 || folder.hasPrefix($0 + "/") }
        let nearest = indexes.filter(isBelow).max { $0.utf8.count < $1.utf8.count }
        let sameFolder = indexes.first { Self.path(of: $0) == Self.path(of: folder) }
        return nearest ?? sameFolder ?? (indexes.isEmpty ? pages.first { Self.host(of: $0) == Self.host(of: folder) } : nil) ?? folder
    }

    /// Without credentials, query, fragment and last slash; `nil`: no address of the web.
    private static func address(_ text: String) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), let clean = PipLine.cleanSource(text) else { return nil }
        let plain = clean.prefix { $0 != "?" && $0 != "#" }
        let trimmed = plain.hasSuffix("/") ? plain.dropLast() : plain
        return trimmed.contains("$") || trimmed.utf8.count > 500 ? nil : String(trimmed)
    }

    private static func isDefault(_ index: String) -> Bool { host(of: index) == "pypi.org" || host(of: index) == "pypi.python.org" }

    private static func host(of address: String) -> Substring {
        address.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" }
    }

    private static func path(of address: String) -> Substring { address.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" } }
}
