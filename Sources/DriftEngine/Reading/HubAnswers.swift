internal import DriftCore

/// What the API's answers in a capture say. Every field may be missing: the Hub leaves out what a stage does not have,
/// and a caller may not read everything.
///
/// Fields of `runtime.json`: `stage`, `hardware{current,requested}`, `gcTimeout` (seconds), `sha` (the commit being served),
/// `pySpacesVersion`. `space.json` holds the same under `runtime`, and `sha`, `sdk`.
/// `config.json`: `version` of the running Gradio. `commits.json`: `[{"id","date"}]`, newest first, from the served commit on.
/// `variables.json`: `{"K":{"value":"…"}}`; `secrets.json`: `{"K":{…}}`, never a value.
struct HubAnswers: Sendable, Hashable {
    var stage: String?
    /// The platform's own words on a stage that is an error.
    var errorMessage: String?
    var currentHardware: String?
    var requestedHardware: String?
    var sleepTimeSeconds: Int?
    /// The commit being served.
    var servedCommit: String?
    /// The repository's newest commit; the Space may still serve an older one.
    var repositoryCommit: String?
    /// When that was pushed.
    var lastModified: String?
    var sdkName: String?
    /// The installed version of the `spaces` package.
    var spacesVersion: String?
    /// What the running app says of itself.
    var gradioVersion: String?
    /// ISO 8601, as the Hub writes it; of the served commit, otherwise of the newest one.
    var commitDate: String?
    var variables: [String: String] = [:]
    var secretNames: [String] = []
    /// Storage that is mounted; `nil`: the runtime does not say.
    var volumes: [SpaceVolume]?
    /// `nil`: nobody looked.
    var linked: [LinkedRevision]?
    /// The Space that it was duplicated from, as the Hub read it in the README.
    var duplicatedFrom: SpaceName?
    /// The same, as the Hub itself has it; asked for where the README says nothing.
    var origin: OriginSpace?
    /// Files that are not the JSON they should be.
    var diagnostics: [Diagnostic] = []

    init(_ files: [String: [UInt8]]) {
        let space = object("space.json", in: files)
        let runtime = object("runtime.json", in: files) ?? space?["runtime"]
        stage = runtime?["stage"]?.text
        errorMessage = runtime?["errorMessage"]?.text
        currentHardware = runtime?["hardware"]?["current"]?.text
        requestedHardware = runtime?["hardware"]?["requested"]?.text
        sleepTimeSeconds = runtime?["gcTimeout"]?.integer
        servedCommit = runtime?["sha"]?.text
        repositoryCommit = space?["sha"]?.text
        lastModified = space?["lastModified"]?.text
        sdkName = space?["sdk"]?.text
        spacesVersion = runtime?["pySpacesVersion"]?.text
        gradioVersion = object("config.json", in: files)?["version"]?.text
        let wanted = servedCommit ?? repositoryCommit
        let commits = files["commits.json"].flatMap { JSONValue.parse($0) }?.array ?? []
        commitDate = commits.first { $0["id"]?.text != nil && $0["id"]?.text == wanted }?["date"]?.text
        for (name, entry) in object("variables.json", in: files)?.object ?? [:] {
            variables[name] = entry["value"]?.text ?? ""
        }
        secretNames = (object("secrets.json", in: files)?.object ?? [:]).keys.sorted()
        volumes = runtime?["volumes"]?.array?.compactMap(Self.volume).sorted { $0.mountPath < $1.mountPath }
        linked = object("linked.json", in: files).map(Self.linked)
        origin = OriginSpace(object("origin.json", in: files)?["originSpace"] ?? space?["originSpace"])
        duplicatedFrom = (space?["cardData"]?["duplicated_from"]?.text).flatMap { SpaceName($0) }
    }

    /// `{"type":"dataset","source":"owner/name","mountPath":"/data","readOnly":true}`
    private static func volume(_ value: JSONValue) -> SpaceVolume? {
        guard let source = value["source"]?.text, let mountPath = value["mountPath"]?.text else { return nil }
        let isReadOnly: Bool? = if case .bool(let flag)? = value["readOnly"] { flag } else { nil }
        return SpaceVolume(
            type: value["type"]?.text ?? "?",
            source: source,
            mountPath: mountPath,
            revision: value["revision"]?.text,
            isReadOnly: isReadOnly,
            path: value["path"]?.text
        )
    }

    /// `driftd.linked/1`
    private static func linked(_ document: JSONValue) -> [LinkedRevision] {
        [("models", LinkedRevision.Kind.model), ("datasets", .dataset)].flatMap { key, kind in
            (document[key]?.object ?? [:]).sorted { $0.key < $1.key }.map { name, entry in
                let pinned = entry["revision"]?.text
                return LinkedRevision(kind: kind, name: name, commit: pinned ?? entry["sha"]?.text, isPinned: pinned != nil)
            }
        }
    }

    private mutating func object(_ path: String, in files: [String: [UInt8]]) -> JSONValue? {
        guard let bytes = files[path] else { return nil }
        if let value = JSONValue.parse(bytes), value.object != nil { return value }
        diagnostics.append(
            Diagnostic(code: "capture.not-json", message: "\(path) is not the JSON object it should be; nothing was read from it")
        )
        return nil
    }
}
