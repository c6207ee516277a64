/// Name and version that a distribution's file name states: `torch-2.1.2%2Bcu118-cp311-cp311-linux_x86_64.whl`, `pkg-1.0.tar.gz`.
/// An installer holds a wheel to both, so they are facts about what is installed.
package struct ArchiveFileName: Sendable, Hashable {
    package var name: PackageName
    /// As in the file name, percent signs decoded; valid by PEP 440.
    package var version: String
    package var isWheel: Bool

    /// `location`: a URL or path, with or without query and fragment; `nil` unless it ends in a wheel's or source archive's name.
    package init?(of location: some StringProtocol) {
        let path = location.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
        guard let last = path.split(separator: UInt8(ascii: "/")).last else { return nil }
        let file = Self.percentDecoded(Array(last))
        if file.hasSuffix(".whl") {
            // name-version(-build)?-python-abi-platform.whl; none of the parts has a `-` inside.
            let parts = file.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 5 || parts.count == 6 else { return nil }
            self.init(name: parts[0], version: parts[1], isWheel: true)
            return
        }
        let suffixes = [".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz"]
        guard let suffix = suffixes.first(where: file.hasSuffix) else { return nil }
        let stem = file.dropLast(suffix.count)
        guard let hyphen = stem.lastIndex(of: "-") else { return nil }
        self.init(name: stem[..<hyphen], version: stem[stem.index(after: hyphen)...], isWheel: false)
    }

    private init?(name: Substring, version: Substring, isWheel: Bool) {
        guard let name = PackageName(name), PackageVersion.isValid(version), Version(version) != nil else { return nil }
        self.name = name
        self.version = String(version)
        self.isWheel = isWheel
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
