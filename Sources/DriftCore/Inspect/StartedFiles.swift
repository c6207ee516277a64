/// The files that run while the app starts: the app file, and what is imported from there while files are loaded.
///
/// What merely lies beside it (`train.py`), or is imported inside a function, may never run.
struct StartedFiles: Sendable {
    private(set) var paths: Set<String> = []

    /// Whether `app.py:12` runs while the app starts; where no file is known to, any may.
    func holds(place: String) -> Bool { paths.isEmpty || paths.contains { place.hasPrefix($0 + ":") } }

    init(of subject: InspectionSubject) {
        let imports = subject.imports
        var waiting = [subject.appFile] + LocalImports.entries(in: subject.files)
        paths = Set(LocalImports.scripts(inDockerfile: subject.files["Dockerfile"] ?? []).filter { subject.sources[$0] != nil })
        while let path = waiting.popLast() {
            guard let source = subject.sources[path], paths.insert(path).inserted else { continue }
            for item in source.imports where item.isTopLevel { waiting += imports.candidates(for: item, in: path) }
        }
    }
}
