internal import Glibc

/// The C library's own words for an error number.
enum SystemError {
    /// `permission denied` for `EACCES`: in lower case, since it follows a colon.
    static func text(_ code: Int32) -> String {
        guard let words = strerror(code) else { return "error \(code)" }
        let text = String(cString: words)
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
