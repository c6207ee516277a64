import Foundation

extension StandInCall {
    /// `/api/…`
    func api() -> StandInAnswer {
        if path == ["api", "registry", "token"], let tokens = world.update({ $0.registryTokens }) { return registryToken(tokens) }
        if hasBadToken { return .refusal(401, "Invalid credentials in Authorization header") }
        switch (request.method, path.dropFirst().first) {
        case ("GET", "whoami-v2"): return whoAmI()
        case ("POST", "validate-yaml"): return validate()
        case ("GET", "models"), ("GET", "datasets"): return repository()
        case ("GET", "spaces") where path.count == 2: return list()
        case ("GET", "spaces") where path.count == 3 && path[2] == "hardware": return hardwareList()
        case (_, "spaces") where path.count >= 4: return space()
        default: return .missing(code: nil)
        }
    }

    private func whoAmI() -> StandInAnswer {
        guard let user else { return .refusal(401, "Invalid username or password.") }
        let pays = world.update { $0.payingUsers.contains(user) }
        return StandInAnswer([
            "type": "user", "id": "1", "name": .string(user), "fullname": .string(user), "isPro": .bool(pays), "canPay": .bool(pays),
            "orgs": [],
            "auth": ["type": "access_token", "accessToken": ["displayName": "test", "role": "write"]],
        ])
    }

    private func repository() -> StandInAnswer {
        let key = path[1...].joined(separator: "/")
        guard let found = world.update({ $0.repositories[key] }) else { return unknown() }
        return StandInAnswer(found)
    }

    private func hardwareList() -> StandInAnswer {
        func item(_ name: String, _ cents: Int) -> StandInJSON {
            [
                "name": .string(name), "prettyName": .string(name), "cpu": "2 vCPU", "ram": "16 GB", "unitLabel": "hour",
                "unitCostUSD": .number(Double(cents) / 100), "unitCostMicroUSD": .number(Double(cents) * 10_000),
            ]
        }
        return StandInAnswer([item("cpu-basic", 0), item("cpu-upgrade", 3), item("t4-small", 40), item("zero-a10g", 0)])
    }

    /// As the Hub says it of repositories that are not there, and of those that the caller may not see.
    func unknown() -> StandInAnswer {
        user == nil ? .refusal(401, "Invalid username or password.", code: "RepoNotFound") : .missing(code: "RepoNotFound")
    }

    private func list() -> StandInAnswer {
        let author = value("author")
        let visible = world.update { state in state.spaces.values.filter { author == nil || $0.owner == author } }
            .filter { !$0.isPrivate || $0.owner == user }.sorted { $0.name < $1.name }
        let start = value("cursor").flatMap(Int.init) ?? 0
        let size = min(value("limit").flatMap(Int.init) ?? 100, world.update { $0.pageSize })
        let page = visible.dropFirst(start).prefix(size)
        var headers: [String: String] = [:]
        if start + size < visible.count {
            let rest = query.filter { $0.name != "cursor" }.map { "\($0.name)=\($0.value)" } + ["cursor=\(start + size)"]
            headers["Link"] = "<\(endpoint)/api/spaces?\(rest.joined(separator: "&"))>; rel=\"next\""
        }
        return StandInAnswer(.array(page.map { answer(of: $0) }), headers: headers)
    }

    /// `/api/spaces/{owner}/{name}…`
    private func space() -> StandInAnswer {
        guard let space = world.space("\(path[2])/\(path[3])"), !space.isPrivate || space.owner == user else { return unknown() }
        let rest = path.dropFirst(4)
        switch (request.method, rest.first) {
        case ("GET", nil): return StandInAnswer(answer(of: space))
        case ("GET", "revision"):
            guard space.commit(at: rest.dropFirst().joined(separator: "/")) != nil else { return .missing(code: "RevisionNotFound") }
            return StandInAnswer(answer(of: space))
        case ("GET", "runtime"): return StandInAnswer(runtime(of: space.name))
        case ("GET", "variables"):
            return mayReadInside(space) ? StandInAnswer(variables(of: space)) : .refusal(403, "You do not have access")
        case ("GET", "secrets"): return mayReadInside(space) ? StandInAnswer(secrets(of: space)) : .refusal(403, "You do not have access")
        case ("GET", "logs"): return log(of: space, kind: rest.dropFirst().first ?? "")
        case ("GET", "commits"): return commits(of: space, from: rest.dropFirst().joined(separator: "/"))
        case ("GET", "tree"): return tree(of: space, revision: rest.dropFirst().first ?? "main")
        case ("GET", "discussions"): return discussion(of: space, number: rest.dropFirst().first.flatMap(Int.init))
        default: return change(space, rest.first ?? "")
        }
    }

    private func mayReadInside(_ space: StandInSpace) -> Bool { space.isOpen || space.owner == user }

    func answer(of space: StandInSpace) -> StandInJSON {
        let head = space.head
        var fields: [String: StandInJSON] = [
            "author": .string(space.owner), "sha": .string(head.identifier), "sdk": .string(space.sdk), "private": .bool(space.isPrivate),
            "gated": false, "disabled": false, "lastModified": .string(head.date), "createdAt": "2026-01-01T00:00:00.000Z",
            "likes": 0, "tags": [.string(space.sdk)], "cardData": space.card, "subdomain": .string(space.subdomain),
            "host": .string("https://\(space.subdomain).hf.space"),
            "siblings": .array(head.files.keys.sorted().map { ["rfilename": .string($0)] }),
            "models": .array(space.models.map(StandInJSON.string)), "datasets": .array(space.datasets.map(StandInJSON.string)),
            "runtime": runtime(space),
        ]
        for (key, value) in space.extraFields { fields[key] = value }
        if !expand.isEmpty { fields = fields.filter { expand.contains($0.key) } }
        fields["_id"] = .string(String(StandInSpace.identifier(of: space.name, 99).prefix(24)))
        fields["id"] = .string(space.name)
        return .object(fields)
    }

    /// Asking moves a build under way on.
    private func runtime(of name: String) -> StandInJSON {
        world.update { state in
            guard var space = state.spaces[name] else { return .null }
            if space.pollsUntilBuilt > 0 {
                space.pollsUntilBuilt -= 1
                if space.pollsUntilBuilt == 0 {
                    space.logs["build", default: StandInLog("")].text = state.build.log(of: space, number: space.buildNumber)
                    space.stage = state.build.fails ? "BUILD_ERROR" : state.build.stopsAtStart ? "RUNTIME_ERROR" : "RUNNING"
                    space.servedCommit = state.build.fails ? nil : space.head.identifier
                    space.currentHardware = space.requestedHardware
                }
                state.spaces[name] = space
            }
            return runtime(space)
        }
    }

    private func runtime(_ space: StandInSpace) -> StandInJSON {
        var fields: [String: StandInJSON] = [
            "stage": .string(space.stage),
            "hardware": ["current": .optional(space.currentHardware), "requested": .optional(space.requestedHardware)],
            "storage": nil, "gcTimeout": space.sleepTimeSeconds.map { .number(Double($0)) } ?? .null,
            "replicas": ["requested": 1, "current": 1], "devMode": false,
            // Apps stand at addresses of their own; here that is a path.
            "domains": [["domain": .string("\(endpoint.trimmingPrefix("http://"))/app/\(space.name)"), "stage": "READY"]],
        ]
        // While nothing is served the Hub leaves it out.
        if let commit = space.servedCommit, space.stage.hasPrefix("RUNNING") { fields["sha"] = .string(commit) }
        if !space.volumes.isEmpty { fields["volumes"] = .array(space.volumes) }
        if let version = space.spacesVersion { fields["pySpacesVersion"] = .string(version) }
        if let message = space.errorMessage { fields["errorMessage"] = .string(message) }
        return .object(fields)
    }

    func variables(of space: StandInSpace) -> StandInJSON {
        .object(
            space.variables.mapValues { variable in
                var entry: [String: StandInJSON] = ["value": .string(variable.value), "updatedAt": "2025-03-07T12:24:18.657Z"]
                if let description = variable.description { entry["description"] = .string(description) }
                return .object(entry)
            }
        )
    }

    private func secrets(of space: StandInSpace) -> StandInJSON {
        .object(space.secrets.mapValues { _ in ["updatedAt": "2025-03-07T12:24:18.657Z"] })
    }

    private func log(of space: StandInSpace, kind: String) -> StandInAnswer {
        guard mayReadInside(space) else {
            return user == nil
                ? .refusal(401, "Invalid username or password.") : .refusal(403, "You need write access to read the logs of this Space")
        }
        var log = space.logs[kind] ?? StandInLog("")
        if let tail = value("tail").flatMap(Int.init) {
            log.text = log.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(log.text.hasSuffix("\n") ? 1 : 0)
                .suffix(tail).map { "\($0)\n" }.joined()
        }
        var isBroken = false
        if case .breaks(let count, let times) = log.ending, times > 0 {
            isBroken = true
            world.change(space.name) { $0.logs[kind]?.ending = .breaks(afterEvents: count, times: times - 1) }
        }
        var answer = StandInAnswer()
        answer.delivery = .log(log, isBroken: isBroken)
        return answer
    }

    /// The named commit and those before it, newest first.
    private func commits(of space: StandInSpace, from revision: String) -> StandInAnswer {
        guard let newest = space.commit(at: revision) else { return .missing(code: "RevisionNotFound") }
        let count = (space.commits.lastIndex { $0.identifier == newest.identifier } ?? space.commits.count - 1) + 1
        let list = space.commits.prefix(count).reversed().map { commit -> StandInJSON in
            [
                "id": .string(commit.identifier), "title": .string(commit.title), "message": "", "date": .string(commit.date),
                "authors": [["user": .string(space.owner)]],
            ]
        }
        let limit = value("limit").flatMap(Int.init) ?? list.count
        return StandInAnswer(.array(Array(list.prefix(limit))), headers: ["X-Total-Count": String(list.count)])
    }

    /// `/app/{owner}/{name}/config`: the Space's own app, which knows no tokens of the Hub's.
    func application() -> StandInAnswer {
        guard path.count == 4, path[3] == "config", let space = world.space("\(path[1])/\(path[2])"), !space.isPrivate,
            space.stage == "RUNNING", let configuration = space.applicationConfiguration
        else { return .missing(code: nil) }
        return StandInAnswer(configuration)
    }

    private func tree(of space: StandInSpace, revision: String) -> StandInAnswer {
        guard let commit = space.commit(at: revision) else { return .missing(code: "RevisionNotFound") }
        return StandInAnswer(
            .array(
                commit.files.sorted { $0.key < $1.key }.map { path, content in
                    [
                        "type": "file", "path": .string(path), "size": .number(Double(content.count)),
                        "oid": .string(StandInSpace.identifier(of: path, content.count)),
                    ]
                }
            )
        )
    }

    /// `/spaces/{owner}/{name}/resolve/{revision}/{path}`
    func resolve() -> StandInAnswer {
        if hasBadToken { return .refusal(401, "Invalid credentials in Authorization header") }
        guard let space = world.space("\(path[1])/\(path[2])"), !space.isPrivate || space.owner == user else { return unknown() }
        guard let commit = space.commit(at: path[4]) else { return .missing(code: "RevisionNotFound") }
        guard let content = commit.files[path[5...].joined(separator: "/")] else {
            var answer = StandInAnswer.missing(code: "EntryNotFound")
            answer.headers["X-Repo-Commit"] = commit.identifier
            return answer
        }
        let tag = StandInSpace.identifier(of: path[5...].joined(separator: "/"), content.count)
        return StandInAnswer(
            headers: ["X-Repo-Commit": commit.identifier, "ETag": "\"\(tag)\"", "Content-Type": "text/plain"],
            body: content
        )
    }
}
