import Foundation

/// Where the Hub is, who asks, and by which way; read from the variables that the official client reads.
package struct HubConfiguration: Sendable {
    package static let defaultEndpoint = "https://huggingface.co"
    package static let defaultRegistry = "https://registry.hf.space"

    /// Without a slash at the end: `https://huggingface.co`.
    package var endpoint: String
    package var token: HubToken?
    /// Where the Spaces' images are, without a slash at the end: `https://registry.hf.space`. `nil`: not to be asked.
    package var registry: String?
    package var proxies: ProxyRules
    /// `nil`: those of the system.
    package var authorities: TrustedAuthorities?
    package var userAgent: String
    /// Whether the endpoint is a Hub, and not the app of one of its Spaces.
    package var isHub = true
    package var limits = HubLimits()
    package var retries = RetryPolicy()

    package init(
        endpoint: String = Self.defaultEndpoint,
        token: HubToken? = nil,
        registry: String? = nil,
        proxies: ProxyRules = ProxyRules(),
        userAgent: String = "driftd"
    ) {
        self.endpoint = endpoint
        self.token = token
        self.registry = registry
        self.proxies = proxies
        self.userAgent = userAgent
    }

    /// Reads `HF_ENDPOINT`; the token of `HF_TOKEN`, `HUGGING_FACE_HUB_TOKEN`, or the file that `hf auth login` writes
    /// (`HF_TOKEN_PATH`, else `token` in `HF_HOME`, else in `$XDG_CACHE_HOME/huggingface` or `~/.cache/huggingface`); `DRIFTD_REGISTRY`; and the
    /// variables of proxies and trusted authorities.
    ///
    /// - Parameter variables: The process's environment.
    package init(variables: [String: String], userAgent: String = "driftd") throws(HubError) {
        var endpoint = Self.value("HF_ENDPOINT", in: variables) ?? Self.defaultEndpoint
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        guard let origin = HubOrigin(endpoint), origin.isUsable else {
            throw .badConfiguration(variable: "HF_ENDPOINT", reason: "it is no http or https address without a password")
        }
        self.init(
            endpoint: endpoint,
            token: try Self.token(variables),
            registry: try Self.registry(variables, endpoint: endpoint),
            proxies: try ProxyRules(variables: variables),
            userAgent: userAgent
        )
        authorities = try TrustedAuthorities(variables: variables)
    }

    /// Whether it is an http or https address of something that may be asked.
    package static func isAddress(_ text: String) -> Bool { HubOrigin(text)?.isUsable ?? false }

    /// `https://user:password@host`: it would turn up wherever the address is shown.
    package static func holdsPassword(_ address: String) -> Bool { HubOrigin(address)?.hasCredentials ?? false }

    /// Another Hub than the well-known one has another registry, or none: only the user knows.
    private static func registry(_ variables: [String: String], endpoint: String) throws(HubError) -> String? {
        guard var address = value("DRIFTD_REGISTRY", in: variables) else { return endpoint == defaultEndpoint ? defaultRegistry : nil }
        if !address.contains("://") { address = "https://" + address }
        while address.hasSuffix("/") { address.removeLast() }
        guard let origin = HubOrigin(address), origin.isUsable, address.split(separator: "/").count == 2 else {
            throw .badConfiguration(
                variable: "DRIFTD_REGISTRY",
                reason: "it is no host, or http or https address of one, without a password"
            )
        }
        return address
    }

    private static func token(_ variables: [String: String]) throws(HubError) -> HubToken? {
        for name in ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"] {
            guard let text = value(name, in: variables) else { continue }
            guard let token = HubToken(text) else {
                throw .badConfiguration(variable: name, reason: "it holds blanks or control characters")
            }
            return token
        }
        guard let path = tokenPath(variables), FileManager.default.fileExists(atPath: path) else { return nil }
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: path)), content.count < 1 << 16 else {
            throw .unreadableToken(path: path, reason: "it cannot be read")
        }
        let text = String(decoding: content, as: UTF8.self)
        if text.allSatisfy(\.isWhitespace) { return nil }
        guard let token = HubToken(text) else { throw .unreadableToken(path: path, reason: "it holds more than one word") }
        return token
    }

    private static func tokenPath(_ variables: [String: String]) -> String? {
        if let path = value("HF_TOKEN_PATH", in: variables) { return expanded(path, variables) }
        if let home = value("HF_HOME", in: variables) { return expanded(home, variables) + "/token" }
        if let cache = value("XDG_CACHE_HOME", in: variables) { return expanded(cache, variables) + "/huggingface/token" }
        return value("HOME", in: variables).map { $0 + "/.cache/huggingface/token" }
    }

    /// `~/…` as the official client takes it.
    private static func expanded(_ path: String, _ variables: [String: String]) -> String {
        guard path.hasPrefix("~/"), let home = value("HOME", in: variables) else { return path }
        return home + path.dropFirst()
    }

    /// A variable that is set to nothing counts as not set.
    static func value(_ name: String, in variables: [String: String]) -> String? {
        guard let text = variables[name], !text.allSatisfy(\.isWhitespace) else { return nil }
        return text
    }
}
