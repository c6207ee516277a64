/// Which paths an archive may name: those that mean one file below wherever it is unpacked, on every system and in every terminal.
package enum ArchivePath {
    package enum Problem: Sendable, Hashable, CustomStringConvertible {
        case empty, absolute, parent, emptyComponent, currentDirectory, controlCharacter, notUTF8, tooLong

        /// Follows "the archive names x, which".
        package var description: String {
            switch self {
            case .empty: "is empty"
            case .absolute: "is an absolute path"
            case .parent: "leads out of the archive (`..`)"
            case .emptyComponent: "has an empty component"
            case .currentDirectory: "has a `.` component"
            case .controlCharacter: "has a control character"
            case .notUTF8: "is not UTF-8"
            case .tooLong: "is longer than a path may be"
            }
        }
    }

    /// Linux's PATH_MAX and NAME_MAX, less the room that a checkout's own path takes.
    private static let maximumBytes = 1024
    private static let maximumComponentBytes = 255

    /// Why `path` is refused; `nil`: it is safe.
    package static func problem(with path: String) -> Problem? {
        if path.isEmpty { return .empty }
        if path.utf8.first == UInt8(ascii: "/") { return .absolute }
        if path.utf8.count > maximumBytes { return .tooLong }
        if path.unicodeScalars.contains(where: isControl) { return .controlCharacter }
        for component in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if component.isEmpty { return .emptyComponent }
            if component.elementsEqual(".".utf8) { return .currentDirectory }
            if component.elementsEqual("..".utf8) { return .parent }
            if component.count > maximumComponentBytes { return .tooLong }
        }
        return nil
    }

    /// In single quotes, on one line, with nothing in it that a terminal obeys: `'a\u{0A}b'`.
    package static func quoted(_ path: String) -> String {
        var text = "'"
        for scalar in path.unicodeScalars.prefix(200) {
            if isControl(scalar) {
                text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + (path.unicodeScalars.count > 200 ? "…'" : "'")
    }

    /// C0 and C1 controls, line and paragraph separators, and the marks that reverse the direction of what follows:
    /// each makes a listing show another name than the file has.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
