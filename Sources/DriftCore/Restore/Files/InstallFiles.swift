/// Which files of a repository its build installs from, as far as the files at hand tell.
package enum InstallFiles {
    /// Paths that the Dockerfile's calls may mean, and those that requirements files name in turn; not all of them need exist.
    package static func named(in files: [String: [UInt8]]) -> [String] {
        var result: [String] = []
        if let dockerfile = files[InstallPlace.dockerPath] { result = Dockerfile(dockerfile).candidatePaths }
        let roots = ["requirements.txt", "pre-requirements.txt"] + result.filter { files[$0] != nil }
        for path in RequirementsReferences.reading(roots, { files[$0] }) {
            let found = RequirementsReferences.paths(in: files[path] ?? [], of: path)
            result += found.requirements + found.constraints
        }
        var known: Set<String> = []
        return result.filter { known.insert($0).inserted }
    }
}
