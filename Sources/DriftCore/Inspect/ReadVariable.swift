/// A variable that the code reads, and what becomes of it in a duplicate: the platform copies variables, and never secrets.
struct ReadVariable: Sendable {
    /// Who has it in the original.
    enum Holder: Sendable {
        case variable, secret
        /// The repository's `.env`, which the app loads.
        case file
        /// Both lists are known, and it stands in neither.
        case nobody
        /// A checkout, or settings that may not be read.
        case unseen
    }

    var name: String
    var holder: Holder
    /// `app.py:12`
    private(set) var places: [String] = []
    /// Some read raises `KeyError` without it.
    private(set) var isRequired = false
    /// Such a read stands where every start comes by.
    private(set) var endsStart = false
    /// The build mounts it, which gives it secrets only.
    private(set) var isMounted = false

    init(name: String, holder: Holder) {
        self.name = name
        self.holder = holder
    }

    /// One more read of it.
    private mutating func add(_ place: String, isRequired: Bool, endsStart: Bool, isMounted: Bool) {
        places.append(place)
        self.isRequired = self.isRequired || isRequired
        self.endsStart = self.endsStart || endsStart
        self.isMounted = self.isMounted || isMounted
    }

    /// By what its name says, or its use.
    var isSecret: Bool { isMounted || Self.isSecret(name) }

    static func isSecret(_ name: String) -> Bool {
        let words = name.uppercased().split(separator: "_")
        return words.contains { ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASS", "CREDENTIALS", "APIKEY", "PWD"].contains($0) }
    }

    /// Set by the platform in every Space, or read by libraries with a sensible default.
    private static let given: Set<String> = [
        "SPACE_ID", "SPACE_HOST", "SPACE_AUTHOR_NAME", "SPACE_REPO_NAME", "SPACE_TITLE", "SPACE_CREATOR_USER_ID", "SYSTEM", "ACCELERATOR",
        "CPU_CORES", "MEMORY", "PORT", "HOME", "PATH", "USER", "PWD", "TMPDIR", "SPACES_ZERO_GPU", "HF_HOME", "HF_HUB_CACHE", "DEBUG",
        "GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT", "CUDA_VISIBLE_DEVICES", "TOKENIZERS_PARALLELISM", "LD_LIBRARY_PATH", "PYTHONPATH",
    ]

    static func isGiven(_ name: String) -> Bool { given.contains(name) || name.hasPrefix("OAUTH_") }

    /// What the code reads and neither sets itself nor gets from the platform, by name.
    static func all(in subject: InspectionSubject, started: StartedFiles) -> [ReadVariable] {
        let assigned = Set(subject.sources.values.flatMap(\.assignedVariables))
        let committed = subject.namesInEnvironmentFile
        var result: [String: ReadVariable] = [:]
        func add(_ name: String, at place: String, isRequired: Bool, endsStart: Bool, isMounted: Bool = false) {
            let new = ReadVariable(name: name, holder: holder(of: name, subject, committed))
            result[name, default: new].add(place, isRequired: isRequired, endsStart: endsStart, isMounted: isMounted)
        }
        for (path, source) in subject.sources.sorted(by: { $0.key < $1.key }) {
            for read in source.variables where !isGiven(read.name) {
                let isRequired = read.isRequired && !assigned.contains(read.name)
                let endsStart = isRequired && read.isTopLevel && !read.isConditional && started.paths.contains(path)
                add(read.name, at: "\(path):\(read.line)", isRequired: isRequired, endsStart: endsStart)
            }
        }
        for (name, place, isRequired) in mounted(in: subject) {
            add(name, at: place, isRequired: isRequired, endsStart: isRequired, isMounted: true)
        }
        return result.values.sorted { $0.name < $1.name }
    }

    /// `RUN --mount=type=secret,id=HF_TOKEN,required=true …`: the build reads it.
    private static func mounted(in subject: InspectionSubject) -> [(name: String, place: String, isRequired: Bool)] {
        guard let file = subject.files[InstallPlace.dockerPath] else { return [] }
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { index, line in
            line.split(whereSeparator: \.isWhitespace).compactMap { word -> (String, String, Bool)? in
                guard word.hasPrefix("--mount="), !line.drop(while: \.isWhitespace).hasPrefix("#") else { return nil }
                let parts = word.dropFirst("--mount=".count).split(separator: ",")
                guard parts.contains("type=secret"), let id = parts.first(where: { $0.hasPrefix("id=") }) else { return nil }
                let isRequired = parts.contains { $0 == "required" || $0 == "required=true" }
                return (String(id.dropFirst(3)), "\(InstallPlace.dockerPath):\(index + 1)", isRequired)
            }
        }
    }

    private static func holder(of name: String, _ subject: InspectionSubject, _ committed: Set<String>) -> Holder {
        if subject.variableNames?.contains(name) == true { return .variable }
        if subject.secretNames?.contains(name) == true { return .secret }
        if committed.contains(name) { return .file }
        return subject.variableNames != nil && subject.secretNames != nil ? .nobody : .unseen
    }
}
