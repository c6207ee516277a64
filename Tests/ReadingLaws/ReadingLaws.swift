package import DriftCore

/// What holds for a reading whatever the bytes were: the tests and the fuzzer hold the log reader to it.
package enum ReadingLaws {
    /// The rules that `reading` breaks; empty: none.
    package static func violations(_ reading: EnvironmentReading) -> [String] {
        var found: [String] = []
        for package in reading.packages {
            let release = package.release
            if PackageName(release.name.spelling) == nil { found.append("name \(release.name.spelling)") }
            if let version = release.version, !PackageVersion.isValid(version) { found.append("version \(version)") }
            if let source = release.source, !isAddress(source) { found.append("source \(source)") }
            if (package.evidence.line ?? 0) < 1 || package.evidence.log == nil { found.append("evidence of \(release.name)") }
        }
        for installer in reading.installers {
            if PackageName(installer.name) == nil || installer.version.map({ !PackageVersion.isValid($0) }) ?? false {
                found.append("installer \(installer)")
            }
        }
        for package in reading.systemPackages
        where !(package.name + (package.version ?? "")).utf8.allSatisfy({ $0.isNameByte || "+~:".utf8.contains($0) }) {
            found.append("system package \(package)")
        }
        for conflict in reading.conflicts {
            if PackageName(conflict.package) == nil || !PackageVersion.isValid(conflict.version) { found.append("conflict \(conflict)") }
        }
        for requirement in reading.platformLine
        where ((try? Requirement(parsing: requirement))?.url).flatMap(\.self) != nil || (try? Requirement(parsing: requirement)) == nil {
            found.append("platform line \(requirement)")
        }
        if let python = reading.python, !PackageVersion.isValid(python) { found.append("python \(python)") }
        if let version = reading.sdk?.version, !PackageVersion.isValid(version) { found.append("sdk \(version)") }
        if let image = reading.baseImage,
            !(image.reference + (image.digest ?? "")).utf8.allSatisfy({ $0.isNameByte || "/:@".utf8.contains($0) })
        {
            found.append("image \(image)")
        }
        for build in reading.builds
        where !((build.commit ?? "") + (build.queuedAt ?? "")).utf8.allSatisfy({ $0.isNameByte || "+!:".utf8.contains($0) }) {
            found.append("build \(build)")
        }
        found += texts(reading).filter { !isPrintable($0) }.map { "text \($0.debugDescription)" }
        if reading.isComplete, !reading.unknown.isEmpty || !reading.gaps.isEmpty { found.append("complete, with gaps") }
        if reading.packages.map(\.release.name) != reading.packages.map(\.release.name).sorted() { found.append("packages out of order") }
        return found
    }

    private static func texts(_ reading: EnvironmentReading) -> [String] {
        reading.gaps.map(\.command) + reading.builds.flatMap { ($0.rebuilt ?? []).map(\.step) }
            + reading.diagnostics.flatMap { [$0.code, $0.message] } + reading.platformLine
            + reading.conflicts.flatMap { [$0.requirement, $0.found ?? ""] }
    }

    /// An address or a folder in one word of URL characters, which no quote, bracket or option can hide in.
    private static func isAddress(_ source: String) -> Bool {
        source.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'<>\\^`{|}".utf8.contains($0) } && !source.hasPrefix("-")
    }

    /// Nothing that steers a terminal, ends a line or turns the writing direction.
    private static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
            default: true
            }
        }
    }
}

extension UInt8 {
    /// Letters, digits, `-`, `_`, `.`
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
