/// An exact list of what is installed, as `pip freeze` and `uv pip freeze` print it:
///
///     numpy==1.26.4
///     legacy-thing===2004d
///     pkg @ git+https://host/owner/pkg@0123456789abcdef0123456789abcdef01234567
///     torch @ https://host/torch-2.1.2%2Bcu118-cp311-cp311-linux_x86_64.whl#sha256=…
///     -e git+https://host/owner/app@0123456789abcdef0123456789abcdef01234567#egg=app
///     # Editable install with no version control (tool==0.3)
///     -e /home/user/tool
///     scipy==1.14.0  # inferred
///
/// Lists that a resolver locked (`name==version --hash=…`, over several lines) read the same way.
package enum FreezeList {
    /// Packages by name, duplicates kept, each with evidence of kind `freeze` in `file`, or `inferred` where the line says so. What names no exact package is a diagnostic:
    /// `freeze.unparsable`, `freeze.not-exact`, `freeze.unnamed`, `freeze.no-packages`, `package.two-versions`.
    package static func parse(_ bytes: [UInt8], file: String) -> (packages: [ResolvedPackage], diagnostics: [Diagnostic]) {
        var reader = FreezeReader(file: file)
        for line in RequirementsFile.parse(bytes).lines { reader.read(line) }
        return reader.result()
    }

    /// What `pip freeze` leaves out, most of it unless it is asked for `--all`: that a list lacks it says nothing. Source: pip's
    /// `commands/freeze.py`.
    package static func leavesOut(_ name: PackageName) -> Bool { installers.contains(name.normalized) || isOfStandardLibrary(name) }

    /// … of a Python as far as it is known (`3.11`, `3.13.1`): from 3.12 on pip lists setuptools, wheel and distribute, and never itself.
    package static func leavesOut(_ name: PackageName, python: String?) -> Bool {
        guard leavesOut(name), name.normalized != "pip", !isOfStandardLibrary(name) else { return leavesOut(name) }
        guard let parts = python?.split(separator: "."), parts.count >= 2, let minor = Int(parts[1]) else { return true }
        return parts[0] != "3" || minor < 12
    }

    /// What pip never lists, `--all` or not: the standard library has it, and that is what is imported. Source: pip's `utils/compat.py`.
    package static func isOfStandardLibrary(_ name: PackageName) -> Bool { standardLibrary.contains(name.normalized) }

    /// How many packages a list may lack, and say nothing by it.
    package static let mostLeftOut = installers.count + standardLibrary.count

    private static let installers: Set<String> = ["pip", "setuptools", "wheel", "distribute"]
    private static let standardLibrary: Set<String> = ["argparse", "python", "wsgiref"]
}

private struct FreezeReader {
    let file: String
    var packages: [ResolvedPackage] = []
    var diagnostics: [Diagnostic] = []
    /// What pip's comment says about the editable install on the next line.
    var announced: Requirement?

    init(file: String) {
        self.file = file
    }

    mutating func read(_ line: RequirementsFile.Line) {
        switch line.kind {
        case .comment:
            announced = Self.announcedEditable(line.text) ?? announced
            return
        case .requirement(let requirement):
            read(requirement, on: line)
        case .editable(let target):
            readEditable(target, on: line)
        case .directReference(let target):
            report("freeze.unnamed", "which package is it?", on: line, about: target)
        case .unparsable(let reason):
            report("freeze.unparsable", reason, on: line, about: line.text)
        case .option, .blank:
            break
        }
        announced = nil
    }

    mutating func result() -> (packages: [ResolvedPackage], diagnostics: [Diagnostic]) {
        if packages.isEmpty {
            diagnostics.append(Diagnostic(code: "freeze.no-packages", message: "\(file) names no installed package"))
        }
        // Stable: duplicates stay in the order of the lines.
        let sorted = packages.enumerated().sorted { a, b in
            let (x, y) = (a.element.release.name, b.element.release.name)
            return x == y ? a.offset < b.offset : x < y
        }.map(\.element)
        for (first, second) in zip(sorted, sorted.dropFirst()) where first.release.name == second.release.name {
            let versions = "\(first.release.version ?? "an unknown version") and \(second.release.version ?? "an unknown version")"
            let message = "\(first.release.name.normalized) is listed twice, as \(versions)"
            diagnostics.append(Diagnostic(code: "package.two-versions", message: message, line: second.evidence.line))
        }
        return (sorted, diagnostics)
    }

    private mutating func read(_ requirement: Requirement, on line: RequirementsFile.Line) {
        guard requirement.marker == nil else {
            return report("freeze.not-exact", "the line holds under a condition only", on: line, about: line.text)
        }
        if let url = requirement.url {
            guard Self.isPlain(url) else { return report("freeze.unparsable", "not a plain URL", on: line, about: line.text) }
            let archive = ArchiveFileName(of: url)
            let version = archive?.name == requirement.name ? archive?.version : nil
            append(Release(name: requirement.name, version: version, source: url), on: line)
        } else if let version = requirement.specifiers.exactVersion, PackageVersion.isValid(version) {
            append(Release(name: requirement.name, version: version), on: line)
        } else {
            report("freeze.not-exact", "no single exact version", on: line, about: line.text)
        }
    }

    private mutating func readEditable(_ target: String, on line: RequirementsFile.Line) {
        guard Self.isPlain(target) else { return report("freeze.unparsable", "not a plain URL or path", on: line, about: target) }
        if let name = Self.eggName(of: target) {
            append(Release(name: name, version: nil, source: target, isEditable: true), on: line)
        } else if let announced, let version = announced.specifiers.exactVersion, PackageVersion.isValid(version) {
            append(Release(name: announced.name, version: version, source: target, isEditable: true), on: line)
        } else {
            report("freeze.unnamed", "which package is it?", on: line, about: target)
        }
    }

    private mutating func append(_ release: Release, on line: RequirementsFile.Line) {
        // driftd's own lists say so where nobody saw the version; read again, it must not become a fact.
        let kind: EvidenceKind = RequirementsFile.isMarkedInferred(line.text) ? .inferred : .freeze
        let evidence = Evidence(kind: kind, line: line.number, file: file)
        packages.append(ResolvedPackage(release: release, evidence: evidence))
    }

    private mutating func report(_ code: String, _ reason: String, on line: RequirementsFile.Line, about text: String) {
        diagnostics.append(Diagnostic(code: code, message: "\(file): \(reason): \(text.excerpt())", line: line.number))
    }

    /// `# Editable install with no version control (name==1.0)`, `# Editable Git install with no remote (name==1.0)`,
    /// `# Editable Git install (name==1.0) with either a deleted local remote or invalid URI:`
    private static func announcedEditable(_ text: String) -> Requirement? {
        guard text.hasPrefix("# Editable "), let open = text.firstIndex(of: "("),
            let close = text[open...].firstIndex(of: ")")
        else { return nil }
        return try? Requirement(parsing: text[text.index(after: open)..<close])
    }

    /// `app` of `git+https://host/app@commit#egg=app[extra]&subdirectory=src`
    private static func eggName(of target: String) -> PackageName? {
        guard let hash = target.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        for part in target[hash...].dropFirst().split(separator: "&") where part.hasPrefix("egg=") {
            return PackageName(part.dropFirst(4).prefix { $0 != "[" })
        }
        return nil
    }

    /// One word of visible characters, so that it stays one word wherever it is written.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    }
}
