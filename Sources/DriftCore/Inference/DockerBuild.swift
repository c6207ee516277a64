/// What a Docker Space's image installs, as far as its Dockerfile's text alone tells: the `pip install` calls of its last stage, over an image of
/// which nothing but its Python counts.
///
///     FROM python:3.11-slim
///     COPY requirements.txt .
///     RUN pip install --no-cache-dir -r requirements.txt gunicorn
package struct DockerBuild: Sendable, Hashable {
    /// Why the text does not tell; a clause.
    package struct Obstacle: Error, Sendable, Hashable { package var reason: String }

    /// A `RUN` of the last stage, or of one that it begins with.
    package struct Run: Sendable, Hashable {
        package var text: String
        /// The physical line, from 1.
        package var line: Int
        /// `pip install` calls that were read in it.
        package var installCount: Int
    }

    /// `3.11`, as the image's tag has it.
    package let python: String
    package let runs: [Run]
    let installs: [DockerInstall]

    /// Throws an `Obstacle` where the text leaves open what is installed.
    package init(_ bytes: [UInt8]) throws(Obstacle) {
        let file = Dockerfile(bytes)
        guard var index = file.stages.indices.last else { throw Obstacle(reason: "it names no base image") }
        var lineage = [file.stages[index]]
        while let parent = file.stages[index].parent, parent < index {
            lineage.insert(file.stages[parent], at: 0)
            index = parent
        }
        python = try Self.python(of: lineage[0].image)
        if let place = lineage.flatMap(\.foreignPackages).first {
            throw Obstacle(reason: "its \(place) copies what may be packages out of another image")
        }
        for variables in lineage.map(\.variables) { try Self.check(variables) }
        let lines = Set(lineage.flatMap(\.runs).map(\.line))
        let installs = file.installs.filter { lines.contains($0.line) }
        for install in installs { try Self.check(install) }
        if let lock = file.lock { throw Obstacle(reason: "it installs from \(lock)") }
        self.installs = installs
        runs = lineage.flatMap(\.runs).map { run in
            Run(text: run.text, line: run.line, installCount: installs.count { $0.line == run.line })
        }
    }

    /// The official images bring pip, setuptools and wheel alone; others bring what nothing shows.
    private static func python(of image: String) throws(Obstacle) -> String {
        let shown = image.excerpt(limit: 80)
        let name = image.prefix { $0 != "@" }
        let repository = name.split(separator: ":", maxSplits: 1).first ?? ""
        guard ["python", "library/python", "docker.io/python", "docker.io/library/python"].contains(String(repository)) else {
            throw Obstacle(reason: "its base image \(shown) may bring packages, and nothing shows which")
        }
        let tag = name.split(separator: ":", maxSplits: 1).dropFirst().first ?? ""
        guard let found = tag.wholeMatch(of: /(3\.[0-9]{1,2}(?:\.[0-9]{1,3})?)(?:-.*)?/) else {
            throw Obstacle(reason: "the tag of its base image \(shown) names no Python as exact as 3.11")
        }
        if tag.contains("alpine") { throw Obstacle(reason: "its base image \(shown) takes other files than most: it is Alpine's") }
        return String(found.1)
    }

    /// Variables of pip and uv that change nothing about which versions are chosen.
    private static let harmless: Set<String> = [
        "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK", "PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT", "PIP_RETRIES", "PIP_ROOT_USER_ACTION",
        "PIP_PROGRESS_BAR", "PIP_NO_INPUT", "PIP_BREAK_SYSTEM_PACKAGES", "PIP_CACHE_DIR", "PIP_NO_COLOR", "UV_SYSTEM_PYTHON",
        "UV_COMPILE_BYTECODE", "UV_LINK_MODE", "UV_CACHE_DIR", "UV_NO_CACHE", "UV_HTTP_TIMEOUT", "UV_PYTHON_DOWNLOADS", "UV_NO_PROGRESS",
    ]

    private static func check(_ variables: [String]) throws(Obstacle) {
        let names = variables.map { String($0.prefix { $0 != "=" }) }
        let other = names.first { ($0.hasPrefix("PIP_") || $0.hasPrefix("UV_")) && !harmless.contains($0) }
        if let other { throw Obstacle(reason: "it sets \(other.excerpt(limit: 40)), which may change what pip chooses") }
    }

    private static func check(_ install: DockerInstall) throws(Obstacle) {
        let place = "Dockerfile:\(install.line)"
        if !install.constraintFiles.isEmpty { throw Obstacle(reason: "\(place) installs within a constraints file") }
        let odd = install.arguments.first {
            ["--no-deps", "--override", "--overrides", "--force-reinstall", "--exclude-newer", "--uploaded-prior-to", "--no-index"]
                .contains($0)
        }
        if let odd { throw Obstacle(reason: "\(place) installs with \(odd)") }
        let remote = zip(install.arguments, install.arguments.dropFirst()).contains { option, value in
            ["-r", "--requirement", "--requirements", "-c", "--constraint"].contains(option) && value.contains("://")
        }
        if remote { throw Obstacle(reason: "\(place) installs from a list on the web") }
    }

    /// A question a call, in their order.
    ///
    /// - Parameter files: the repository's, by path.
    func steps(_ files: [String: [UInt8]]) throws(Obstacle) -> [InferenceStep] {
        var steps: [InferenceStep] = []
        for install in installs {
            let place = "Dockerfile:\(install.line)"
            var step = InferenceStep(kind: .requirements, lines: [])
            step.place = place
            step.upgrades = install.arguments.contains { $0 == "-U" || $0 == "--upgrade" } ? true : nil
            step.add(file: Array(install.indexes.joined(separator: "\n").utf8))
            if install.arguments.contains("--pre") { step.lines.append("--pre") }
            for file in install.requirementFiles {
                guard let path = file.found(in: files) else {
                    throw Obstacle(reason: "\(place) installs from \(file.path.excerpt(limit: 80)), which is not at hand")
                }
                let (all, limits) = RequirementsReferences.closure(of: [path], in: files)
                if let limit = limits.first { throw Obstacle(reason: "\(path) asks for the constraints of \(limit.excerpt(limit: 80))") }
                for inner in all { step.add(file: files[inner] ?? [], followed: Set(all), path: inner) }
            }
            step.add(words: install)
            steps.append(step)
        }
        steps = steps.filter { !$0.lines.isEmpty || !$0.leftOut.isEmpty }
        guard steps.contains(where: { !$0.names.isEmpty }) else {
            throw Obstacle(reason: "none of its pip calls names a package that an index could have")
        }
        return steps
    }
}
