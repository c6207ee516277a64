/// The checklist, in the order in which a start meets each thing.
package struct Inspector {
    let subject: InspectionSubject
    /// What of its files runs while the app starts.
    let started: StartedFiles

    /// Of what was not read the lines say `unknown`.
    package static func inspect(_ subject: InspectionSubject) -> Inspection {
        let inspector = Inspector(subject: subject, started: StartedFiles(of: subject))
        return Inspection(subject: subject.label, lines: inspector.lines, sources: subject.readers)
    }

    private var lines: [InspectionLine] { repository + environment + models + zeroGPU + settings + reading }

    // MARK: - Repository

    private var repository: [InspectionLine] {
        guard let card = subject.card else {
            return [
                InspectionLine(
                    "sdk",
                    subject.files["README.md"] == nil ? .unknown : .stop,
                    subject.files["README.md"] == nil ? "there is no README.md here" : "README.md's YAML cannot be read",
                    fix: "give README.md a front matter with sdk, sdk_version and app_file"
                )
            ]
        }
        return [sdk(card), sdkVersion(card), python(card), appFile(card)].compactMap(\.self)
    }

    private func sdk(_ card: [String: String]) -> InspectionLine {
        switch card["sdk"] {
        case "gradio": InspectionLine("sdk", .ok, "Gradio", places: ["README.md"])
        case .some(let sdk) where subject.expectsZeroGPU:
            InspectionLine(
                "sdk",
                .stop,
                "sdk is \(sdk), and the code is for ZeroGPU",
                fix: "ZeroGPU runs Gradio only",
                places: ["README.md"]
            )
        case "streamlit":
            InspectionLine(
                "sdk",
                .warn,
                "sdk is streamlit: the Hub offers it for no new Space (2025-04-30)",
                fix:
                    "make the duplicate a Docker Space, by the Hub's Streamlit template, with the original's versions (`driftd show <original>`)",
                places: ["README.md"]
            )
        case .some(let sdk): InspectionLine("sdk", .ok, "sdk is \(sdk)", places: ["README.md"])
        case nil:
            InspectionLine("sdk", .stop, "README.md names no sdk", fix: "add `sdk: gradio` to README.md's YAML", places: ["README.md"])
        }
    }

    private func sdkVersion(_ card: [String: String]) -> InspectionLine? {
        guard card["sdk"] == "gradio" || card["sdk"] == "streamlit" else { return nil }
        guard let version = card["sdk_version"] else {
            let sdk = subject.environment?.sdk.flatMap { $0.name == card["sdk"] ? $0.version : nil }
            return InspectionLine(
                "sdk-version",
                .warn,
                "sdk_version is not set: a duplicate is built with today's release",
                fix: sdk.map { "set sdk_version: \($0) in README.md, which the original runs" }
                    ?? "set sdk_version in README.md to the version that the original runs (`driftd show <original>`)",
                places: ["README.md"]
            )
        }
        if let written = number(at: "sdk_version"), written != version {
            return InspectionLine(
                "sdk-version",
                .warn,
                "sdk_version: \(written) is read as \(version), a number",
                fix: subject.environment?.sdk?.version.map { "set sdk_version: \($0) in README.md, which the original runs" }
                    ?? "write all parts of the version that the original runs, as in sdk_version: \(version).0 (`driftd show <original>`)",
                places: ["README.md"]
            )
        }
        return InspectionLine("sdk-version", .ok, "\(card["sdk"] ?? "") \(version)", places: ["README.md"])
    }

    /// The number that README.md's YAML gives a key without quotes, as it is written: `5.10`.
    private func number(at key: String) -> String? {
        let text = String(decoding: (subject.files["README.md"] ?? []).prefix(1 << 16), as: UTF8.self)
        let line = text.split { $0.isNewline }.first { $0.hasPrefix(key + ":") }
        guard let words = line?.dropFirst(key.count + 1).split(separator: " "), let number = words.first,
            words.count == 1 || words[1].hasPrefix("#"), number.utf8.allSatisfy({ $0 == 0x2E || $0.isDigit })
        else { return nil }
        return String(number)
    }

    /// A plain `python_version: 3.10` is the number 3.1 to YAML.
    private func python(_ card: [String: String]) -> InspectionLine? {
        if card["sdk"] == "docker" || card["sdk"] == "static" { return nil }
        guard let version = card["python_version"] else {
            return InspectionLine(
                "python-version",
                .warn,
                "python_version is not set: a duplicate gets the platform's default of its day\(defaultPython(card))",
                fix: subject.environment?.python.map { "set python_version: \"\($0)\" in README.md, which the original runs" }
                    ?? "set python_version in README.md, in quotes, to the Python of the original's build log (`driftd show <original>`)",
                places: ["README.md"]
            )
        }
        // No Python before 3.6 is left; 3.1 and 3.2 are 3.10 and 3.20 that lost their zero.
        guard let parsed = Version(version), !Self.lostZero.contains(version), parsed >= Version("3.3") ?? parsed else {
            return InspectionLine(
                "python-version",
                .stop,
                "python_version is read as \(version)",
                fix: "write it in quotes: python_version: \"\(subject.environment?.python ?? (version == "3.2" ? "3.20" : "3.10"))\"",
                places: ["README.md"]
            )
        }
        if subject.expectsZeroGPU, let limit = subject.policy.pythonLimits.first(where: { $0.hardwarePrefix == "zero-" }),
            !limit.versions.contains(where: { $0 == version || $0.hasPrefix(version + ".") })
        {
            return InspectionLine(
                "python-version",
                .warn,
                "Python \(version); ZeroGPU documents \(limit.versions.joined(separator: ", ")) (\(limit.date))",
                fix: "set python_version to one of them if the original runs it",
                places: ["README.md"]
            )
        }
        return InspectionLine("python-version", .ok, "Python \(version)", places: ["README.md"])
    }

    /// The newest that was seen: ` (3.13 when last seen, 2026-07-05)`.
    private func defaultPython(_ card: [String: String]) -> String {
        let eras = PlatformEras.current
        let hardware = subject.expectsZeroGPU ? "zero-" : ""
        let row = eras.defaultPython(sdk: card["sdk"] ?? "", hardware: hardware, day: eras.date)?.row
        return row.map { " (\($0.version) when last seen, \($0.lastSeen))" } ?? ""
    }

    private static let lostZero: Set<String> = ["3.1", "3.2"]

    private func appFile(_ card: [String: String]) -> InspectionLine? {
        if card["sdk"] == "docker" || card["sdk"] == "static" { return nil }
        if subject.appFile.hasSuffix(".ipynb") {
            return InspectionLine(
                "app-file",
                .stop,
                "\(subject.appFile) is a notebook: the platform runs the app file with Python, which starts no notebook",
                fix: "write its code to a file (`jupyter nbconvert --to script`), and name that as app_file",
                places: ["README.md"]
            )
        }
        let content = subject.files[subject.appFile]
        if let content, content.allSatisfy({ $0 <= 0x20 }) {
            return InspectionLine(
                "app-file",
                .stop,
                "\(subject.appFile), the app file, is empty: a start ends at once",
                fix: "write the app into it, or name another file in README.md (app_file)",
                places: [subject.appFile]
            )
        }
        return content != nil
            ? InspectionLine("app-file", .ok, subject.appFile, places: [subject.appFile])
            : InspectionLine(
                "app-file",
                .unknown,
                "\(subject.appFile), the app file, is not among the files here",
                fix: "give driftd a checkout of the Space, or correct app_file in README.md",
                places: ["README.md"]
            )
    }

    // MARK: - How it was read

    private var reading: [InspectionLine] {
        let unread = subject.unreadFiles.isEmpty ? [] : [unreadFiles]
        if subject.readers.isEmpty { return [InspectionLine("source", .unknown, "no Python file was read")] + unread }
        let faults = subject.faults.sorted { $0.key < $1.key }.map { path, fault in
            InspectionLine(
                "source",
                started.paths.contains(path) ? .warn : .unknown,
                "\(path) is no Python to the parser at hand (\(fault)); it was read line by line",
                fix: "see whether the Space's Python reads it (python_version): an app that does not parse does not start",
                places: [path]
            )
        }
        let scanned = subject.readers.filter { $0.value == .scan && subject.faults[$0.key] == nil }.keys.sorted()
        if scanned.isEmpty {
            let parsed = subject.readers.filter { $0.value == .ast }.keys.sorted()
            return (parsed.isEmpty ? [] : [InspectionLine("source", .ok, "read by Python's own parser", places: parsed)]) + faults + unread
        }
        return faults + [
            InspectionLine(
                "source",
                .unknown,
                "read line by line, without Python: what spans lines may be missed",
                fix: "put python3 on PATH, or see whether the file is valid Python",
                places: scanned
            )
        ] + unread
    }

    private var unreadFiles: InspectionLine {
        InspectionLine(
            "source",
            .unknown,
            "\(subject.unreadFiles.count) of the app's own files were not read",
            fix: "inspect a checkout of the Space: a capture holds the app file alone; of a notebook its Python",
            places: subject.unreadFiles
        )
    }
}
