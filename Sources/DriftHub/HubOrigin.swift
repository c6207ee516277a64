import Foundation

/// Scheme, host and port of an address: what decides whether a token may go there.
struct HubOrigin: Sendable, Hashable {
    let scheme: String
    let host: String
    let port: Int
    /// `https://user:password@…`: credentials that would turn up wherever the address is shown.
    let hasCredentials: Bool

    init?(_ address: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(),
            !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
        hasCredentials = parts.user != nil || parts.password != nil
    }

    var isUsable: Bool { (scheme == "https" || scheme == "http") && !hasCredentials }

    /// Nobody between here and there: encrypted, or this machine.
    var isConfidential: Bool { scheme == "https" || host == "localhost" || host == "127.0.0.1" || host == "::1" || host == "[::1]" }

    func isSame(as other: HubOrigin) -> Bool { scheme == other.scheme && host == other.host && port == other.port }
}
