/// One `pip install` of a build, as a resolver is to be asked about it.
package struct InferenceStep: Sendable, Hashable, Codable {
    /// A line that no resolver can be asked about as of a day.
    package struct LeftOut: Sendable, Hashable, Codable {
        package enum Reason: String, Sendable, Hashable, Codable {
            /// A VCS has no upload dates, and reading what it needs would run its code.
            case versionControl = "version-control"
            /// An archive's address without its metadata at hand: reading it would run its code.
            case sourceArchive = "source-archive"
            /// A path: the build has the file, nobody else does.
            case localPath = "local-path"
            /// `===2004d` is no version to today's resolvers.
            case legacyVersion = "legacy-version"
            /// `-r`, `-c`: the platform mounts this one file alone.
            case otherFile = "other-file"
            /// `${TOKEN}`: a variable of the build, which must not be read from this machine.
            case variable
            /// An address with somebody's password: it is for the build alone.
            case credentials
            /// pip would refuse it.
            case unparsable
        }

        package var line: String
        package var reason: Reason
        /// Which package it is, where the line says so; normalized.
        package var name: String?
        /// Its address, where that names a commit or a file for good.
        package var source: String?
    }

    package var kind: BuildStep.Kind
    /// Requirements and index options, as a requirements file has them.
    package var lines: [String]
    package var leftOut: [LeftOut]
    /// `Dockerfile:7`, where a Dockerfile's call is asked about.
    package var place: String?
    /// What is named is chosen anew, whatever was installed before: `pip install --upgrade`.
    package var upgrades: Bool?

    package init(kind: BuildStep.Kind, lines: [String], leftOut: [LeftOut] = []) {
        self.kind = kind
        self.lines = lines
        self.leftOut = leftOut
    }

    /// Normalized names of the requirements.
    package var names: [String] {
        lines.compactMap { line in (try? Requirement(parsing: line))?.name.normalized }
    }

    mutating func add(file bytes: [UInt8]) {
        for line in RequirementsFile.parse(bytes).lines { add(line) }
    }

    /// The same where other files are there too.
    ///
    /// - Parameters:
    ///   - followed: paths of files that are added besides: lines that name them say nothing more.
    ///   - path: the file's own.
    mutating func add(file bytes: [UInt8], followed: Set<String>, path: String) {
        for line in RequirementsFile.parse(bytes).lines {
            let named = line.options.filter { $0.name == "--requirement" }.map { option in
                option.value.flatMap { RequirementsReferences.resolve($0, from: path) }
            }
            if !named.isEmpty, named.count == line.options.count, named.allSatisfy({ $0.map(followed.contains) ?? false }) { continue }
            add(line)
        }
    }

    /// What stands in a Dockerfile's call itself, its indexes apart.
    mutating func add(words install: DockerInstall) {
        let unreadable = Set(install.unreadable.map(\.text))
        for word in install.subjects {
            if unreadable.contains(word) {
                let name = PackageName(word.prefix { !"[=<>~!$ @;".contains($0) })
                leave(word, .variable, name: name?.normalized)
            } else {
                add(file: Array((word + "\n").utf8))
            }
        }
        for target in install.editables { leave("-e \(target)", Self.reason(of: target)) }
    }

    private mutating func add(_ line: RequirementsFile.Line) {
        if line.usesVariables {
            if line.kind != .comment { leave(line.text, .variable, name: line.requirement?.name.normalized) }
            return
        }
        switch line.kind {
        case .requirement(let requirement): add(requirement, text: line.text)
        case .editable(let target), .directReference(let target): leave(line.text, Self.reason(of: target))
        case .option(let name, _):
            for option in line.options { add(option) }
            if name == "--requirement" || name == "--constraint" { leave(line.text, .otherFile) }
        case .unparsable: leave(line.text, .unparsable)
        case .comment, .blank: break
        }
    }

    private mutating func add(_ option: RequirementsOption) {
        let isFlag = option.name == "--pre" || option.name == "--no-index"
        let isIndex = ["--index-url", "--extra-index-url", "--find-links"].contains(option.name) && Self.isWebAddress(option.value)
        guard isFlag || isIndex else { return }
        let value = option.value ?? ""
        if DirectSource.holdsCredentials(value) { return leave("\(option.name) \(DirectSource.redacted(value))", .credentials) }
        lines.append([option.name, option.value].compactMap(\.self).joined(separator: " "))
    }

    private mutating func add(_ requirement: Requirement, text: String) {
        if let url = requirement.url {
            if DirectSource.holdsCredentials(url) {
                return leave(DirectSource.redacted(text), .credentials, name: requirement.name.normalized)
            }
            let path = url.prefix { $0 != "#" && $0 != "?" }
            if Self.isWebAddress(url), path.hasSuffix(".whl") { return lines.append(requirement.description) }
            let source = DirectSource(url)
            let isFixed = if case .versionControl = source { true } else if case .archive = source { true } else { false }
            return leave(text, Self.reason(of: url), name: requirement.name.normalized, source: isFixed ? url : nil)
        }
        if let exact = requirement.specifiers.exactVersion, Version(exact) == nil {
            return leave(text, .legacyVersion, name: requirement.name.normalized)
        }
        // pip itself is no part of a freeze, and a resolver would install it for the requirements' sake alone.
        if requirement.name.normalized != "pip" { lines.append(requirement.description) }
    }

    private mutating func leave(_ text: String, _ reason: LeftOut.Reason, name: String? = nil, source: String? = nil) {
        leftOut.append(LeftOut(line: text.excerpt(limit: 200), reason: reason, name: name, source: source))
    }

    private static func reason(of target: String) -> LeftOut.Reason {
        if target.hasPrefix("git+") || target.hasPrefix("hg+") || target.hasPrefix("svn+") || target.hasPrefix("bzr+") {
            return .versionControl
        }
        return isWebAddress(target) ? .sourceArchive : .localPath
    }

    private static func isWebAddress(_ text: String?) -> Bool {
        text.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
    }
}
