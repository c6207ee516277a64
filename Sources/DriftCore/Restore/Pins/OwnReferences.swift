/// What the requirements files of a Docker Space install from the repository itself.
///
///     -e .
///     ./server
///     ./wheels/tool-1.0-py3-none-any.whl
struct OwnReferences {
    /// Paths as the lines have them.
    private let paths: [String]
    /// Whatever the lines name: addresses of repositories too.
    private let targets: [String]

    /// - Parameter files: the repository's, by path; on the platform's own SDKs nothing but the requirements file is there at the build.
    init(isDocker: Bool, files: [String: [UInt8]]) {
        guard isDocker else {
            (paths, targets) = ([], [])
            return
        }
        let place = InstallPlace(sdk: SDK(name: "docker"), files: files)
        targets = place.files.flatMap { RequirementsFile.parse(files[$0] ?? []).lines }.compactMap { line in
            switch line.kind {
            case .editable(let target), .directReference(let target): target
            case .requirement(let requirement): requirement.url
            default: nil
            }
        }
        paths = targets.filter { !$0.contains("://") }.map { String($0.prefix { $0 != "[" }) }
    }

    /// Whether a line installs the file or directory that `source` (`file:///app/wheels/tool-1.0-py3-none-any.whl`, `/app`) was in the image.
    func names(_ source: String) -> Bool {
        let wanted = DockerPath.name(of: String(source.prefix { $0 != "#" }))
        let isDirectory = DockerInstall.isOwnProject("/" + wanted)
        return paths.contains { path in
            let name = DockerPath.name(of: DockerPath.resolve(path, in: "/"))
            return name == wanted || isDirectory && (name == "/" || name.isEmpty)
        }
    }

    /// Whether an editable project of a repository is the Space's own: a line installs a directory, and none that repository. pip lists what
    /// `-e .` has installed by the address that the directory was cloned from.
    func isOwnRepository(_ url: String) -> Bool {
        guard paths.contains(where: { DockerInstall.isOwnProject($0) }) else { return false }
        return !targets.contains { $0.contains("://") && Self.repository($0) == Self.repository(url) }
    }

    /// `github.com/o/r` of `git+https://github.com/o/r.git@0123#egg=r`
    private static func repository(_ url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        var path = rest.prefix { $0 != "#" }
        if let slash = path.firstIndex(of: "/"), let at = path[slash...].firstIndex(of: "@") { path = path[..<at] }
        if let at = path.firstIndex(of: "@") { path = path[path.index(after: at)...] }
        return (path.hasSuffix(".git") ? path.dropLast(4) : path).lowercased()
    }
}
