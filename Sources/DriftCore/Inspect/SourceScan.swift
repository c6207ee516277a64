/// A plain scan of a Python file, for machines without `python3` and files that it does not parse.
///
///     import spaces
///     @spaces.GPU(duration=120, size="xlarge")
///     def generate(prompt):
///     model = AutoModel.from_pretrained("owner/model", revision="main").to("cuda")
///     key = os.environ["OPENAI_API_KEY"]
struct SourceScan {
    private var source = AppSource()
    /// Indentation of the functions that are open.
    private var functions: [Int] = []
    private var decorator: (text: String, line: Int)?
    private var isInText = false
    /// `MODEL = "owner/model"` at the margin.
    private var constants: [String: String] = [:]

    /// A longer line is no code that anybody wrote.
    private static let lineLimit = 2000

    static func read(_ bytes: [UInt8]) -> AppSource {
        var scan = SourceScan()
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where line.utf8.count <= lineLimit {
            scan.read(line, number: index + 1)
        }
        return scan.source
    }

    private mutating func read(_ line: Substring, number: Int) {
        let marks = line.ranges(of: "\"\"\"").count + line.ranges(of: "'''").count
        let wasInText = isInText
        if !marks.isMultiple(of: 2) { isInText.toggle() }
        if wasInText { return }
        let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
        let code = line.dropFirst(indentation)
        guard let first = code.first, first != "#" else { return }
        functions.removeAll { indentation <= $0 }
        readStatement(String(code), number: number, isIndented: indentation > 0)
        if code.hasPrefix("def ") || code.hasPrefix("async def ") { functions.append(indentation) }
    }

    private mutating func readStatement(_ code: String, number: Int, isIndented: Bool) {
        let isTopLevel = functions.isEmpty
        if let path = Self.importedPath(in: code) {
            let module = path.hasPrefix(".") ? "" : String(path.prefix { $0 != "." })
            source.imports.append(.init(module: module, path: path, names: Self.names(in: code), line: number, isTopLevel: isTopLevel))
        }
        if isTopLevel, let (name, value) = Self.constant(in: code) { constants[name] = value }
        if code.hasPrefix("sys.path."), let path = Self.anyQuoted(in: code) { source.searchPaths.append(path) }
        readDecorator(code, number: number)
        readWrapping(code, number: number)
        readVariables(code, number: number, isIndented: isIndented)
        readHubCall(code, number: number)
        let call = AppSource.Call(text: String(code.prefix(120)), line: number, isTopLevel: isTopLevel)
        if Self.pipWords.contains(where: { code.contains($0) }) {
            source.pipCalls.append(call)
        } else if Self.downloadWords.contains(where: { code.contains($0) }) {
            source.downloads.append(call)
        }
        if Self.cudaWords.contains(where: { code.contains($0) }) { source.cudaCalls.append(call) }
    }

    /// What stands around an indented line, or behind an `if` on it, may pass it over, or catch what it raises.
    private mutating func readVariables(_ code: String, number: Int, isIndented: Bool) {
        for (name, isRequired) in Self.variables(in: code) {
            let read = AppSource.Variable(
                name: name,
                line: number,
                isRequired: isRequired,
                isTopLevel: functions.isEmpty,
                isConditional: isIndented && functions.isEmpty || [" if ", " or ", " and "].contains { code.contains($0) }
            )
            source.variables.append(read)
        }
        for opening in ["os.environ[", "environ.setdefault(", "os.putenv("] {
            guard let name = Self.quoted(after: opening, in: code), opening != "os.environ[" || Self.isAssigned(name, in: code) else {
                continue
            }
            source.assignedVariables.append(name)
        }
    }

    private mutating func readHubCall(_ code: String, number: Int) {
        guard let function = Self.hubFunctions.first(where: { code.contains($0 + "(") }) else { return }
        source.hubCalls.append(
            .init(
                function: function,
                repository: Self.repository(after: function + "(", in: code, constants),
                isLocal: Self.isPath(after: function + "(", in: code),
                revision: Self.quoted(after: "revision=", in: code),
                file: function == "hf_hub_download" ? Self.quoted(after: "filename=", in: code) : nil,
                line: number,
                isTopLevel: functions.isEmpty
            )
        )
    }

    private mutating func readDecorator(_ code: String, number: Int) {
        if code.hasPrefix("@spaces.GPU") || code.hasPrefix("@GPU") {
            decorator = (code, number)
        } else if let open = decorator, code.hasPrefix("def ") || code.hasPrefix("async def ") {
            let name = code.split(separator: " ").first { $0 != "async" && $0 != "def" }?.prefix { $0 != "(" } ?? ""
            let duration = Self.argument("duration", in: open.text)
            source.gpuFunctions.append(
                .init(
                    name: String(name),
                    line: number,
                    duration: duration.flatMap { Int($0) },
                    durationSource: duration.flatMap { Int($0) == nil ? $0 : nil },
                    size: Self.quoted(after: "size=", in: open.text),
                    isAsync: code.hasPrefix("async ")
                )
            )
            decorator = nil
        } else if !code.hasPrefix("@"), decorator != nil, !code.hasPrefix(")") {
            decorator?.text += code
        }
    }

    /// `run = spaces.GPU(run)`, `spaces.GPU(duration=60)(run)`
    private mutating func readWrapping(_ code: String, number: Int) {
        guard !code.hasPrefix("@"), let opening = code.firstRange(of: "spaces.GPU(") else { return }
        let inner = String(code[opening.upperBound...])
        let argument = Self.word(after: "", in: inner)
        let isTask = argument.first.map { !$0.isNumber } == true && [",", ")"].contains(inner.dropFirst(argument.count).first)
        let name = isTask ? argument : Self.word(after: ")(", in: inner)
        guard !name.isEmpty else { return }
        let duration = Self.argument("duration", in: inner)
        source.gpuFunctions.append(
            .init(
                name: name,
                line: number,
                duration: duration.flatMap { Int($0) },
                durationSource: duration.flatMap { Int($0) == nil ? $0 : nil },
                size: Self.quoted(after: "size=", in: inner),
                isAsync: false
            )
        )
    }

    // MARK: - Words

    private static let hubFunctions = ["from_pretrained", "snapshot_download", "hf_hub_download", "load_dataset", "from_single_file"]
    private static let pipWords = ["pip install", "\"pip\", \"install\"", "'pip', 'install'", "-m\", \"pip\"", "pip.main("]
    private static let downloadWords = ["wget ", "wget.download(", "curl ", "urlretrieve(", "gdown.download(", "load_state_dict_from_url("]
    private static let cudaWords = [
        ".to(\"cuda", ".to('cuda", ".cuda()", "torch.cuda.", "device=\"cuda", "device='cuda", "device_map=\"cuda",
    ]

    /// `a.b` of `import a.b as c`, `.c` of `from .c import d`.
    private static func importedPath(in code: String) -> String? {
        let words = code.split(maxSplits: 2) { $0 == " " || $0 == "," || $0 == ";" }
        guard words.count >= 2, words[0] == "import" || words[0] == "from" && code.contains(" import ") else { return nil }
        return String(words[1])
    }

    private static func names(in code: String) -> [String] {
        guard code.hasPrefix("from "), let range = code.firstRange(of: " import ") else { return [] }
        return code[range.upperBound...].prefix { $0 != "#" }.split { $0 == "," || $0 == "(" || $0 == ")" }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    private static func constant(in code: String) -> (String, String)? {
        let name = code.prefix { $0.isLetter || $0 == "_" || $0.isNumber }
        guard !name.isEmpty, let value = quoted(after: name + " = ", in: code) ?? quoted(after: name + "=", in: code) else { return nil }
        return (String(name), value)
    }

    private static func word(after opening: String, in code: String) -> String {
        let begin = opening.isEmpty ? code.startIndex : code.firstRange(of: opening)?.upperBound
        guard let begin else { return "" }
        return String(code[begin...].prefix { $0.isLetter || $0 == "_" || $0.isNumber })
    }

    private static func anyQuoted(in code: String) -> String? {
        guard let open = code.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return nil }
        let text = code[code.index(after: open)...].prefix { $0 != code[open] }
        return text.isEmpty ? nil : String(text)
    }

    private static func variables(in code: String) -> [(String, Bool)] {
        var result: [(String, Bool)] = []
        for (opening, isRequired) in [("os.environ[", true), ("os.getenv(", false), ("environ.get(", false)] {
            if let name = quoted(after: opening, in: code), !isAssigned(name, in: code) { result.append((name, isRequired)) }
        }
        return result
    }

    /// `os.environ["HF_HOME"] = "/tmp"` sets it.
    private static func isAssigned(_ name: String, in code: String) -> Bool {
        [#"["\#(name)"] ="#, "['\(name)'] ="].contains { code.contains($0) && !code.contains($0 + "=") }
    }

    /// The text in quotes directly behind `opening`.
    private static func quoted(after opening: String, in code: String) -> String? {
        guard let range = code.firstRange(of: opening) else { return nil }
        let rest = code[range.upperBound...].drop { $0 == " " }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        let text = rest.dropFirst().prefix { $0 != quote }
        return text.isEmpty || text.endIndex == rest.endIndex ? nil : String(text)
    }

    private static func repository(after opening: String, in code: String, _ constants: [String: String]) -> String? {
        let text = quoted(after: opening, in: code) ?? quoted(after: "repo_id=", in: code) ?? constants[word(after: opening, in: code)]
        return text.flatMap { $0.hasPrefix(".") || $0.hasPrefix("/") ? nil : $0 }
    }

    private static func isPath(after opening: String, in code: String) -> Bool {
        guard let text = quoted(after: opening, in: code) else { return false }
        return text.hasPrefix(".") || text.hasPrefix("/")
    }

    /// `120` of `@spaces.GPU(duration=120)`
    private static func argument(_ name: String, in code: String) -> String? {
        guard let range = code.firstRange(of: name + "=") else { return nil }
        let value = code[range.upperBound...].prefix { $0 != "," && $0 != ")" && $0 != " " }
        return value.isEmpty ? nil : String(value)
    }
}
