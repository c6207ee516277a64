import Foundation

extension StandInSpace {
    /// The Space that a capture directory shows (`docs/Captures.md`).
    package init(capture directory: String) throws {
        func read(_ name: String) -> [UInt8]? {
            (try? Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)"))).map(Array.init)
        }
        func json(_ name: String) -> StandInJSON? { read(name).flatMap { StandInJSON($0) } }
        guard let name = json("capture.json")?["space"]?.text else { throw CocoaError(.fileReadCorruptFile) }
        var files: [String: [UInt8]] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: "\(directory)/repo")) ?? [] {
            if let content = read("repo/\(path)") { files[path] = content }
        }
        self.init(name: name, files: files)
        if let space = json("space.json") {
            if let commit = space["sha"]?.text { commits[0].identifier = commit }
            commits[0].date = space["lastModified"]?.text ?? commits[0].date
            sdk = space["sdk"]?.text ?? sdk
            card = space["cardData"] ?? card
            if case .bool(let value)? = space["private"] { isPrivate = value }
            models = space["models"]?.array.compactMap(\.text) ?? []
            datasets = space["datasets"]?.array.compactMap(\.text) ?? []
        }
        if let runtime = json("runtime.json") {
            stage = runtime["stage"]?.text ?? stage
            currentHardware = runtime["hardware"]?["current"]?.text
            requestedHardware = runtime["hardware"]?["requested"]?.text
            servedCommit = runtime["sha"]?.text
            sleepTimeSeconds = runtime["gcTimeout"]?.integer
            spacesVersion = runtime["pySpacesVersion"]?.text
            errorMessage = runtime["errorMessage"]?.text
            volumes = runtime["volumes"]?.array ?? []
        }
        applicationConfiguration = json("config.json")
        for (key, entry) in json("variables.json")?.object ?? [:] { variables[key] = Variable(value: entry["value"]?.text ?? "") }
        for key in json("secrets.json")?.object.keys.sorted() ?? [] { secrets[key] = "kept" }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/logs")) ?? []).sorted()
        for kind in ["build", "run"] {
            guard let newest = names.last(where: { $0.hasPrefix("\(kind)-") }), let content = read("logs/\(newest)") else { continue }
            logs[kind] = StandInLog(String(decoding: content, as: UTF8.self))
        }
    }
}
