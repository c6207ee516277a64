import Foundation

extension StandInCall {
    /// Everything that changes a Space. Opening a pull request needs no rights on it.
    func change(_ space: StandInSpace, _ action: String) -> StandInAnswer {
        guard let user else { return .refusal(401, "Invalid username or password.") }
        if request.method == "POST", action == "duplicate" { return duplicate(space, as: user) }
        if request.method == "POST", action == "commit" || action == "preupload", value("create_pr") == "1" { return commit(space, action) }
        if request.method == "POST", action == "discussions" { return openDiscussion(space) }
        guard space.owner == user else { return .refusal(403, "You do not have write access to this Space") }
        switch (request.method, action) {
        case ("POST", "commit"), ("POST", "preupload"): return commit(space, action)
        case ("POST", "variables"), ("DELETE", "variables"), ("POST", "secrets"), ("DELETE", "secrets"): return set(space, action)
        case ("POST", "hardware"), ("POST", "sleeptime"), ("POST", "restart"), ("POST", "pause"): return control(space, action)
        case ("PUT", "volumes"):
            let volumes = json["volumes"]?.array ?? []
            world.change(space.name) { $0.volumes = volumes }
            return StandInAnswer(world.space(space.name).flatMap { answer(of: $0)["runtime"] } ?? .null)
        default: return .missing(code: nil)
        }
    }

    func validate() -> StandInAnswer {
        let content = json["content"]?.text ?? ""
        let description = content.split(separator: "\n").first { $0.hasPrefix("short_description:") }?.dropFirst(18) ?? ""
        guard description.count <= 62 else {
            let message = "\"short_description\" length must be less than or equal to 60 characters"
            return StandInAnswer(["errors": [["message": .string(message)]], "warnings": []], status: 400)
        }
        return StandInAnswer(["errors": [], "warnings": []])
    }

    private func set(_ space: StandInSpace, _ kind: String) -> StandInAnswer {
        guard let key = json["key"]?.text, key.wholeMatch(of: #/[a-zA-Z][_a-zA-Z0-9]*/#) != nil else { return .refusal(400, "Invalid key") }
        let isRemoval = request.method == "DELETE"
        let value = json["value"]?.text ?? ""
        let description = json["description"]?.text
        world.change(space.name) { space in
            if kind == "variables" {
                space.variables[key] = isRemoval ? nil : .init(value: value, description: description)
            } else {
                space.secrets[key] = isRemoval ? nil : value
            }
        }
        if kind == "secrets" { return StandInAnswer([:]) }
        return StandInAnswer(world.space(space.name).map { variables(of: $0) } ?? .null)
    }

    private func control(_ space: StandInSpace, _ action: String) -> StandInAnswer {
        let polls = world.update { $0.buildPolls }
        let body = json
        let isFactory = value("factory") == "true"
        world.change(space.name) { space in
            switch action {
            case "hardware":
                space.requestedHardware = body["flavor"]?.text
                if let seconds = body["sleepTimeSeconds"]?.integer { space.sleepTimeSeconds = seconds }
            case "sleeptime": space.sleepTimeSeconds = body["seconds"]?.integer
            case "restart": if isFactory { space.startBuild(polls: polls) }
            case "pause": space.stage = "PAUSED"
            default: break
            }
        }
        return StandInAnswer(world.space(space.name).flatMap { answer(of: $0)["runtime"] } ?? .null)
    }

    private func duplicate(_ space: StandInSpace, as user: String) -> StandInAnswer {
        guard let name = json["repository"]?.text, name.hasPrefix(user + "/") else {
            return .refusal(403, "You cannot create a Space there")
        }
        if world.space(name) != nil { return .refusal(409, "You already created this space repo") }
        let hardware = json["hardware"]?.text ?? "cpu-basic"
        let pays = world.update { $0.payingUsers.contains(user) }
        if !pays, hardware != "zero-a10g" { return .refusal(402, "A paid plan is required to create Gradio and Docker Spaces") }
        var copy = space
        copy.name = name
        copy.isPrivate = json["visibility"]?.text != "public"
        copy.requestedHardware = space.hardwareOnDuplication ?? hardware
        copy.currentHardware = nil
        copy.sleepTimeSeconds = json["sleepTimeSeconds"]?.integer ?? 172_800
        copy.secrets = [:]
        for entry in json["variables"]?.array ?? [] {
            if let key = entry["key"]?.text { copy.variables[key] = .init(value: entry["value"]?.text ?? "") }
        }
        for entry in json["secrets"]?.array ?? [] { if let key = entry["key"]?.text { copy.secrets[key] = entry["value"]?.text ?? "" } }
        copy.pullRequests = []
        copy.logs = [:]
        copy.servedCommit = nil
        copy.isOpen = false
        copy.card = .object(copy.card.object.merging(["duplicated_from": .string(space.name)]) { $1 })
        copy.startBuild(polls: world.update { $0.buildPolls })
        let made = copy
        world.update { $0.spaces[name] = made }
        return StandInAnswer(["url": .string("\(endpoint)/spaces/\(name)")])
    }

    /// `POST …/commit/{revision}`, one JSON object a line.
    private func commit(_ space: StandInSpace, _ action: String) -> StandInAnswer {
        if action == "preupload" {
            let files = json["files"]?.array.map { file -> StandInJSON in
                ["path": file["path"] ?? .null, "uploadMode": "regular", "shouldIgnore": false]
            }
            return StandInAnswer(["files": .array(files ?? []), "commitOid": .string(space.head.identifier)])
        }
        let lines = request.body.split(separator: UInt8(ascii: "\n")).compactMap { StandInJSON(Array($0)) }
        guard let header = lines.first(where: { $0["key"]?.text == "header" })?["value"], let summary = header["summary"]?.text else {
            return .refusal(400, "Missing header")
        }
        let parent = header["parentCommit"]?.text
        if let parent, parent != space.head.identifier {
            return .refusal(412, "A commit has happened since. Please refresh and try again.")
        }
        var files: [String: [UInt8]] = [:]
        for line in lines where line["key"]?.text == "file" {
            guard let path = line["value"]?["path"]?.text, let content = line["value"]?["content"]?.text else {
                return .refusal(400, "Bad file")
            }
            let isBase64 = line["value"]?["encoding"]?.text == "base64"
            guard let data = isBase64 ? Data(base64Encoded: content) : Data(content.utf8) else { return .refusal(400, "Bad base64") }
            files[path] = Array(data)
        }
        let added = files
        let description = header["description"]?.text ?? ""
        if value("create_pr") == "1" {
            let number = space.pullRequests.count + 1
            world.change(space.name) { space in
                space.pullRequests.append(.init(number: number, title: summary, description: description, files: added, parent: parent))
            }
            let identifier = StandInSpace.identifier(of: "\(space.name)#\(number)", 0)
            return StandInAnswer([
                "success": true, "commitOid": .string(identifier),
                "commitUrl": .string("\(endpoint)/spaces/\(space.name)/commit/\(identifier)"),
                "hookOutput": "", "pullRequestUrl": .string("\(endpoint)/spaces/\(space.name)/discussions/\(number)"),
            ])
        }
        let identifier = StandInSpace.identifier(of: space.name, space.commits.count)
        let polls = world.update { $0.buildPolls }
        world.change(space.name) { space in
            space.commits.append(.init(identifier: identifier, title: summary, files: space.head.files.merging(added) { $1 }))
            space.startBuild(polls: polls)
        }
        return StandInAnswer([
            "success": true, "commitOid": .string(identifier),
            "commitUrl": .string("\(endpoint)/spaces/\(space.name)/commit/\(identifier)"),
            "hookOutput": "",
        ])
    }

    private func openDiscussion(_ space: StandInSpace) -> StandInAnswer {
        let number = space.pullRequests.count + 1
        let (title, description) = (json["title"]?.text ?? "", json["description"]?.text ?? "")
        world.change(space.name) { space in
            space.pullRequests.append(.init(number: number, title: title, description: description, files: [:], parent: nil))
        }
        return StandInAnswer(["num": .number(Double(number))])
    }

    func discussion(of space: StandInSpace, number: Int?) -> StandInAnswer {
        guard let request = space.pullRequests.first(where: { $0.number == number }) else { return .missing(code: nil) }
        return StandInAnswer([
            "title": .string(request.title), "num": .number(Double(request.number)), "author": ["name": .string(space.owner)],
            "createdAt": "2026-07-05T07:53:08.000Z", "status": "draft", "repo": ["name": .string(space.name), "type": "space"],
            "isPullRequest": true, "events": [], "changes": ["base": "refs/heads/main"], "filesWithConflicts": false,
        ])
    }
}
