/// A `pylock.toml` (PEP 751) put together from what uv wrote of the packages that an index has, and of entries that need no index.
package struct LockDocument: Sendable, Hashable {
    package enum Fault: Error, Sendable, Hashable {
        /// These cannot be locked; each with a clause why.
        case unlockable([String])
        /// The index gave no hash for a file of these packages.
        case withoutHash([String])
        /// uv's document lacks these packages.
        case absent([String])
    }

    /// The text of a `[[packages]]` entry, and whose it is.
    private struct Entry: Sendable, Hashable {
        var name: String
        var text: String
    }

    /// `3.11`
    private let python: String
    /// Sorted by name.
    private let entries: [Entry]
    /// Normalized names of what nobody saw.
    private let inferred: Set<String>

    /// What a resolver has to be asked about: one requirement a line. The others are written down here.
    package static func requirements(of packages: [ExportedPackage]) throws(Fault) -> [String] {
        let faults = packages.compactMap { package -> String? in
            switch package.form {
            case .unknownVersion: "\(package.name): its version is unknown"
            case .missing(let reason): "\(package.name): \(reason)"
            default: nil
            }
        }
        if !faults.isEmpty { throw .unlockable(faults) }
        return packages.filter { ownEntry(of: $0) == nil }.compactMap(\.requirement)
    }

    /// - Parameters:
    ///   - document: what `uv pip compile --format pylock.toml` printed; empty where it was not asked.
    ///   - python: `3.11`
    package init(packages: [ExportedPackage], document: String, python: String) throws(Fault) {
        self.python = python
        inferred = Set(packages.filter(\.isInferred).map(\.name.normalized))
        var found = Self.entries(of: document)
        // A lock is for others to read, and an index may give its files at addresses with a token.
        let secret = found.filter { Self.holdsCredentials($0.text) }.map { "\($0.name): its index gives it at an address with credentials" }
        if !secret.isEmpty { throw .unlockable(secret) }
        let withoutHash = found.filter { !Self.isHashed($0.text) }.map(\.name)
        if !withoutHash.isEmpty { throw .withoutHash(withoutHash) }
        for package in packages {
            if let text = Self.ownEntry(of: package) { found.append(Entry(name: package.name.normalized, text: text)) }
        }
        let names = Set(found.map(\.name))
        let absent = packages.map(\.name.normalized).filter { !names.contains($0) }
        if !absent.isEmpty { throw .absent(absent) }
        entries = found.sorted { $0.name < $1.name }
    }

    package var text: String {
        let head = "lock-version = \"1.0\"\nrequires-python = \(Self.quoted(">=\(python)"))\ncreated-by = \"driftd\"\n"
        return remark + head + entries.map { "\n[[packages]]\n\($0.text)\(evidence(of: $0))" }.joined()
    }

    private var remark: String {
        inferred.isEmpty ? "" : "# Worked out as of the build's day, not seen: \(inferred.sorted().joined(separator: ", ")).\n"
    }

    /// The specification leaves `packages.tool` to tools.
    private func evidence(of entry: Entry) -> String {
        inferred.contains(entry.name) ? "[packages.tool.driftd]\nevidence = \"inferred\"\n" : ""
    }

    /// SHA-256 of every file that an installer on Linux may choose for this Python, by normalized name; of packages that come from an index.
    package var hashes: [String: [String]] {
        var result: [String: [String]] = [:]
        for entry in entries where entry.text.contains("\nwheels = ") || entry.text.contains("\nsdist = ") {
            // uv writes each file on a line of its own.
            let lines = entry.text.split(separator: "\n").filter { line in
                guard let url = line.firstRange(of: "url = \"") else { return false }
                return isOfUse(line[url.upperBound...].prefix { $0 != "\"" && $0 != "#" && $0 != "?" })
            }
            result[entry.name] = lines.flatMap { Self.sums(in: String($0)) }
        }
        return result
    }

    /// Whether a file may be chosen: a source archive, or a wheel for this Python and any Linux.
    ///
    ///     …/aiohttp-3.14.3-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
    private func isOfUse(_ url: Substring) -> Bool {
        guard url.hasSuffix(".whl") else { return true }
        let tags = (url.split(separator: "/").last ?? url).dropLast(4).split(separator: "-").suffix(3)
        guard tags.count == 3, let pythons = tags.first, let abis = tags.dropFirst().first, let platforms = tags.last else { return true }
        let minor = Int(python.split(separator: ".").last ?? "") ?? 0
        let fitsPython = pythons.split(separator: ".").contains { tag in
            if tag.hasPrefix("py3") { return (Int(tag.dropFirst(3)) ?? 0) <= minor }
            guard tag.hasPrefix("cp3"), let built = Int(tag.dropFirst(3)) else { return false }
            return built == minor || (built < minor && abis.contains("abi3"))
        }
        return fitsPython && platforms.split(separator: ".").contains { $0 == "any" || $0.contains("linux") }
    }

    // MARK: - Entries of uv's

    /// Each entry ends at the next header or at the end:
    ///
    ///     [[packages]]
    ///     name = "idna"
    ///     version = "3.4"
    ///     sdist = { url = "…", hashes = { sha256 = "…" } }
    private static func entries(of document: String) -> [Entry] {
        let lines = document.split(separator: "\n", omittingEmptySubsequences: true)
        return lines.split(separator: "[[packages]]", omittingEmptySubsequences: false).dropFirst().compactMap { entry in
            guard let name = entry.first(where: { $0.hasPrefix("name = \"") })?.dropFirst(8).dropLast(), let name = PackageName(name) else {
                return nil
            }
            return Entry(name: name.normalized, text: entry.map { $0 + "\n" }.joined())
        }
    }

    /// Whether each file of the entry has its hash: uv writes `url` once a file.
    private static func isHashed(_ text: String) -> Bool {
        let files = text.ranges(of: "url = \"").count
        return files > 0 && sums(in: text).count == files
    }

    private static func holdsCredentials(_ text: String) -> Bool {
        text.ranges(of: "= \"http").contains { range in
            let address = text[range.lowerBound...].dropFirst(3).prefix { $0 != "\"" }
            guard let colon = address.firstRange(of: "://") else { return false }
            return DirectSource.hasCredentials(address[colon.upperBound...], scheme: "https")
        }
    }

    private static func sums(in text: String) -> [String] {
        text.ranges(of: "sha256 = \"").map { range in String(text[range.upperBound...].prefix { $0 != "\"" }) }
    }

    // MARK: - Entries of our own

    /// A commit names its content, and a URL may carry the file's hash: no index has to be asked about those.
    private static func ownEntry(of package: ExportedPackage) -> String? {
        let name = "name = \(quoted(package.name.normalized))\n"
        switch package.form {
        case .versionControl(let url):
            guard let source = RepositoryCommit(url) else { return nil }
            let place = source.subdirectory.map { ", subdirectory = \(quoted($0))" } ?? ""
            return name
                + "vcs = { type = \(quoted(source.kind)), url = \(quoted(source.url)), commit-id = \(quoted(source.commit))\(place) }\n"
        case .archive(let url):
            let parts = url.split(separator: "#", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[1].hasPrefix("sha256=") else { return nil }
            let sum = parts[1].dropFirst(7).lowercased()
            guard sum.count == 64, sum.allSatisfy(\.isHexDigit) else { return nil }
            let version = package.version.map { "version = \(quoted($0))\n" } ?? ""
            return name + version + "archive = { url = \(quoted(parts[0])), hashes = { sha256 = \(quoted(sum)) } }\n"
        default: return nil
        }
    }

    /// A basic string of TOML. What stands in it is ASCII without control characters already.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
