internal import DriftCore

/// What pip tells with `-vv` of each page that it asked an index for, where otherwise it only says that there is no such package.
///
///     Getting page http://host/simple/six/
///     Could not fetch URL http://host/simple/six/: … (Caused by ResponseError('too many 500 error responses')) - skipping
///     Getting page http://other/simple/six/
///     Fetched page http://other/simple/six/ as text/html
///       Skipping link: none of the wheel's tags (cp36-cp36m-win32) are compatible: …/six-1.0-cp36-cp36m-win32.whl (from http://other/simple/six/)
///       Skipping link: unsupported archive format: .html: http://other/terms.html (from http://other/simple/six/)
struct PipChatter {
    let text: String

    private struct Page {
        var address: String
        var hasFiles = false
    }

    /// Why one of the indexes may have `name` all the same; `nil`: each answered as an index does.
    func trouble(about name: String) -> String? {
        var page: Page?
        for line in text.split(whereSeparator: \.isNewline) {
            if Self.isFailure(line) { return line.trimmed }
            if line.contains("Getting page ") || line.contains("Could not fetch URL") || line.contains("Fetched page ") {
                if let page, !page.hasFiles { return Self.empty(page, name) }
                page = Self.page(line)
            } else if page?.hasFiles == false, let address = page?.address {
                page?.hasFiles = Self.namesFile(line, Self.isOwn(address, name))
            }
        }
        return page.flatMap { $0.hasFiles ? nil : Self.empty($0, name) }
    }

    private static func page(_ line: Substring) -> Page? {
        line.firstRange(of: "Fetched page ").map { Page(address: String(line[$0.upperBound...].prefix { $0 != " " })) }
    }

    private static func empty(_ page: Page, _ name: String) -> String {
        "what \(DirectSource.redacted(page.address).excerpt(limit: 120)) answers for \(name) names no file"
    }

    private static func isFailure(_ line: Substring) -> Bool {
        line.contains("WARNING: Skipping page ") || (line.contains("Could not fetch URL") && !isAbsence(line))
    }

    /// An index that lacks a package. PyTorch's says 403 of it.
    static func isAbsence(_ line: some StringProtocol) -> Bool {
        guard line.contains("Could not fetch URL") else { return false }
        return line.contains("404 Client Error") || (line.contains("403 Client Error") && line.contains("://download.pytorch.org/"))
    }

    /// An index's own page of the package, not a list of wheels that `--find-links` names, which has others' as well.
    private static func isOwn(_ address: String, _ name: String) -> Bool {
        address.split(separator: "/").last.flatMap { PackageName(String($0)) }?.normalized == name
    }

    /// Whether a line shows a file of the page's, of use or not.
    private static func namesFile(_ line: Substring, _ isOwn: Bool) -> Bool {
        // A directory of wheels (`PIP_FIND_LINKS`) is listed behind the last page.
        if line.contains(": file://") || line.contains("Found link file://") { return false }
        if line.contains("Found link ") { return true }
        guard let mark = line.firstRange(of: "Skipping link: ") else { return false }
        let reason = line[mark.upperBound...]
        if reason.hasPrefix("not a file") || (isOwn && reason.hasPrefix("wrong project name")) { return false }
        // What packages were once shipped as, and no web page is.
        let format = "unsupported archive format: "
        guard reason.hasPrefix(format) else { return true }
        return [".egg:", ".exe:", ".rpm:", ".deb:", ".msi:", ".dmg:"].contains { reason.dropFirst(format.count).hasPrefix($0) }
    }
}
