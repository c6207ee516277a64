import Foundation

/// `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case, lower first (as curl does).
package struct ProxyRules: Sendable, Hashable {
    package struct Proxy: Sendable, Hashable {
        var host: String
        var port: Int
        var user: String?
        var password: String?
    }

    private var byScheme: [String: Proxy] = [:]
    /// Hosts that are reached directly: `example.org`, `.example.org`, `10.0.0.1`, `*`; with or without a port.
    private var exempt: [String] = []

    package init() {}

    package init(variables: [String: String]) throws(HubError) {
        func value(_ name: String) -> (name: String, text: String)? {
            for name in [name.lowercased(), name] {
                if let text = HubConfiguration.value(name, in: variables) { return (name, text) }
            }
            return nil
        }
        for scheme in ["http", "https"] {
            guard let (name, text) = value("\(scheme.uppercased())_PROXY") ?? value("ALL_PROXY") else { continue }
            guard let proxy = Proxy(text) else { throw .badConfiguration(variable: name, reason: "it is no address of an HTTP proxy") }
            byScheme[scheme] = proxy
        }
        exempt = (value("NO_PROXY")?.text ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { $0.lowercased() }
    }

    /// The proxy for `scheme://host:port`; `nil`: directly.
    func proxy(scheme: String, host: String, port: Int) -> Proxy? {
        isExempt(host.lowercased(), port: port) ? nil : byScheme[scheme]
    }

    private func isExempt(_ host: String, port: Int) -> Bool {
        exempt.contains { rule in
            if rule == "*" { return true }
            var rule = rule[...]
            if let colon = rule.lastIndex(of: ":"), let rulePort = Int(rule[rule.index(after: colon)...]), !rule.hasPrefix("[") {
                if rulePort != port { return false }
                rule = rule[..<colon]
            }
            if rule.hasPrefix("*.") { rule = rule.dropFirst() }
            let bare = rule.hasPrefix(".") ? rule.dropFirst() : rule
            return !bare.isEmpty && (host == bare || host.hasSuffix("." + bare))
        }
    }
}

extension ProxyRules.Proxy {
    /// `http://user:password@proxy.example:3128`; the scheme may be missing.
    init?(_ text: String) {
        let address = text.contains("://") ? text : "http://" + text
        guard let parts = URLComponents(string: address), parts.scheme == "http", let host = parts.host, !host.isEmpty else { return nil }
        self.init(host: host, port: parts.port ?? 80, user: parts.user, password: parts.password)
    }
}
