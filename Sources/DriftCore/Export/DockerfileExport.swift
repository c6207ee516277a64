/// A Dockerfile that builds a snapshot's environment anywhere: base image, system packages, Python packages. The app is not in it.
package struct DockerfileExport: Sendable, Hashable {
    private let reading: EnvironmentReading
    private let title: String
    private let indexes: [String]
    private let hashes: [String: [String]]
    private let python: String?
    private let packages: [ExportedPackage]

    /// - Parameters:
    ///   - title: what the environment is called in the first line: `alice/app, 2026-02-16T09:12:40Z`.
    ///   - indexes: options for local versions: `--extra-index-url https://download.pytorch.org/whl/cu118`.
    ///   - hashes: SHA-256 of every file of a version, by normalized name; empty: installed without.
    ///   - python: where the evidence shows none.
    package init(
        _ reading: EnvironmentReading,
        title: String,
        indexes: [String] = [],
        hashes: [String: [String]] = [:],
        python: String? = nil
    ) {
        self.reading = reading
        self.title = title
        self.indexes = indexes
        self.hashes = hashes
        self.python = python ?? reading.python
        packages = ExportedPackage.all(of: reading)
    }

    /// `nil`: neither a base image nor a Python is known, and a Dockerfile has to begin with one.
    package var text: String? {
        guard let image else { return nil }
        // A here-document needs this version of the Dockerfile's grammar.
        var lines = hashes.isEmpty ? [] : ["# syntax=docker/dockerfile:1"]
        lines += ["# The environment of \(title.excerpt(limit: 200)): without the app. Written by driftd."] + remarks + image
        return ([lines] + [systemPackages, installer, hashedPackages, plainPackages] + localPackages + [todaysPackages])
            .filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private var remarks: [String] {
        var remarks: [String] = []
        if !reading.isComplete { remarks.append("# Incomplete: the evidence does not show everything that was installed.") }
        let inferred = reading.packages.filter { $0.evidence.kind == .inferred }.map(\.release.name.normalized)
        if !inferred.isEmpty { remarks.append("# Worked out as of the build's day, not seen: \(inferred.joined(separator: ", ")).") }
        for package in packages {
            if case .missing(let reason) = package.form { remarks.append("# Left out: \(package.name): \(reason).") }
            if package.isBuiltFromSource, package.requirement != nil {
                remarks.append("# Built from source in the original: \(package.name); today's build tools may make another one of it.")
            }
        }
        return remarks
    }

    // MARK: - Image and system

    private var image: [String]? {
        if let base = reading.baseImage, Self.isWord(base.reference, "._/:-@") {
            guard let digest = base.digest, Self.isWord(digest, ":") else {
                return ["# Its digest was not seen: the tag may have moved.", "FROM \(base.reference)"]
            }
            return ["FROM \(base.reference)@\(digest)"]
        }
        guard let python, python.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        return ["# The image was not seen; this one has the same Python.", "FROM docker.io/library/python:\(python)"]
    }

    private var systemPackages: [String] {
        let words = reading.systemPackages.filter { Self.isWord($0.name, "+.-") }.map { package in
            package.version.map { Self.isWord($0, "+.-:~") ? "\(package.name)=\($0)" : package.name } ?? package.name
        }
        if words.isEmpty { return [] }
        let head = ["# A mirror drops superseded versions; snapshot.debian.org keeps them.", "RUN apt-get update \\"]
        return head
            + Self.continued("    && apt-get install -y --no-install-recommends", words, ending: "    && rm -rf /var/lib/apt/lists/*")
    }

    private var installer: [String] {
        let listed = reading.packages.first { $0.release.name.normalized == "pip" }?.release.version
        guard let version = listed ?? reading.installers.last(where: { $0.name == "pip" })?.version, Version(version) != nil else {
            return []
        }
        return ["RUN python -m pip install --no-cache-dir pip==\(version)"]
    }

    // MARK: - Python packages

    /// The installed set is written down whole, so that nothing is resolved anew: the original's layers may even contradict each other.
    private static let install = "RUN python -m pip install --no-cache-dir --no-deps"

    private var hashedPackages: [String] {
        let hashed = packages.filter { hashes[$0.name.normalized] != nil }
        if hashed.isEmpty { return [] }
        let lines = hashed.flatMap { package -> [String] in
            let sums = (hashes[package.name.normalized] ?? []).sorted().map { "    --hash=sha256:\($0)" }
            guard let requirement = package.requirement, let last = sums.last else { return [] }
            return ["\(requirement) \\"] + sums.dropLast().map { $0 + " \\" } + [last]
        }
        let options = hashed.contains { Self.local(of: $0) != nil } ? indexes : []
        return ["COPY <<\"REQUIREMENTS\" /tmp/requirements.txt"] + options + lines
            + ["REQUIREMENTS", "\(Self.install) --require-hashes -r /tmp/requirements.txt"]
    }

    private var plainPackages: [String] { calls(Self.install, unhashed.filter { Self.local(of: $0) == nil }) }

    /// In calls of their own: an extra index changes every other package's candidates.
    private var localPackages: [[String]] {
        let byLocal = Dictionary(grouping: unhashed.filter { Self.local(of: $0) != nil }) { Self.local(of: $0) ?? "" }
        return byLocal.sorted { $0.key < $1.key }.map { local, packages in
            let meant = indexes.filter { $0.contains(local) }
            let options = (meant.isEmpty ? indexes : meant).flatMap { $0.split(separator: " ") }.map { ShellWords.quoted(String($0)) }
            let note = options.isEmpty ? ["# No index in the evidence has the +\(local) builds: name one here with --extra-index-url."] : []
            return note + calls(([Self.install] + options).joined(separator: " "), packages)
        }
    }

    private var todaysPackages: [String] {
        let unknown = packages.filter { $0.form == .unknownVersion }
        if unknown.isEmpty { return [] }
        return ["# In versions that nobody saw: these are today's."] + calls("RUN python -m pip install --no-cache-dir", unknown)
    }

    private var unhashed: [ExportedPackage] {
        packages.filter { $0.form != .unknownVersion && hashes[$0.name.normalized] == nil }
    }

    private static func local(of package: ExportedPackage) -> String? {
        if case .index(let local) = package.form { local } else { nil }
    }

    private func calls(_ command: String, _ packages: [ExportedPackage]) -> [String] {
        let words = packages.compactMap(\.requirement).map(ShellWords.quoted)
        return words.isEmpty ? [] : Self.continued(command, words)
    }

    // MARK: - Text

    /// One word a line, so that a difference shows as one.
    private static func continued(_ head: String, _ words: [String], ending: String? = nil) -> [String] {
        let lines = [head] + words.map { "        \($0)" } + (ending.map { [$0] } ?? [])
        return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
    }

    /// Letters, digits and `others`, beginning with a letter or digit: nothing that a shell or a Dockerfile reads more into.
    private static func isWord(_ text: String, _ others: String) -> Bool {
        guard let first = text.utf8.first, first.isAlphanumeric, text.utf8.count <= 500 else { return false }
        return text.utf8.allSatisfy { $0.isAlphanumeric || others.utf8.contains($0) }
    }
}
