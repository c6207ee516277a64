import DriftCore

/// What `pip freeze --all` said in the end.
struct CorpusTruth: Sendable {
    struct Entry: Sendable, Equatable {
        /// `nil`: a freeze names a source instead.
        var version: String?
        /// `editable` for development installs, however they are spelled.
        var source: String?
    }

    /// By normalized name.
    private(set) var packages: [String: Entry] = [:]

    /// What a plain freeze leaves out; a reader may name them as installers instead.
    static let installers: Set<String> = ["pip", "setuptools", "wheel", "distribute"]

    init(freeze: String) {
        var commented: (name: String, version: String)?
        for line in freeze.split(whereSeparator: \.isNewline).map({ $0.trimmingSpaces }) {
            if line.hasPrefix("# Editable ") {
                commented = Self.commentedProject(line)
            } else if line.hasPrefix("-e ") {
                addEditable(String(line.dropFirst(3)), commented)
                commented = nil
            } else if let at = line.firstRange(of: " @ ") {
                packages[Self.key(line[..<at.lowerBound])] = Entry(version: nil, source: String(line[at.upperBound...]))
            } else if let equals = line.firstRange(of: "==") {
                let version = line[equals.upperBound...].drop { $0 == "=" }
                packages[Self.key(line[..<equals.lowerBound])] = Entry(version: String(version), source: nil)
            }
        }
    }

    /// `# Editable install with no version control (app==0.1.0)`, `# Editable Git install with no remote (app==0.1.0)`
    private static func commentedProject(_ line: String) -> (name: String, version: String)? {
        guard let open = line.lastIndex(of: "("), let equals = line[open...].firstRange(of: "==") else { return nil }
        let version = line[equals.upperBound...].prefix { $0 != ")" && $0 != "," }
        return (String(line[line.index(after: open)..<equals.lowerBound]), String(version))
    }

    private mutating func addEditable(_ target: String, _ commented: (name: String, version: String)?) {
        if let commented {
            packages[Self.key(commented.name)] = Entry(version: commented.version, source: "editable")
        } else if let egg = target.firstRange(of: "#egg=") {
            packages[Self.key(target[egg.upperBound...].prefix { $0 != "&" })] = Entry(version: nil, source: "editable")
        } else if let last = target.split(separator: "/").last {
            packages[Self.key(last)] = Entry(version: nil, source: "editable")
        }
    }

    static func key(_ name: some StringProtocol) -> String { PackageName(name)?.normalized ?? String(name) }

    /// Equal as versions; a direct source has none in a freeze, so any will do.
    static func isSame(_ claimed: String, as actual: String?) -> Bool {
        guard let actual else { return true }
        return PackageVersion(claimed).compared(to: PackageVersion(actual)) == .equal
    }

    /// A freeze's own spelling, or none for a plain release; local directories and editable installs are spelled in several ways.
    static func isSameSource(_ claimed: String?, as actual: String?) -> Bool {
        guard let actual else { return claimed == nil }
        if actual == "editable" || actual.hasPrefix("file:") { return true }
        return claimed.map(bare) == bare(actual)
    }

    private static func bare(_ url: String) -> String {
        String(url.prefix { $0 != "#" }).replacing("git+", with: "", maxReplacements: 1).replacing(".git@", with: "@")
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text.drop { $0 == " " })
    }
}
