package import DriftCore

/// How a command names a snapshot.
///
///     owner/name               the Space's latest succeeded snapshot
///     owner/name@17            its snapshot 17
///     owner/name@2026-07-05    its latest succeeded one as of the end of that day (or of a full ISO 8601 time)
///     owner/name@c515370       its newest one of that commit
///     @17                      snapshot 17, whosever it is
///     ./original  freeze.txt  environment.json  bundle.tar.zst     a path
package enum SnapshotReference: Sendable, Hashable {
    case latest(SpaceName)
    /// `space`: the snapshot must be this Space's.
    case identifier(Int64, space: SpaceName?)
    case asOf(String, space: SpaceName)
    case commit(String, space: SpaceName)
    case path(String)

    /// Throws `.malformed` of a text that is none of these.
    package init(_ text: String) throws(ReferenceError) {
        if Self.isPath(text) {
            self = .path(text)
            return
        }
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first ?? ""
        guard parts.count == 2 else {
            guard let space = SpaceName(name) else { throw .malformed(text) }
            self = .latest(space)
            return
        }
        let selector = parts[1]
        if name.isEmpty {
            guard let identifier = Int64(selector), identifier > 0, Self.isDecimal(selector) else { throw .malformed(text) }
            self = .identifier(identifier, space: nil)
            return
        }
        guard let space = SpaceName(name), let reference = Self(selector: selector, of: space) else { throw .malformed(text) }
        self = reference
    }

    /// Digits alone are an id while they are shorter than the shortest commit prefix that git prints.
    private init?(selector: Substring, of space: SpaceName) {
        if Self.isDecimal(selector), selector.utf8.count < Self.shortestCommit, let identifier = Int64(selector), identifier > 0 {
            self = .identifier(identifier, space: space)
        } else if (Self.shortestCommit...40).contains(selector.utf8.count), selector.utf8.allSatisfy(\.isHexDigit) {
            self = .commit(selector.lowercased(), space: space)
        } else if selector.contains("-") {
            self = .asOf(String(selector), space: space)
        } else {
            return nil
        }
    }

    /// `/tmp/a`, `./a`, `../a`, `.`, `captures/original/`, `freeze.txt`, `build.log`, `a.json`, `a.tar.zst`.
    private static func isPath(_ text: String) -> Bool {
        text == "." || text == ".." || text.hasSuffix("/") || ["/", "./", "../"].contains { text.hasPrefix($0) }
            || [".txt", ".log", ".json"].contains { text.hasSuffix($0) } || WriteBundle.isFileName(text)
    }

    private static let shortestCommit = 7

    private static func isDecimal(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isDigit)
    }
}

extension SnapshotReference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .latest(let space): "\(space)"
        case .identifier(let identifier, let space?): "\(space)@\(identifier)"
        case .identifier(let identifier, nil): "@\(identifier)"
        case .asOf(let time, let space): "\(space)@\(time)"
        case .commit(let prefix, let space): "\(space)@\(prefix)"
        case .path(let path): path
        }
    }
}
