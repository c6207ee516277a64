import DriftCore

/// What one printed line says of one package.
struct MentionGrammar {
    struct Meaning: Equatable {
        var kind: ExplainedLine.Kind
        var version: String?

        init(_ kind: ExplainedLine.Kind, _ version: String? = nil) {
            self.kind = kind
            self.version = version
        }
    }

    let name: PackageName
    let search: NameSearch

    init(_ name: PackageName) {
        self.name = name
        search = NameSearch(name)
    }

    /// `nil`: the line says nothing of the package. Lists that may go on over several lines are not read here.
    func meaning(of line: ByteView) -> Meaning? {
        let body = line.trimmed
        guard body.count > 1, search.first(in: body) != nil else { return nil }
        return pip(body) ?? building(body) ?? otherInstaller(body) ?? listed(body) ?? message(body) ?? trace(body)
    }

    // MARK: - pip

    private func pip(_ body: ByteView) -> Meaning? {
        if let rest = body.afterPrefix("Collecting ") ?? body.afterPrefix("Obtaining ") { return collected(rest) }
        if let rest = body.afterPrefix("Processing ") {
            return archive(rest.firstWord).map { Meaning(.collected, $0) }
                ?? (isAddressOfPackage(rest.firstWord) ? Meaning(.collected) : nil)
        }
        if body.hasPrefix("Requirement already "), let colon = body.firstIndex(of: ": ") {
            guard case .satisfied(name, let version, _) = PipLine.satisfied(body.dropFirst(colon + 2)) else { return nil }
            return Meaning(.satisfied, version)
        }
        for prefix: StaticString in ["Downloading ", "Using cached ", "Downloaded ", "Saved ", "Prepared "] {
            if let rest = body.afterPrefix(prefix) { return downloaded(rest) }
        }
        return removal(body)
    }

    private func collected(_ rest: ByteView) -> Meaning? {
        if let found = PipLine.collecting(rest).name { return found == name ? Meaning(.collected) : nil }
        return isAddressOfPackage(rest.firstWord) ? Meaning(.collected) : nil
    }

    /// `git+https://github.com/o/flask-cors.git@main`: a repository is mostly called like its package.
    private func isAddressOfPackage(_ word: ByteView) -> Bool {
        guard let last = word.string.split(separator: "/").last else { return false }
        let stem = last.prefix { $0 != "@" && $0 != "#" && $0 != "?" }
        return PackageName(stem.hasSuffix(".git") ? stem.dropLast(4) : stem) == name
    }

    /// `https://…/flask-3.0.0-py3-none-any.whl.metadata (3.0 kB)`, `torch (780.5MiB)`
    private func downloaded(_ rest: ByteView) -> Meaning? {
        let word = rest.firstWord
        if let version = archive(word) { return Meaning(.downloaded, version) }
        return word.packageName == name ? Meaning(.downloaded) : nil
    }

    private func archive(_ word: ByteView) -> String? {
        let text = word.string
        let location = text.hasSuffix(".metadata") ? String(text.dropLast(".metadata".count)) : text
        return ArchiveFileName(of: location).flatMap { $0.name == name ? $0.version : nil }
    }

    private func removal(_ body: ByteView) -> Meaning? {
        if let rest = body.afterPrefix("Found existing installation: ") {
            guard case .found(name, let version) = PipLine.found(rest) else { return nil }
            return Meaning(.found, version)
        }
        if let rest = body.afterPrefix("Attempting uninstall: ") ?? body.afterPrefix("Not uninstalling ") {
            return rest.firstWord.packageName == name ? Meaning(.found) : nil
        }
        let gone = PipLine.behindQuestion(body) ?? body
        if let rest = gone.afterPrefix("Successfully uninstalled ") ?? gone.afterPrefix("Uninstalling ") {
            let word = rest.firstWord
            let item = PipLine.installedItem(word.hasSuffix(":") ? word.dropLast(1) : word, known: [name])
            return item?.name == name ? Meaning(.uninstalled, item?.version) : nil
        }
        return nil
    }

    // MARK: - Building wheels

    /// `Building wheel for flask (pyproject.toml): finished`, `Created wheel for flask: filename=…`, `Running setup.py install for flask`
    private func building(_ body: ByteView) -> Meaning? {
        for prefix: StaticString in ["Building wheel for ", "Building editable for ", "Created wheel for ", "Created editable for "] {
            if let rest = body.afterPrefix(prefix) { return VersionText.leadingName(of: word(rest)) == name ? Meaning(.built) : nil }
        }
        if let rest = body.afterPrefix("Successfully built ") { return names(rest) ? Meaning(.built) : nil }
        if let rest = body.afterPrefix("Building wheels for collected packages: ") {
            return names(rest) ? Meaning(.built) : nil
        }
        if let rest = body.afterPrefix("Failed to build ") { return names(rest) ? Meaning(.failed) : nil }
        if body.hasPrefix("Running setup.py "), let place = body.firstIndex(of: " for ") {
            return VersionText.leadingName(of: word(body.dropFirst(place + 5))) == name ? Meaning(.built) : nil
        }
        // uv: `Building flask==3.0.0`, `Built flask @ git+https://…`
        if let rest = body.afterPrefix("Building ") ?? body.afterPrefix("Built ") {
            return VersionText.leadingName(of: rest) == name ? Meaning(.built, exactVersion(rest)) : nil
        }
        return nil
    }

    private func word(_ rest: ByteView) -> ByteView {
        let word = rest.firstWord
        return word.hasSuffix(":") ? word.dropLast(1) : word
    }

    /// `a, b c`: whether one of the words is the package.
    private func names(_ rest: ByteView) -> Bool {
        var isFound = false
        rest.forEachWord { word in
            let plain = word.hasSuffix(",") ? word.dropLast(1) : word
            if plain.packageName == name { isFound = true }
        }
        return isFound
    }

    /// `3.0.0` of `flask==3.0.0`.
    private func exactVersion(_ text: ByteView) -> String? {
        let word = text.firstWord
        guard let equals = word.firstIndex(of: "==") else { return nil }
        let version = word.dropFirst(equals + 2)
        return VersionText.isPlausible(version) ? version.string : nil
    }

    // MARK: - uv, poetry

    /// `+ flask==3.0.0`, `- Installing flask (3.0.0)`, `• Updating flask (2.0 -> 3.0.0)`
    private func otherInstaller(_ body: ByteView) -> Meaning? {
        if let rest = body.afterPrefix("Installing the current project: ") {
            guard case .project(name, let version) = PoetryLine.project(rest) else { return nil }
            return Meaning(.installed, version)
        }
        if let rest = body.afterPrefix("Adding ") {
            guard case .easyInstalled(name, let version) = SetupLine.adding(rest) else { return nil }
            return Meaning(.installed, version)
        }
        guard let rest = body.afterPrefix("• ") ?? body.afterPrefix("+ ") ?? body.afterPrefix("- ") ?? body.afterPrefix("~ ") else {
            return nil
        }
        if case .operation(let change, name, let version, _) = PoetryLine.operation(rest.trimmed) {
            return Meaning(change == .remove ? .uninstalled : .installed, version)
        }
        let sign: InstallerEvent.Change = body[0] == UInt8(ascii: "-") ? .remove : .add
        guard case .change(_, name, let version, _) = UvLine.change(sign, rest.trimmed) else { return nil }
        return Meaning(sign == .remove ? .uninstalled : .installed, version)
    }

    // MARK: - Lists

    /// `flask==3.0.0`, `flask @ git+https://…`, `-e git+https://…#egg=flask`
    private func listed(_ body: ByteView) -> Meaning? {
        if let release = PackageListReader.freezeLine(body) { return release.name == name ? Meaning(.listed, release.version) : nil }
        if let rest = body.afterPrefix("-e "), let egg = rest.firstIndex(of: "#egg=") {
            return VersionText.leadingName(of: rest.dropFirst(egg + 5)) == name ? Meaning(.listed) : nil
        }
        return nil
    }

    /// `flask              3.0.0`, a row of `pip list`.
    func row(_ line: ByteView) -> Meaning? {
        let word = line.firstWord
        let version = line.dropFirst(word.count).trimmed.firstWord
        guard word.packageName == name, VersionText.isPlausible(version) else { return nil }
        return Meaning(.listed, version.string)
    }

    // MARK: - Messages

    private func message(_ body: ByteView) -> Meaning? {
        if let version = ownVersion(body) { return Meaning(.noted, version) }
        let text = body.afterPrefix("ERROR: ") ?? body
        if case .conflict(let package, let version, let requirement, let found) = PipLine.conflict(text) {
            if PackageName(package) == name { return Meaning(.conflict, version) }
            let named = [requirement, found ?? ""].contains { VersionText.leadingName(of: $0) == name }
            return named ? Meaning(.conflict, found.flatMap(Self.version(ofFound:))) : nil
        }
        if let depends = body.firstIndex(of: " depends on ") {
            let ends = [body, body.dropFirst(depends + 12)]
            return ends.contains { VersionText.leadingName(of: $0) == name } ? Meaning(.conflict) : nil
        }
        if let rest = body.afterPrefix("The user requested ") {
            return VersionText.leadingName(of: rest) == name ? Meaning(.requested, exactVersion(rest)) : nil
        }
        guard search.firstWhole(in: body) != nil else { return nil }
        if body.hasPrefix("ERROR: ") || body.hasPrefix("error: ") || body.hasPrefix("× ") || body.hasPrefix("Could not find a version") {
            return Meaning(.failed)
        }
        let isNote = ["WARNING: ", "INFO: ", "DEPRECATION: ", "warning: ", "Ignoring ", "Skipping ", "Resolved ", "Cloning "].contains {
            body.string.hasPrefix($0)
        }
        return isNote ? Meaning(.noted) : nil
    }

    /// `[notice] A new release of pip is available: 23.0.1 -> 26.1.2`, `uv 0.5.11`: what an installer tells of itself.
    private func ownVersion(_ body: ByteView) -> String? {
        var installer = InstallerVersionLine.installer(body)
        if case .installerVersion(let told) = PipLine.notice(body) { installer = told }
        return installer?.name == name.normalized ? installer?.version : nil
    }

    /// `File "/usr/local/lib/python3.13/site-packages/flask_cors/core.py", line 5`, `ModuleNotFoundError: No module named 'flask_cors'`
    private func trace(_ body: ByteView) -> Meaning? {
        if let packages = body.firstIndex(of: "-packages/") {
            let rest = body.dropFirst(packages + 10)
            var end = 0
            while end < rest.count, rest[end] != UInt8(ascii: "/"), rest[end] != UInt8(ascii: "\""), rest[end] != .space { end += 1 }
            let entry = rest[0..<end].string
            if let item = Self.metadata(entry), item.name == name { return Meaning(.traceback, item.version) }
            let module = entry.hasSuffix(".py") ? String(entry.dropLast(3)) : entry
            return PackageName(module) == name ? Meaning(.traceback) : nil
        }
        guard let quoted = body.firstIndex(of: "No module named ") else { return nil }
        let module = body.dropFirst(quoted + 16).string.filter { $0 != "'" && $0 != "\"" }.prefix { $0 != "." && $0 != ";" && $0 != " " }
        return PackageName(module) == name ? Meaning(.missing) : nil
    }

    /// `3.0.0` of `flask 3.0.0`.
    private static func version(ofFound text: String) -> String? {
        text.split(separator: " ").last.flatMap { PackageVersion.isValid($0) ? String($0) : nil }
    }

    /// `flask-3.0.0.dist-info`
    private static func metadata(_ entry: String) -> (name: PackageName, version: String)? {
        guard let suffix = [".dist-info", ".egg-info"].first(where: entry.hasSuffix) else { return nil }
        let parts = entry.dropLast(suffix.count).split(separator: "-")
        guard parts.count >= 2, let name = PackageName(parts[0]), PackageVersion.isValid(parts[1]) else { return nil }
        return (name, String(parts[1]))
    }
}
