/// What the app's own code does to its environment when it runs, which no requirements file governs: read line by line, not parsed.
struct AppNotes {
    let files: [String: [UInt8]]

    /// Lines looked at; an app has far fewer.
    private static let limit = 20_000

    var notes: [RestoreNote] {
        files.sorted { $0.key < $1.key }.filter { $0.key.hasSuffix(".py") }.flatMap { path, bytes in
            String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(Self.limit)
                .enumerated().flatMap { Self.notes(of: $1, at: "\(path):\($0 + 1)") }
        }
    }

    private static func notes(of line: Substring, at subject: String) -> [RestoreNote] {
        let code = line.drop { $0 == " " || $0 == "\t" }
        if code.hasPrefix("#") { return [] }
        return [runtimeInstall(code, subject), floatingModel(code, subject)].compactMap { $0 }
    }

    /// `os.system("pip install einops")`, `subprocess.run([sys.executable, "-m", "pip", "install", "x"])`, `pip.main(["install", "x"])`.
    private static func runtimeInstall(_ code: Substring, _ subject: String) -> RestoreNote? {
        let calls = ["os.system(", "os.popen(", "subprocess.", "check_call(", "check_output(", "Popen(", "pip.main(", "pip_main("]
        guard calls.contains(where: { code.contains($0) }) else { return nil }
        let words = code.split { !($0.isLetter || $0.isNumber || "._-<>=![]+/:".contains($0)) }
        guard let pip = words.firstIndex(where: { ["pip", "pip3", "pip.main", "pip_main"].contains($0) }), words[pip...].contains("install")
        else {
            return nil
        }
        let sentence = "the app installs packages when it starts, after everything else: no requirements file governs that"
        return RestoreNote("runtime-install", subject, sentence)
    }

    /// `X.from_pretrained("owner/name")`, `hf_hub_download("owner/name", …)`, `snapshot_download(…)` without a revision.
    private static func floatingModel(_ code: Substring, _ subject: String) -> RestoreNote? {
        let calls = ["from_pretrained(", "hf_hub_download(", "snapshot_download(", "load_dataset("]
        guard let call = calls.compactMap({ code.firstRange(of: $0) }).first, !code.contains("revision") else { return nil }
        guard let name = quoted(in: code[call.upperBound...]), isRepository(name) else { return nil }
        let sentence = "\(name.excerpt()) is loaded without a revision: it is what its repository holds today, whatever the packages are"
        return RestoreNote("floating-model", subject, sentence)
    }

    private static func quoted(in text: Substring) -> Substring? {
        guard let open = text.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return nil }
        let rest = text[text.index(after: open)...]
        return rest.firstIndex(of: text[open]).map { rest[..<$0] }
    }

    /// `owner/name`
    private static func isRepository(_ name: Substring) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                part.first.map { $0.isLetter || $0.isNumber } ?? false
                    && part.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
            }
    }
}
