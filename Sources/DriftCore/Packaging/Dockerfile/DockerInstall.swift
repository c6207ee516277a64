/// One `pip install` or `uv pip install` of a Dockerfile.
package struct DockerInstall: Sendable, Hashable {
    /// A requirement that stands in the call itself: `gradio==4.0`, `"uvicorn>=0.14"`.
    package struct Package: Sendable, Hashable {
        package var requirement: Requirement
        /// Of the word in the file's bytes, quotes included.
        package var range: Range<Int>
        /// The physical line, from 1.
        package var line: Int
        /// The word stands there as the installer gets it, in one piece.
        package var isEditable: Bool
    }

    /// A word that something is put into when the step runs.
    package struct Unreadable: Sendable, Hashable {
        package var text: String
        /// The physical line, from 1.
        package var line: Int
    }

    /// A file that the call names.
    package struct File: Sendable, Hashable {
        /// As written: `/code/requirements.txt`.
        package var path: String
        /// Paths of the repository that it may be, likeliest first.
        package var candidates: [String]

        /// The one that is there.
        package func found(in files: [String: [UInt8]]) -> String? { candidates.first { files[$0] != nil } }
    }

    package private(set) var packages: [Package] = []
    /// Words that no tool can tell the package of: `gradio==${VERSION}`, `$PACKAGES`; as written, with their lines.
    package private(set) var unreadable: [Unreadable] = []
    package private(set) var requirementFiles: [File] = []
    package private(set) var constraintFiles: [File] = []
    /// `--extra-index-url https://…`, one option with its value a line.
    package private(set) var indexes: [String] = []
    /// The words behind `install`, as the shell hands them over.
    package private(set) var arguments: [String] = []
    /// Words that hold as well, since a variable or a setting says them: `["--extra-index-url", "https://…"]`.
    package private(set) var inherited: [String] = []
    /// Those of them that are no options and no options' values: requirements, addresses, paths.
    package private(set) var subjects: [String] = []
    /// What `-e` names.
    package private(set) var editables: [String] = []
    /// Where in the image the projects of the repository's own are that it installs: `/code` of `-e .` there.
    private(set) var projectDirectories: [String] = []
    /// Where the words stand that have it install anew what is there: `-U`, `--reinstall`; in the file's bytes.
    private(set) var renewals: [Range<Int>] = []
    /// The physical line of the instruction, from 1.
    package let line: Int
    package let isUV: Bool
    /// Where further words may be put, behind the last one that is there; `nil`: nowhere, as in the JSON form.
    package private(set) var end: Int?
    /// Where an option may be put, before the first word behind `install`; `nil`: nowhere, as in the JSON form.
    package private(set) var begin: Int?
    /// What may be put before it; `nil`: nothing.
    package let twin: DockerTwin?
    /// What ends a line that goes on: `\`, or what the file's `# escape=` says.
    let continuation: Character

    /// - Parameter words: those behind `install`.
    init(_ words: [DockerCommand.Word], isUV: Bool, twin: DockerTwin?, at place: DockerCommandPlace) {
        let instruction = place.instruction
        self.isUV = isUV
        self.twin = twin
        line = instruction.number
        // Within a here-document it is the shell that joins the lines.
        let isShellText = instruction.hereDocuments.map { start in words.last.map { $0.range.lowerBound >= start } ?? false } ?? false
        continuation = Character(UnicodeScalar(isShellText ? UInt8(ascii: "\\") : instruction.escape))
        arguments = words.map(\.text)
        if !instruction.isExecForm, let last = words.last, !last.range.isEmpty { end = instruction.origins[last.range.upperBound - 1] + 1 }
        if !instruction.isExecForm, let first = words.first, !first.range.isEmpty { begin = instruction.origins[first.range.lowerBound] }
        let given = read(words, at: place)
        projectDirectories = (editables + subjects).filter(Self.isOwnProject).map { target in
            DockerPath.resolve(String(target.prefix { $0 != "[" }), in: place.directory)
        }
        inherited = place.variables.arguments(isUV: isUV, given: given)
        for (option, value) in zip(inherited, inherited.dropFirst()) where Self.valued.contains(option) { read(option, value, at: place) }
    }

    /// - Returns: the options that the call itself has, in pip's words.
    private mutating func read(_ words: [DockerCommand.Word], at place: DockerCommandPlace) -> Set<String> {
        var given: Set<String> = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            let (option, attached) = Self.option(word.text)
            guard let option else {
                subjects.append(word.text)
                read(word, place.instruction)
                continue
            }
            given.insert(Self.plainIndexOption[option] ?? option)
            if Self.renewing.contains(word.text), let range = Self.range(of: word, place.instruction) { renewals.append(range) }
            guard Self.valued.contains(option) else { continue }
            guard let value = attached ?? (index < words.count ? words[index].text : nil) else { break }
            if attached == nil { index += 1 }
            read(option, value, at: place)
        }
        return given
    }

    private static let renewing: Set<String> = ["-U", "--upgrade", "--reinstall", "--force-reinstall", "-I", "--ignore-installed"]

    /// In the file; `nil`: it does not stand there in one piece, or in the JSON form.
    private static func range(of word: DockerCommand.Word, _ instruction: DockerInstruction) -> Range<Int>? {
        guard !instruction.isExecForm, !word.range.isEmpty else { return nil }
        let first = instruction.origins[word.range.lowerBound]
        let last = instruction.origins[word.range.upperBound - 1] + 1
        return last - first == word.range.count ? first..<last : nil
    }

    private mutating func read(_ option: String, _ value: String, at place: DockerCommandPlace) {
        switch option {
        case "-r", "--requirement", "--requirements": if !value.contains("://") { requirementFiles.append(place.file(value)) }
        case "-c", "--constraint", "--constraints": if !value.contains("://") { constraintFiles.append(place.file(value)) }
        case "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--index", "--default-index":
            // uv's may have a name: `pytorch=https://download.pytorch.org/whl/cpu`
            let scheme = value.firstRange(of: "://")?.lowerBound ?? value.startIndex
            let start = value[..<scheme].firstIndex(of: "=").map { value.index(after: $0) } ?? value.startIndex
            indexes.append("\(Self.plainIndexOption[option] ?? option) \(value[start...])")
        case "-e", "--editable": editables.append(value)
        default: break
        }
    }

    private mutating func read(_ word: DockerCommand.Word, _ instruction: DockerInstruction) {
        guard !word.range.isEmpty else { return }
        let first = instruction.origins[word.range.lowerBound]
        let last = instruction.origins[word.range.upperBound - 1] + 1
        let line = instruction.numbers[word.range.lowerBound]
        guard word.isLiteral else { return unreadable.append(Unreadable(text: word.text, line: line)) }
        // A word that a continuation or a comment stands within is not in one piece.
        let isWhole = last - first == word.range.count
        // `wheel-1.0-py3-none-any.whl` reads as a name as well; an installer takes it for a file.
        guard let requirement = RequirementsFile.parse(Array(word.text.utf8)).lines.first?.requirement else { return }
        packages.append(Package(requirement: requirement, range: first..<last, line: line, isEditable: isWhole))
    }

    /// `--requirement=a.txt` and `-ra.txt` as option and value; of `-qUr`, what takes a value.
    static func option(_ word: String) -> (option: String?, value: String?) {
        guard word.hasPrefix("-"), word.count > 1 else { return (nil, nil) }
        if word.hasPrefix("--") {
            guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
            return (String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
        // Letters that take no value may stand before one that does.
        for (offset, letter) in word.dropFirst().enumerated() {
            let short = "-\(letter)"
            if valued.contains(short) {
                let rest = String(word.dropFirst(offset + 2))
                return (short, rest.isEmpty ? nil : rest)
            }
            if !flags.contains(letter) { break }
        }
        return (word, nil)
    }

    /// A project of the repository's own, which brings what its own files ask for: `.`, `.[web]`, `-e ./server`; `-r pyproject.toml` takes
    /// those alone.
    var ownProject: String? {
        if let target = (editables + subjects).first(where: Self.isOwnProject) { return target }
        return requirementFiles.first { $0.path == "pyproject.toml" || $0.path.hasSuffix("/pyproject.toml") }?.path
    }

    /// A directory, and no archive: `.`, `./server[web]`, `/code`.
    static func isOwnProject(_ target: String) -> Bool {
        let path = target.prefix { $0 != "[" }.lowercased()
        guard path.hasPrefix(".") || path.hasPrefix("/"), !path.contains("*"), !path.contains("$") else { return false }
        return ![".whl", ".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tar.xz"].contains { path.hasSuffix($0) }
    }

    /// pip's and uv's short options without a value.
    static let flags: Set<Character> = ["U", "I", "q", "v", "n", "h", "V"]

    /// Options of pip 26 and uv 0.13 that take a value.
    static let valued: Set<String> = [
        "-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints", "-e", "--editable", "-i", "--index-url",
        "--extra-index-url", "-f", "--find-links", "-t", "--target", "--prefix", "--root", "--src", "--python", "-p", "--platform",
        "--python-version", "--python-platform", "--implementation", "--abi", "--upgrade-strategy", "-C", "--config-settings",
        "--config-setting", "--global-option", "--no-binary", "--only-binary", "--progress-bar", "--trusted-host", "--cert",
        "--client-cert", "--timeout", "--retries", "--cache-dir", "--log", "--proxy", "--exists-action", "--use-feature", "--report",
        "--build-constraint", "--build-constraints", "-b", "--override", "--overrides", "--exclude", "--excludes", "--index",
        "--default-index", "--index-strategy", "--torch-backend", "--link-mode", "--exclude-newer", "--resolution", "--prerelease",
        "--keyring-provider", "--allow-insecure-host", "--group", "--extra", "--upgrade-package", "-P", "--reinstall-package",
        "--refresh-package", "--no-build-package", "--no-binary-package", "--no-build-isolation-package", "--color", "--directory",
        "--project", "--config-file", "--uploaded-prior-to",
    ]

    /// pip's words for uv's.
    private static let plainIndexOption = [
        "-i": "--index-url", "-f": "--find-links", "--index": "--extra-index-url", "--default-index": "--index-url",
    ]
}
