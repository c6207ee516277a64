/// What an app offers to programs: `/config` and `/info` together. Whatever is missing in them is left away.
struct GradioInterface: Sendable, Hashable {
    struct Parameter: Sendable, Hashable {
        var name: String
        var type: String
        /// `nil`: it must be given.
        var standard: JSONValue?
    }

    struct Endpoint: Sendable, Hashable {
        /// `/predict`
        var name: String
        var parameters: [Parameter]
        var returns: [String]
        /// Its function is under `@spaces.GPU`; a call books quota.
        var usesGPU: Bool

        /// The function's number; `nil`: the app does not say.
        var function: Int?

        /// Nothing needs to be made up for it.
        var isCallable: Bool { parameters.allSatisfy { $0.standard != nil } }
    }

    /// Gradio's own release, as it runs.
    var version: String?
    /// `/gradio_api` since 5.0, empty before.
    var prefix: String
    /// By name.
    var endpoints: [Endpoint]

    /// - Parameter isOnZeroGPU: the Space's hardware; an app that does not say which functions are under `@spaces.GPU` (Gradio 6) may have any there.
    init(configuration: JSONValue?, interface: JSONValue?, isOnZeroGPU: Bool = false) {
        version = configuration?["version"]?.text
        prefix = Self.prefix(of: configuration)
        let functions = configuration?["dependencies"]?.array ?? []
        let isSilent = isOnZeroGPU && functions.allSatisfy { $0["zerogpu"] == nil }
        let onGPU = Set(functions.filter { $0["zerogpu"]?.isTrue == true }.compactMap { $0["api_name"]?.text })
        let numbers = Self.numbers(of: functions)
        endpoints = (interface?["named_endpoints"]?.object ?? [:]).sorted { $0.key < $1.key }.map { name, value in
            Endpoint(
                name: name,
                parameters: (value["parameters"]?.array ?? []).map { parameter in
                    let hasStandard = parameter["parameter_has_default"]?.isTrue == true
                    return Parameter(
                        name: parameter["parameter_name"]?.text ?? parameter["label"]?.text ?? "",
                        type: Self.type(of: parameter),
                        standard: hasStandard ? parameter["parameter_default"] ?? .null : nil
                    )
                },
                returns: (value["returns"]?.array ?? []).map(Self.type),
                usesGPU: isSilent || onGPU.contains(String(name.drop { $0 == "/" })),
                function: numbers[String(name.drop { $0 == "/" })]
            )
        }
    }

    /// By the endpoint's name; before `id` came, the place in the list.
    private static func numbers(of functions: [JSONValue]) -> [String: Int] {
        let named = functions.enumerated().compactMap { index, function in
            function["api_name"]?.text.map { ($0, function["id"]?.integer ?? index) }
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    static func prefix(of configuration: JSONValue?) -> String {
        let prefix = configuration?["api_prefix"]?.text ?? ""
        return prefix.hasPrefix("/") && prefix.utf8.allSatisfy { $0 != 0x3F && $0 != 0x23 } ? prefix : ""
    }

    private static func type(of value: JSONValue) -> String {
        value["python_type"]?["type"]?.text ?? value["type"]?["type"]?.text ?? value["component"]?.text ?? "unknown"
    }

    /// What differs for a program that calls the app, a sentence each: missing, new and changed endpoints.
    func differences(from original: GradioInterface) -> [String] {
        let own = Dictionary(endpoints.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let other = Dictionary(original.endpoints.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var result: [String] = []
        if version != original.version {
            result.append("Gradio \(version ?? "of unknown release") instead of \(original.version ?? "an unknown release")")
        }
        for name in Set(own.keys).union(other.keys).sorted() {
            switch (own[name], other[name]) {
            case (nil, _?): result.append("\(name) is missing")
            case (_?, nil): result.append("\(name) is new")
            case (let mine?, let theirs?):
                if mine.parameters != theirs.parameters {
                    result.append("\(name) takes \(Self.text(mine)) instead of \(Self.text(theirs))")
                }
                if mine.returns != theirs.returns {
                    let (now, before) = (mine.returns.joined(separator: ", "), theirs.returns.joined(separator: ", "))
                    result.append("\(name) returns (\(now)) instead of (\(before))")
                }
            default: break
            }
        }
        return result
    }

    private static func text(_ endpoint: Endpoint) -> String {
        "(" + endpoint.parameters.map { $0.name + ": " + $0.type + ($0.standard == nil ? "" : " = …") }.joined(separator: ", ") + ")"
    }
}
