/// What stands after `name @ `, looked at for whether it can be installed again somewhere else.
///
///     git+https://github.com/o/r@0123456789012345678901234567890123456789#subdirectory=x   a commit: stays what it is
///     git+https://github.com/o/r@main                                                      moves
///     https://host/torch-2.1.2%2Bcu118-cp310-cp310-linux_x86_64.whl#sha256=…               one file
///     file:///tmp/build/pkg                                                                exists on no other machine
package enum DirectSource: Sendable, Hashable {
    case versionControl(url: String)
    case archive(url: String)
    /// A branch, a tag, or nothing.
    case moving
    case localFile
    /// A password or token stands in it.
    case credentials
    case unwritable

    package init(_ text: String) {
        let url = Self.withoutEgg(text)
        guard !url.isEmpty, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"'<>^`|".utf8.contains($0) }), url.utf8.count <= 2000,
            let colon = url.firstRange(of: "://")
        else {
            self = text.hasPrefix("/") || text.hasPrefix(".") || text.lowercased().hasPrefix("file:") ? .localFile : .unwritable
            return
        }
        let scheme = url[..<colon.lowerBound].lowercased()
        if scheme == "file" || scheme.hasSuffix("+file") {
            self = .localFile
        } else if Self.hasCredentials(url[colon.upperBound...], scheme: scheme) {
            self = .credentials
        } else if ["git", "hg", "svn", "bzr"].contains(scheme.prefix { $0 != "+" }) {
            self = Self.namesCommit(url[colon.upperBound...], scheme: scheme) ? .versionControl(url: url) : .moving
        } else {
            self = scheme == "https" || scheme == "http" ? .archive(url: url) : .unwritable
        }
    }

    /// Whether an address carries a secret, however the rest of it is written.
    package static func holdsCredentials(_ address: String) -> Bool {
        guard let colon = address.firstRange(of: "://") else { return false }
        return hasCredentials(address[colon.upperBound...], scheme: address[..<colon.lowerBound].lowercased())
    }

    /// Whether a URL carries a secret: a user (except ssh's `git@`), `${TOKEN}`, or a query like `?token=…`.
    package static func hasCredentials(_ rest: some StringProtocol, scheme: String) -> Bool {
        if rest.contains("${") { return true }
        let authority = rest.prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@") {
            let user = authority[..<at]
            if !(scheme.hasSuffix("ssh") && !user.contains(":")) { return true }
        }
        guard let question = rest.firstIndex(of: "?") else { return false }
        let words = ["token", "key", "secret", "password", "passwd", "signature", "sig", "credential", "auth"]
        return rest[question...].dropFirst().prefix { $0 != "#" }.split(separator: "&").contains { pair in
            let name = pair.prefix { $0 != "=" }.lowercased()
            return words.contains { name.contains($0) }
        }
    }

    /// A source as it may be shown: what may be a secret is `***`.
    ///
    ///     https://user:pass@host/a.whl?token=x#sha256=00   ->   https://***@host/a.whl?***#sha256=00
    package static func redacted(_ text: String) -> String {
        guard holdsCredentials(text), let colon = text.firstRange(of: "://") else { return text }
        var rest = text[colon.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        var result = String(text[..<colon.upperBound])
        if let at = authority.lastIndex(of: "@") {
            result += "***@"
            rest = rest[rest.index(after: at)...]
        }
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        let fragment = rest.firstIndex(of: "#").map { rest[$0...] } ?? ""
        result += path.contains("${") ? "***" : path
        return result + (rest.contains("?") ? "?***" : "") + fragment
    }

    /// Whether the revision after the path's last `@` is a full commit id; Subversion's is a number.
    private static func namesCommit(_ rest: Substring, scheme: String) -> Bool {
        let path = rest.drop { $0 != "/" }.prefix { $0 != "#" }
        guard let at = path.lastIndex(of: "@") else { return false }
        let revision = path[path.index(after: at)...].utf8
        if scheme.hasPrefix("svn") { return !revision.isEmpty && revision.allSatisfy(\.isDigit) }
        return (revision.count == 40 || revision.count == 64)
            && revision.allSatisfy(\.isHexDigit)
    }

    /// `#egg=name` repeats what stands before the `@`.
    private static func withoutEgg(_ text: String) -> String {
        guard let hash = text.firstIndex(of: "#") else { return text }
        let rest = text[text.index(after: hash)...].split(separator: "&").filter { !$0.hasPrefix("egg=") }
        return rest.isEmpty ? String(text[..<hash]) : text[..<hash] + "#" + rest.joined(separator: "&")
    }
}
