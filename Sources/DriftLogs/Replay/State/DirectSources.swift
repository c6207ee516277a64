import DriftCore

/// Where a run of pip takes packages from that come from no index: repositories, archives, folders.
struct DirectSources {
    struct Source {
        /// What a freeze prints behind `@ `: `git+https://github.com/o/r@3f2a…`, `file:///src/x`.
        var address: String
        var isEditable = false
    }

    private(set) var named: [PackageName: Source] = [:]
    /// pip did not say which package is there.
    private(set) var unnamed: [Source] = []

    /// Far more than one run of pip ever takes from elsewhere than an index.
    static let maximum = 200

    var isEmpty: Bool { named.isEmpty && unnamed.isEmpty }
    var all: [Source] { Array(named.values) + unnamed }

    subscript(name: PackageName) -> Source? { named[name] }

    mutating func note(_ source: Source, of name: PackageName?) {
        guard named.count + unnamed.count < Self.maximum else { return }
        if let name { named[name] = source } else { unnamed.append(source) }
    }

    /// The branch or tag of a source with this URL becomes the commit.
    mutating func resolve(_ url: String, _ commit: String) {
        let matches: (String) -> Bool = { address in address.contains(url) || url.contains(address.drop { $0 != "+" }.dropFirst()) }
        for (name, source) in named where matches(source.address) {
            named[name]?.address = Self.pinned(source.address, url, commit)
        }
        for index in unnamed.indices where matches(unnamed[index].address) {
            unnamed[index].address = Self.pinned(unnamed[index].address, url, commit)
        }
    }

    /// `git+https://github.com/o/r@main#subdirectory=x` at a commit: `git+https://github.com/o/r@3f2a…#subdirectory=x`.
    private static func pinned(_ address: String, _ url: String, _ commit: String) -> String {
        let fragment = address.firstIndex(of: "#").map { address[$0...] } ?? ""
        let scheme = address.hasPrefix("git+") ? "git+" : ""
        let kept = fragment.dropFirst().split(separator: "&").filter { !$0.hasPrefix("egg=") }.joined(separator: "&")
        return scheme + url + "@" + commit + (kept.isEmpty ? "" : "#" + kept)
    }

    /// Gives unnamed sources to the packages that nothing else named: `git+https://github.com/o/tiny-lib@v1` among others goes to the one
    /// with the repository's name, a single one to the single package.
    mutating func adopt(_ orphans: [PackageName]) {
        let homeless = orphans.filter { named[$0] == nil }
        if unnamed.count > 1 {
            for name in homeless {
                let matches = unnamed.indices.filter { Self.repository(of: unnamed[$0].address) == name }
                if matches.count == 1 { named[name] = unnamed.remove(at: matches[0]) }
            }
        }
        let left = homeless.filter { named[$0] == nil }
        if left.count == 1, unnamed.count == 1 { named[left[0]] = unnamed.removeFirst() }
    }

    /// `tiny-lib` of `git+https://github.com/o/tiny-lib.git@3f2a…`, without a folder inside it.
    private static func repository(of address: String) -> PackageName? {
        guard address.hasPrefix("git+"), !address.holds("#") else { return nil }
        let last = address.split(separator: "/").last.map(String.init) ?? ""
        let name = last.prefix { $0 != "@" }
        return PackageName(name.hasSuffix(".git") ? name.dropLast(4) : name)
    }

    /// A repository at a branch, a tag or its head is another one tomorrow.
    static func isPinned(_ address: String) -> Bool {
        // pip does not say what another system's branch was.
        if ["hg+", "svn+", "bzr+"].contains(where: address.hasPrefix) { return false }
        guard address.hasPrefix("git+") else { return true }
        let path = address.prefix { $0 != "#" }
        guard let at = path.lastIndex(of: "@") else { return false }
        let commit = path[path.index(after: at)...]
        return commit.count == 40 && commit.utf8.allSatisfy { $0.isDigit || $0.isLetter }
    }
}
