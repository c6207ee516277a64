/// What the platform makes of a repository: a build log in its form, from the requirements and an index of the day.
package struct FakeBuild: Sendable {
    /// Newest versions: what an unpinned requirement gets, and what the platform itself installs.
    package var index: [String: String] = [:]
    /// `gradio` in the version that the README's `sdk_version` names, if it names one.
    package var platformLine = ["gradio[oauth,mcp]==6.19.0", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]
    package var ignoresSDKVersion = false
    package var pythonImage = "docker.io/library/python:3.11@sha256:" + String(repeating: "1", count: 64)
    package var fails = false
    /// The build goes through, and the app ends at once.
    package var stopsAtStart = false

    package init() {}

    /// - Parameter number: Of this build; it is told by its second.
    package func log(of space: StandInSpace, number: Int) -> String {
        let text = String(decoding: space.head.files["requirements.txt"] ?? [], as: UTF8.self)
        let platformLine = platformLine(of: space)
        var installed: [String: String] = [:]
        for requirement in platformLine + text.split(separator: "\n").map(String.init) {
            let line = requirement.prefix { $0 != "#" && $0 != ";" }.filter { !$0.isWhitespace }
            let name = String(line.prefix { !"[=<>~!".contains($0) }).lowercased()
            if name.isEmpty || name.hasPrefix("-") { continue }
            let version = line.split(separator: "==").dropFirst().first.map(String.init)
            installed[name] = version ?? installed[name] ?? index[name] ?? "1.0"
        }
        let command =
            "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt "
            + platformLine.map { $0.contains(">") ? "\"\($0)\"" : $0 }.joined(separator: " ")
        let seconds = number < 10 ? "0\(number)" : "\(number % 60)"
        var lines = [
            "===== Build Queued at 2026-07-05 07:53:\(seconds) / Commit SHA: \(space.head.identifier.prefix(7)) =====", "",
            "--> FROM \(pythonImage)", "DONE 0.0s", "",
            "--> \(command)",
        ]
        if fails {
            lines += [
                "ERROR: No matching distribution found for nothing", "",
                "--> ERROR: process \"/bin/sh -c \(command.dropFirst(4))\" did not complete successfully: exit code: 1", "",
            ]
        } else {
            let names = installed.keys.sorted()
            lines += names.map { "Collecting \($0)" }
            lines.append("Installing collected packages: " + names.joined(separator: ", "))
            lines.append("Successfully installed " + names.map { "\($0)-\(installed[$0] ?? "")" }.joined(separator: " "))
            lines += ["DONE 3.1s", "", "--> Pushing image", "DONE 2.9s", "", "--> Exporting cache", "DONE 1.4s", ""]
        }
        return lines.joined(separator: "\n")
    }

    private func platformLine(of space: StandInSpace) -> [String] {
        let card = String(decoding: space.head.files["README.md"] ?? [], as: UTF8.self).split(separator: "\n")
        guard !ignoresSDKVersion, let line = card.first(where: { $0.hasPrefix("sdk_version:") }) else { return platformLine }
        let version = line.dropFirst("sdk_version:".count).filter { !" \"'".contains($0) }
        return platformLine.map { $0.hasPrefix("gradio") ? "gradio[oauth,mcp]==\(version)" : $0 }
    }
}
