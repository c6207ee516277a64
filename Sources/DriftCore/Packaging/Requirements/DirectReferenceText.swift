/// Requirements that are a URL or a path alone: `https://host/a-1.0-py3-none-any.whl`, `git+https://host/repo@main`, `./local[extra]`.
enum DirectReferenceText {
    private static let schemes: Set<String> = ["http", "https", "file", "ftp", "ssh", "git", "hg", "bzr", "sftp", "svn"]
    private static let archiveSuffixes = [
        ".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma",
    ]

    /// The URL or path, without the marker behind it; `nil` if `bytes` is neither.
    static func referenced(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.contains(where: { $0.isControl && $0 != 0x09 }) || text.utf8.count != bytes.count || !text.utf8.elementsEqual(bytes) {
            return nil
        }
        if isURL(text) {
            // In a URL, `;` may be data; the marker's stands after it with a space behind.
            return clipped(text, before: "; ")
        }
        let path = clipped(text, before: ";")
        return isPath(path) ? path : nil
    }

    /// `git+https:`, `https:`
    private static func isURL(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text[..<colon].lowercased()
        let parts = scheme.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 1, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if parts.count == 2 { return ["git", "hg", "bzr", "svn"].contains(parts[0]) && !parts[1].isEmpty }
        return schemes.contains(scheme)
    }

    private static func isPath(_ text: String) -> Bool {
        if text.hasPrefix("@") || text.isEmpty { return false }
        // `name @ ./somewhere` is a requirement with a broken URL rather than a path.
        if let at = text.utf8.firstIndex(of: UInt8(ascii: "@")), PackageName(text[..<at].filter { !$0.isWhitespace }) != nil {
            return false
        }
        if text.hasPrefix(".") || text.utf8.contains(UInt8(ascii: "/")) { return true }
        let lowercased = text.lowercased()
        return archiveSuffixes.contains { lowercased.hasSuffix($0) }
    }

    private static func clipped(_ text: String, before separator: String) -> String {
        let bytes = Array(text.utf8)
        let separator = Array(separator.utf8)
        var end = bytes.count
        for index in bytes.indices where bytes[index...].starts(with: separator) {
            end = index
            break
        }
        while end > 0, bytes[end - 1].isBlank { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }
}
