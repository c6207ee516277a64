import DriftCore

/// pip's lines about what it found, fetched, removed and put in place. Source: pip's `req_install.py`, `req_set.py`,
/// `operations/prepare.py`, `commands/install.py`, versions 9 to 26.
enum PipLine {
    /// `Requirement already satisfied: REQUIREMENT in LOCATION (from PARENT) (VERSION)`; pip below 10 leaves the version out.
    static func satisfied(_ rest: ByteView) -> InstallerEvent? {
        guard let name = VersionText.leadingName(of: rest) else { return nil }
        var version: String?
        if rest.hasSuffix(")"), let open = lastIndex(of: UInt8(ascii: "("), in: rest) {
            let inner = rest[open + 1..<rest.count - 1]
            if VersionText.isPlausible(inner), VersionText.beginsLikeVersion(inner) { version = inner.string }
        }
        return .satisfied(name: name, version: version, location: location(in: rest))
    }

    /// `(8.1.7)` at the end of a line.
    static func lastBracket(of rest: ByteView) -> ByteView {
        var begin = rest.count
        while begin > max(0, rest.count - 110), rest[begin - 1] != UInt8(ascii: "(") { begin -= 1 }
        return rest.dropFirst(begin)
    }

    /// `/usr/local/lib/python3.13/site-packages` of `click in /usr/local/lib/python3.13/site-packages (from x) (8.1.7)`.
    private static func location(in rest: ByteView) -> String? {
        guard let begin = rest.firstIndex(of: " in ") else { return nil }
        let tail = rest.dropFirst(begin + 4)
        let path = tail[0..<(tail.firstIndex(of: " (") ?? tail.count)]
        guard path.contains("site-packages") || path.contains("dist-packages"), !path.contains(.space) else { return nil }
        return path.string
    }

    private static func lastIndex(of byte: UInt8, in view: ByteView) -> Int? {
        var index = view.count - 1
        while index >= 0 {
            if view[index] == byte { return index }
            index -= 1
        }
        return nil
    }

    /// Whether one requirement stands behind `Collecting `, and no sentence: `Collecting usage statistics. To deactivate, …` is Streamlit's.
    static func isRequirement(_ rest: ByteView) -> Bool {
        let word = rest.firstWord
        let next = rest.dropFirst(word.count).trimmed
        guard !next.isEmpty, !word.hasSuffix(";"), !word.hasSuffix("@") else { return true }
        return next[0] == UInt8(ascii: "(") || next[0] == UInt8(ascii: "@") || next[0] == UInt8(ascii: ";")
            || (next.afterPrefix("from ").map { isURL($0) } ?? false)
            || "<>=!~".utf8.contains(next[0])
    }

    /// What follows `Collecting `: `click>=8 (from x)`, `foo@ git+https://…@main`, `foo from git+https://…#egg=foo`, `git+https://…`.
    static func collecting(_ rest: ByteView) -> (name: PackageName?, source: String?) {
        let word = rest.firstWord
        if isURL(word) { return (eggName(of: word), cleanSource(word)) }
        let name = VersionText.leadingName(of: word)
        guard rest.contains(UInt8(ascii: ":")) else { return (name, nil) }
        if let at = rest.firstIndex(of: UInt8(ascii: "@")), at <= word.count + 1 {
            let url = rest.dropFirst(at + 1).trimmed.firstWord
            if isURL(url) { return (name, cleanSource(url)) }
        }
        if let from = rest.firstIndex(of: " from "), from == word.count {
            let url = rest.dropFirst(from + 6).firstWord
            if isURL(url) { return (name, cleanSource(url)) }
        }
        return (name, nil)
    }

    static func isURL(_ word: ByteView) -> Bool {
        word.hasPrefix("git+") || word.hasPrefix("https://") || word.hasPrefix("http://") || word.hasPrefix("file:")
            || word.hasPrefix("hg+")
            || word.hasPrefix("svn+") || word.hasPrefix("bzr+")
    }

    /// The URL without what may not leave a log: credentials, and anything that is no URL character, or that pip would take for an option.
    static func cleanSource(_ url: ByteView) -> String? {
        guard url.count > 0, url.count <= 2000, url[0] != UInt8(ascii: "-") else { return nil }
        for index in 0..<url.count where url[index] <= 0x20 || url[index] >= 0x7F || "\"'<>\\^`{|}".utf8.contains(url[index]) { return nil }
        guard let scheme = url.firstIndex(of: "://") else { return url.string }
        let authority = scheme + 3
        let path = url.firstIndex(of: UInt8(ascii: "/"), from: authority) ?? url.count
        guard let at = lastIndex(of: UInt8(ascii: "@"), in: url[authority..<path]) else { return url.string }
        // `git@host` is a login name every clone uses; `user:token@host` and `token@host` are secrets.
        if url[authority..<authority + at].equals("git") { return url.string }
        return url[0..<authority].string + url.dropFirst(authority + at + 1).string
    }

    static func cleanSource(_ url: String) -> String? {
        let bytes = Array(url.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { cleanSource(ByteView(start: $0, count: buffer.count)) }
        }
    }

    /// `…/packages/4a/a8/0b2ced…/click-8.0.4-py3-none-any.whl`: pip below 20 shows the address of the index's own files too.
    private static func isIndexFile(_ url: ByteView) -> Bool {
        guard let packages = url.firstIndex(of: "/packages/") else { return false }
        let rest = url.dropFirst(packages + 10)
        return rest.count > 60 && rest[2] == UInt8(ascii: "/") && rest[5] == UInt8(ascii: "/")
    }

    /// `https://github.com/o/r (to revision v1) to /tmp/pip-install-s54k/foo_445e0990e18446f896dfa7c4e82ad944`, behind `Cloning `;
    /// pip below 20.3 leaves the hash out. Source: pip's `req_install.py`, `ensure_build_location`.
    static func cloning(_ rest: ByteView) -> InstallerEvent? {
        let isMercurial = rest.hasPrefix("hg ")
        let address = isMercurial ? rest.dropFirst(3).firstWord : rest.firstWord
        guard let url = cleanSource(address).map({ isMercurial ? "hg+" + $0 : $0 }), let place = rest.firstIndex(of: "/pip-install-"),
            let slash = rest.firstIndex(of: UInt8(ascii: "/"), from: place + 13)
        else { return nil }
        var folder = rest.dropFirst(slash + 1).firstWord
        if folder.count > 33, folder[folder.count - 33] == UInt8(ascii: "_") { folder = folder.dropLast(33) }
        return folder.packageName.map { .cloning(url: url, name: $0) }
    }

    /// Errors that pip ends with before it puts anything in place.
    static func isResolutionError(_ text: ByteView) -> Bool {
        resolutionErrors.contains { text.hasPrefix($0) }
    }

    private static let resolutionErrors: [StaticString] = [
        "No matching distribution", "ResolutionImpossible", "Could not open requirements file", "Invalid requirement",
        "THESE PACKAGES DO NOT MATCH", "Hashes are required", "In --require-hashes mode",
    ]

    /// Whether pip ends with what stands behind `ERROR: `. An error of a part of its work stands farther in, and these lead up to the
    /// last word or are no failures at all.
    static func isLastWord(_ text: ByteView, indentation: Int) -> Bool {
        indentation == 0 && !harmlessErrors.contains { text.hasPrefix($0) }
    }

    private static let harmlessErrors: [StaticString] = [
        "pip's dependency resolver", "pip's legacy dependency resolver", "After October 2020", "Pip will install or upgrade",
        "Failed building ", "Failed cleaning ", "Could not find a ", "Cannot install ", "Ignored the following",
    ]

    /// `error: legacy-install-failure`: since 22 pip ends with the name of the failure where it has one.
    static func isNamedFailure(_ text: ByteView) -> Bool {
        text.count > 3 && text.contains(UInt8(ascii: "-"))
            && (0..<text.count).allSatisfy { text[$0] == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[$0]) }
    }

    /// pip below 19.1 puts nothing before its errors.
    static func isPlainFailure(_ body: ByteView) -> Bool {
        body.hasPrefix("No matching distribution found for ") || body.hasPrefix("Could not install packages due to ")
            || body.hasPrefix("Command \"") && body.contains("\" failed with error code ")
    }

    /// What a line says of the package that it begins with: a conflict, or a wheel that is there already.
    static func named(_ body: ByteView) -> InstallerEvent? {
        if body.contains(" requires ") || body.contains(" has requirement ") { return conflict(body) }
        guard body.contains(" is already installed with the same version as the provided wheel") else { return nil }
        return body.firstWord.packageName.map { .sameAsInstalled($0) }
    }

    /// `foo` of `git+https://…#egg=foo&subdirectory=x`
    private static func eggName(of url: ByteView) -> PackageName? {
        guard let egg = url.firstIndex(of: "egg=") else { return nil }
        return VersionText.leadingName(of: url.dropFirst(egg + 4))
    }

    /// The words behind `Successfully installed `: `name-version`, split where the version begins.
    /// A name known from `Installing collected packages` decides where a version looks like part of a name.
    static func installedItem(_ word: ByteView, known: Set<PackageName>) -> InstalledItem? {
        guard word.count <= 300, !isElided(word) else { return nil }
        var split: InstalledItem?
        var index = word.count - 1
        while index > 0 {
            if word[index] == UInt8(ascii: "-") {
                let version = word.dropFirst(index + 1)
                if VersionText.isPlausible(version), let name = word[0..<index].packageName {
                    let item = InstalledItem(name: name, version: version.string)
                    // A list that lost its end may leave `charset` of `charset-normalizer`.
                    if known.contains(name), split == nil || VersionText.beginsLikeVersion(version) { return item }
                    if split == nil, VersionText.beginsLikeVersion(version) { split = item }
                    if known.isEmpty, let split { return split }
                }
            }
            index -= 1
        }
        if let split { return split }
        // `anyio-4.` was cut.
        if let dash = (1..<max(1, word.count - 1)).last(where: { word[$0] == UInt8(ascii: "-") }), word[dash + 1].isDigit,
            (dash..<word.count).allSatisfy({ word[$0].isNameByte || word[$0] == UInt8(ascii: "+") || word[$0] == UInt8(ascii: "!") }),
            let name = word[0..<dash].packageName
        {
            return InstalledItem(name: name, version: nil)
        }
        return word.packageName.map { InstalledItem(name: $0, version: nil) }
    }

    /// `certifi-20...extensions-4.16.0`: somebody took the middle of a long line away.
    private static func isElided(_ word: ByteView) -> Bool {
        word.contains(UInt8(ascii: ".")) && word.firstIndex(of: "..") != nil || word.firstIndex(of: "…") != nil
    }

    /// `https://pypi.org/simple, https://download.pytorch.org/whl/cu118` behind `Looking in indexes: `.
    static func indexes(_ rest: ByteView) -> InstallerEvent {
        var found: [String] = []
        rest.forEachWord { word in
            if let url = cleanSource(word.hasSuffix(",") ? word.dropLast(1) : word), found.count < 32 { found.append(url) }
        }
        return .looksInIndexes(found)
    }

    /// `https://github.com/o/r/releases/download/x-1.0-py3-none-any.whl (1.0 kB)`, behind `Downloading ` or `Using cached `: pip shows the
    /// address of what does not come from PyPI; `nil` for a bare file name, and for an index's own files unless they are of a local version.
    static func downloaded(_ rest: ByteView) -> InstallerEvent? {
        let word = rest.firstWord
        guard word.hasPrefix("https://") || word.hasPrefix("http://"), let url = cleanSource(word), let archive = ArchiveFileName(of: url)
        else { return nil }
        guard archive.version.contains("+") || !isIndexFile(word) else { return nil }
        return .downloaded(name: archive.name, url: url)
    }

    /// `a, b, c` behind `Installing collected packages: `.
    static func names(_ rest: ByteView) -> [PackageName] {
        var result: [PackageName] = []
        var position = 0
        while position < rest.count {
            let end = rest.firstIndex(of: UInt8(ascii: ","), from: position) ?? rest.count
            if let name = rest[position..<end].trimmed.packageName { result.append(name) }
            position = end + 1
        }
        return result
    }

    /// `Proceed (Y/n)?   Successfully uninstalled click-8.0.4`: what an answer that came through a pipe left in the line.
    static func behindQuestion(_ body: ByteView) -> ByteView? {
        (body.afterPrefix("Proceed (Y/n)?") ?? body.afterPrefix("Proceed (y/n)?"))?.trimmed
    }

    /// `name version` behind `Found existing installation: `.
    static func found(_ rest: ByteView) -> InstallerEvent? {
        let name = rest.firstWord
        let version = rest.dropFirst(name.count + 1).trimmed
        guard let package = name.packageName, VersionText.isPlausible(version) else { return nil }
        return .found(name: package, version: version.string)
    }

    /// `A new release of pip is available: 23.0.1 -> 26.1.2`, `You are using pip version 22.0.4; however, version 22.1 is available.`
    static func notice(_ line: ByteView) -> InstallerEvent? {
        for prefix: StaticString in ["of pip is available: ", "of pip available: ", "using pip version "] {
            guard let begin = line.firstIndex(of: prefix) else { continue }
            let rest = line.dropFirst(begin + prefix.utf8CodeUnitCount)
            var end = 0
            while end < rest.count, rest[end].isNameByte { end += 1 }
            let version = rest[0..<end]
            if VersionText.isPlausible(version) { return .installerVersion(Installer(name: "pip", version: version.string)) }
        }
        if let rest = line.afterPrefix("[notice] To update, run: ") { return .toldToUpdate(by: program(rest)) }
        // pip 20 and 21 name their own interpreter, older ones always `pip`.
        if let rest = line.afterPrefix("You should consider upgrading via the '") {
            return .toldToUpdate(by: rest.hasPrefix("/") ? program(rest) : "")
        }
        return nil
    }

    /// `/opt/venv/bin/python -m pip` of `/opt/venv/bin/python -m pip install --upgrade pip`
    private static func program(_ rest: ByteView) -> String {
        guard let end = rest.firstIndex(of: " install --upgrade"), end <= longestProgram else { return "" }
        return rest[0..<end].string
    }

    private static let longestProgram = 300
}
